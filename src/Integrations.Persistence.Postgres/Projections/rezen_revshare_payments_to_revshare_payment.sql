-- rezen_revshare_payments -> revshare_payment.
insert into $schema$.revshare_payment as t (
    sync_source, source_account_id, source_external_id, payment_id_raw, amount, currency, status, payment_method, payment_reference, notes, payment_date, period_start,
    period_end, user_id, agent_id, deleted_at, updated_at)
select
    'REZEN', @account, m.payment_id_raw, m.payment_id_raw, m.amount, case when length(m.currency) = 3 then m.currency end, initcap(replace(m.status, '_', ' ')),
    m.payment_method, m.payment_reference, m.notes, m.payment_date, m.period_start, m.period_end, coalesce(m.user_id, a.user_id), g.id, m.deleted_at, m.updated_at
from %ROWS% m
join $schema$.rezen_accounts a on a.id = m.rezen_account_id
left join lateral (select * from $schema$.agent where sync_source = 'REZEN' and source_account_id = @account and source_external_id = m.owner_agent_id_raw offset 0) g on true
where m.rezen_account_id = @account
on conflict (sync_source, source_account_id, source_external_id) do update set
    payment_id_raw = excluded.payment_id_raw, amount = excluded.amount, currency = excluded.currency, status = excluded.status, payment_method = excluded.payment_method,
    payment_reference = excluded.payment_reference, notes = excluded.notes, payment_date = excluded.payment_date, period_start = excluded.period_start,
    period_end = excluded.period_end, user_id = excluded.user_id, agent_id = excluded.agent_id,
    deleted_at = case when excluded.deleted_at is not null then coalesce(t.deleted_at, excluded.deleted_at) end, updated_at = excluded.updated_at
where (
        t.payment_id_raw, t.amount, t.currency, t.status, t.payment_method, t.payment_reference, t.notes, t.payment_date, t.period_start, t.period_end, t.user_id,
        t.agent_id, t.deleted_at is null)
    is distinct from (
        excluded.payment_id_raw, excluded.amount, excluded.currency, excluded.status, excluded.payment_method, excluded.payment_reference, excluded.notes,
        excluded.payment_date, excluded.period_start, excluded.period_end, excluded.user_id, excluded.agent_id, excluded.deleted_at is null)
