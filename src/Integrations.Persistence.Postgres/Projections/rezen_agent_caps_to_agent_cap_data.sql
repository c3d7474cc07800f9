-- rezen_agent_caps -> agent_cap_data: one row per agent and cap year, which begins on the last anniversary before the cap was read. A cap that is not visible is no cap of zero: it has no row.
-- The second statement marks (deleted_at) the rows of an agent whose cap is gone or not visible any more, those of earlier years too: else the last of them would pass for the present one.
insert into $schema$.agent_cap_data as t (
    sync_source, source_account_id, source_external_id, agent_id, cap_year_start, year, cap_limit, cap_used, annual_cap, team_cap, team_cap_paid, brokerage_cap,
    brokerage_cap_paid, group_team_cap, capped, cap_status, unlocked, capped_at, next_anniversary, sponsor_producing_grace_period_end, deferred_cap_end_date,
    grace_period_end, currency, deleted_at, updated_at)
select
    'REZEN', @account, m.agent_id_raw || ':' || y.began, g.id, y.began, extract(year from y.began), m.cap_amount, m.cap_amount_paid, coalesce(o.annual_cap, m.cap_amount),
    m.team_cap_amount, m.team_cap_amount_paid, m.brokerage_cap_amount, m.brokerage_cap_amount_paid, o.group_team_cap, m.capped,
    case when m.capped then 'Capped' when m.capped is not null then 'Open' end, o.unlocked, o.capped_at, (y.began + interval '1 year') at time zone 'UTC',
    o.sponsor_producing_grace_period_end, o.deferred_cap_end_date, o.grace_period_end, case when length(m.currency) = 3 then m.currency end, m.deleted_at, m.updated_at
from %ROWS% m
cross join lateral (select (m.synced_at at time zone 'UTC')::date as today) n
cross join lateral (
    select max((m.anniversary_date + i * interval '1 year')::date) as began
    from generate_series(extract(year from n.today)::integer - extract(year from m.anniversary_date)::integer - 1, extract(year from n.today)::integer - extract(year from m.anniversary_date)::integer) i
    where m.anniversary_date is not null and (m.anniversary_date + i * interval '1 year')::date <= n.today) v
cross join lateral (select coalesce(v.began, date_trunc('year', n.today)::date) as began) y
left join lateral (select * from $schema$.agent where sync_source = 'REZEN' and source_account_id = @account and source_external_id = m.agent_id_raw offset 0) g on true
left join lateral (select * from $schema$.agent_rezen where rezen_account_id = @account and agent_id_raw = m.agent_id_raw offset 0) o on true
where m.rezen_account_id = @account and m.visibility is distinct from 'not_visible' and m.deleted_at is null and g.id is not null
on conflict (sync_source, source_account_id, source_external_id) do update set
    agent_id = excluded.agent_id, cap_year_start = excluded.cap_year_start, year = excluded.year, cap_limit = excluded.cap_limit, cap_used = excluded.cap_used,
    annual_cap = excluded.annual_cap, team_cap = excluded.team_cap, team_cap_paid = excluded.team_cap_paid, brokerage_cap = excluded.brokerage_cap,
    brokerage_cap_paid = excluded.brokerage_cap_paid, group_team_cap = excluded.group_team_cap, capped = excluded.capped, cap_status = excluded.cap_status,
    unlocked = excluded.unlocked, capped_at = excluded.capped_at, next_anniversary = excluded.next_anniversary,
    sponsor_producing_grace_period_end = excluded.sponsor_producing_grace_period_end, deferred_cap_end_date = excluded.deferred_cap_end_date,
    grace_period_end = excluded.grace_period_end, currency = excluded.currency,
    deleted_at = case when excluded.deleted_at is not null then coalesce(t.deleted_at, excluded.deleted_at) end, updated_at = excluded.updated_at
where (
        t.agent_id, t.cap_year_start, t.year, t.cap_limit, t.cap_used, t.annual_cap, t.team_cap, t.team_cap_paid, t.brokerage_cap, t.brokerage_cap_paid, t.group_team_cap,
        t.capped, t.cap_status, t.unlocked, t.capped_at, t.next_anniversary, t.sponsor_producing_grace_period_end, t.deferred_cap_end_date, t.grace_period_end,
        t.currency, t.deleted_at is null)
    is distinct from (
        excluded.agent_id, excluded.cap_year_start, excluded.year, excluded.cap_limit, excluded.cap_used, excluded.annual_cap, excluded.team_cap, excluded.team_cap_paid,
        excluded.brokerage_cap, excluded.brokerage_cap_paid, excluded.group_team_cap, excluded.capped, excluded.cap_status, excluded.unlocked, excluded.capped_at,
        excluded.next_anniversary, excluded.sponsor_producing_grace_period_end, excluded.deferred_cap_end_date, excluded.grace_period_end, excluded.currency,
        excluded.deleted_at is null);
update $schema$.agent_cap_data t set deleted_at = coalesce(m.deleted_at, m.updated_at), updated_at = m.updated_at
from %ROWS% m
cross join lateral (select * from $schema$.agent where sync_source = 'REZEN' and source_account_id = @account and source_external_id = m.agent_id_raw offset 0) g
where m.rezen_account_id = @account and (m.deleted_at is not null or m.visibility = 'not_visible')
    and t.agent_id = g.id and t.sync_source = 'REZEN' and t.source_account_id = @account and t.deleted_at is null
