-- rezen_transactions -> transaction_history: what differs from the deal as it stands. Runs before the deal is written.
insert into $schema$.transaction_history (
    sync_source, source_account_id, source_external_id, transaction_id, field_name, old_value, new_value, old_status, new_status, changed_at, sync_run_id, created_at, updated_at)
select 'REZEN', @account, m.transaction_id_raw, t.id, c.field, c.old, c.new, case when c.field = 'status' then c.old end, case when c.field = 'status' then c.new end,
    coalesce(m.rezen_updated_at, m.updated_at), m.sync_run_id, m.updated_at, m.updated_at
from %ROWS% m
cross join lateral (select * from $schema$.transaction where sync_source = 'REZEN' and source_account_id = @account and source_external_id = m.transaction_id_raw offset 0) t
cross join lateral (values
    ('status', t.status, $schema$.rezen_status(m.lifecycle_state, m.lifecycle_group)),
    ('sale_price', t.sale_price::text, m.price_amount::text),
    ('closing_date', t.closing_date::text, m.closing_date::text)) c(field, old, new)
where m.rezen_account_id = @account and c.old is distinct from c.new and coalesce(m.lifecycle_state, '') not like 'LISTING\_%'
