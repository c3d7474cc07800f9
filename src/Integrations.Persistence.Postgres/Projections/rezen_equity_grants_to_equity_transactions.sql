-- rezen_equity_grants -> equity_transactions.
insert into $schema$.equity_transactions as t (
    sync_source, source_account_id, source_external_id, grant_id_raw, transaction_type, status, grant_type, notes, source, amount, price, value, currency,
    transaction_date, vesting_date, expiration_date, transaction_id, transaction_id_raw, user_id, agent_id, deleted_at, updated_at)
select
    'REZEN', @account, m.grant_id_raw, m.grant_id_raw, coalesce(m.transaction_type, 'GRANT'), m.status, m.grant_type, m.notes, m.source, m.amount, m.price,
    coalesce(m.value, m.amount * m.price), case when length(m.currency) = 3 then m.currency end, m.transaction_date, m.vesting_date, m.expiration_date, t0.id,
    m.transaction_id_raw, coalesce(m.user_id, a.user_id), g.id, m.deleted_at, m.updated_at
from %ROWS% m
join $schema$.rezen_accounts a on a.id = m.rezen_account_id
left join lateral (select * from $schema$.agent where sync_source = 'REZEN' and source_account_id = @account and source_external_id = coalesce(m.owner_agent_id_raw, a.yenta_id_raw) offset 0) g on true
left join lateral (select * from $schema$.transaction where sync_source = 'REZEN' and source_account_id = @account and source_external_id = m.transaction_id_raw offset 0) t0 on true
where m.rezen_account_id = @account
on conflict (sync_source, source_account_id, source_external_id) do update set
    grant_id_raw = excluded.grant_id_raw, transaction_type = excluded.transaction_type, status = excluded.status, grant_type = excluded.grant_type,
    notes = excluded.notes, source = excluded.source, amount = excluded.amount, price = excluded.price, value = excluded.value, currency = excluded.currency,
    transaction_date = excluded.transaction_date, vesting_date = excluded.vesting_date, expiration_date = excluded.expiration_date,
    transaction_id = excluded.transaction_id, transaction_id_raw = excluded.transaction_id_raw, user_id = excluded.user_id, agent_id = excluded.agent_id,
    deleted_at = case when excluded.deleted_at is not null then coalesce(t.deleted_at, excluded.deleted_at) end, updated_at = excluded.updated_at
where (
        t.grant_id_raw, t.transaction_type, t.status, t.grant_type, t.notes, t.source, t.amount, t.price, t.value, t.currency, t.transaction_date, t.vesting_date,
        t.expiration_date, t.transaction_id, t.transaction_id_raw, t.user_id, t.agent_id, t.deleted_at is null)
    is distinct from (
        excluded.grant_id_raw, excluded.transaction_type, excluded.status, excluded.grant_type, excluded.notes, excluded.source, excluded.amount, excluded.price,
        excluded.value, excluded.currency, excluded.transaction_date, excluded.vesting_date, excluded.expiration_date, excluded.transaction_id,
        excluded.transaction_id_raw, excluded.user_id, excluded.agent_id, excluded.deleted_at is null)
