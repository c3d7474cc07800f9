-- rezen_listings -> listing_history: a row where status or price differ from the listing as it stands. Runs before the listing is written.
insert into $schema$.listing_history (
    sync_source, source_account_id, source_external_id, listing_id, status, price, old_status, new_status, old_price, new_price, changed_at, sync_run_id, created_at, updated_at)
select 'REZEN', @account, m.listing_id_raw, t.id, s.status, m.price_amount, t.status, s.status, t.list_price, m.price_amount,
    coalesce(m.rezen_updated_at, m.updated_at), m.sync_run_id, m.updated_at, m.updated_at
from %ROWS% m
cross join lateral (select * from $schema$.listing where sync_source = 'REZEN' and source_account_id = @account and source_external_id = m.listing_id_raw offset 0) t
cross join lateral (select $schema$.rezen_status(m.lifecycle_state, m.lifecycle_group) as status) s
where m.rezen_account_id = @account and (t.status, t.list_price) is distinct from (s.status, m.price_amount)
