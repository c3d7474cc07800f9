-- rezen_contributions -> income: a contribution is income of type RevShare, unless the owner missed it.
insert into $schema$.income as t (
    sync_source, source_account_id, source_external_id, income_type, source, income_id_raw, status, amount, currency, income_date, period_month, period_year, user_id,
    agent_id, transaction_id, contribution_id, deleted_at, updated_at)
select
    'REZEN', @account, 'RevShare:' || m.contribution_id_raw, 'RevShare', 'contribution', m.contribution_id_raw, c.status, c.amount, c.currency, c.contribution_date,
    extract(month from c.contribution_date at time zone 'UTC'), extract(year from c.contribution_date at time zone 'UTC'), c.user_id, c.receiving_agent_id,
    c.transaction_id, c.id, case when c.deleted_at is not null then c.deleted_at when c.amount is null or m.missed then m.updated_at end, m.updated_at
from %ROWS% m
cross join lateral (select * from $schema$.contribution where sync_source = 'REZEN' and source_account_id = @account and source_external_id = m.contribution_id_raw offset 0) c
left join lateral (select * from $schema$.income where sync_source = 'REZEN' and source_account_id = @account and source_external_id = 'RevShare:' || m.contribution_id_raw offset 0) i on true
where m.rezen_account_id = @account and ((c.amount is not null and m.missed is not true) or i.id is not null)
on conflict (sync_source, source_account_id, source_external_id) do update set
    income_type = excluded.income_type, source = excluded.source, income_id_raw = excluded.income_id_raw, status = excluded.status, amount = excluded.amount,
    currency = excluded.currency, income_date = excluded.income_date, period_month = excluded.period_month, period_year = excluded.period_year,
    user_id = excluded.user_id, agent_id = excluded.agent_id, transaction_id = excluded.transaction_id, contribution_id = excluded.contribution_id,
    deleted_at = case when excluded.deleted_at is not null then coalesce(t.deleted_at, excluded.deleted_at) end, updated_at = excluded.updated_at
where (
        t.income_type, t.source, t.income_id_raw, t.status, t.amount, t.currency, t.income_date, t.period_month, t.period_year, t.user_id, t.agent_id, t.transaction_id,
        t.contribution_id, t.deleted_at is null)
    is distinct from (
        excluded.income_type, excluded.source, excluded.income_id_raw, excluded.status, excluded.amount, excluded.currency, excluded.income_date, excluded.period_month,
        excluded.period_year, excluded.user_id, excluded.agent_id, excluded.transaction_id, excluded.contribution_id, excluded.deleted_at is null)
