-- rezen_transactions -> income: a closed deal is income of type GCI. A deal that is opened again, or gone, takes its row with it (deleted_at).
insert into $schema$.income as t (
    sync_source, source_account_id, source_external_id, income_type, source, income_id_raw, status, amount, currency, income_date, period_month, period_year, user_id,
    agent_id, transaction_id, deleted_at, updated_at)
select
    'REZEN', @account, 'GCI:' || m.transaction_id_raw, 'GCI', 'transaction', m.transaction_id_raw, 'Closed', t0.gross_commission, t0.currency,
    t0.closing_date::timestamp at time zone 'UTC', extract(month from t0.closing_date), extract(year from t0.closing_date), t0.user_id, t0.transaction_owner_agent_id,
    t0.id, case when t0.deleted_at is not null then t0.deleted_at when not t0.closed or t0.gross_commission is null then m.updated_at end, m.updated_at
from %ROWS% m
cross join lateral (select * from $schema$.transaction where sync_source = 'REZEN' and source_account_id = @account and source_external_id = m.transaction_id_raw offset 0) t0
left join lateral (select * from $schema$.income where sync_source = 'REZEN' and source_account_id = @account and source_external_id = 'GCI:' || m.transaction_id_raw offset 0) i on true
where m.rezen_account_id = @account and ((t0.closed and t0.gross_commission is not null) or i.id is not null)
on conflict (sync_source, source_account_id, source_external_id) do update set
    income_type = excluded.income_type, source = excluded.source, income_id_raw = excluded.income_id_raw, status = excluded.status, amount = excluded.amount,
    currency = excluded.currency, income_date = excluded.income_date, period_month = excluded.period_month, period_year = excluded.period_year,
    user_id = excluded.user_id, agent_id = excluded.agent_id, transaction_id = excluded.transaction_id,
    deleted_at = case when excluded.deleted_at is not null then coalesce(t.deleted_at, excluded.deleted_at) end, updated_at = excluded.updated_at
where (
        t.income_type, t.source, t.income_id_raw, t.status, t.amount, t.currency, t.income_date, t.period_month, t.period_year, t.user_id, t.agent_id, t.transaction_id,
        t.deleted_at is null)
    is distinct from (
        excluded.income_type, excluded.source, excluded.income_id_raw, excluded.status, excluded.amount, excluded.currency, excluded.income_date, excluded.period_month,
        excluded.period_year, excluded.user_id, excluded.agent_id, excluded.transaction_id, excluded.deleted_at is null)
