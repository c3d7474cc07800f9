-- equity_monthly and equity_annual of one account. Shares count from the day of their grant, and are vested from their vesting date. Only what differs is written.
with item as (
    select e.agent_id, e.user_id, 'granted' as kind, (e.transaction_date at time zone 'UTC')::date as on_date, e.amount, coalesce(e.value, 0) as value
    from $schema$.equity_transactions e
    where e.sync_source = @source and e.source_account_id = @account and e.deleted_at is null and e.transaction_date is not null and e.amount is not null
        and e.transaction_type !~* 'exercis|forfeit|sale|sold|cancel'
    union all
    select e.agent_id, e.user_id, 'vested', e.vesting_date, e.amount, 0
    from $schema$.equity_transactions e
    where e.sync_source = @source and e.source_account_id = @account and e.deleted_at is null and e.vesting_date is not null and e.amount is not null
        and e.transaction_type !~* 'exercis|forfeit|sale|sold|cancel'
    union all
    select e.agent_id, e.user_id, case when e.transaction_type ~* 'forfeit|cancel' then 'forfeited' else 'exercised' end, (e.transaction_date at time zone 'UTC')::date, abs(e.amount), coalesce(abs(e.value), 0)
    from $schema$.equity_transactions e
    where e.sync_source = @source and e.source_account_id = @account and e.deleted_at is null and e.transaction_date is not null and e.amount is not null
        and e.transaction_type ~* 'exercis|forfeit|sale|sold|cancel'
), period as (
    select i.agent_id, max(i.user_id) as user_id, extract(year from i.on_date)::smallint as year, extract(month from i.on_date)::smallint as month,
        coalesce(sum(i.amount) filter (where i.kind = 'granted'), 0) as granted, coalesce(sum(i.amount) filter (where i.kind = 'vested'), 0) as vested,
        coalesce(sum(i.amount) filter (where i.kind = 'exercised'), 0) as exercised, coalesce(sum(i.amount) filter (where i.kind = 'forfeited'), 0) as forfeited,
        coalesce(sum(i.value) filter (where i.kind = 'granted'), 0) - coalesce(sum(i.value) filter (where i.kind in ('exercised', 'forfeited')), 0) as value
    from item i
    where i.agent_id is not null and isfinite(i.on_date)
    group by i.agent_id, 3, 4
), monthly as materialized (
    select p.*, sum(p.granted - p.exercised - p.forfeited) over w as total_shares, sum(p.vested) over w as vested_shares, sum(p.value) over w as total_value
    from period p window w as (partition by p.agent_id order by p.year, p.month)
), gone as (
    delete from $schema$.equity_monthly t
    where t.sync_source = @source and t.source_account_id = @account
        and not exists (select from monthly m where m.agent_id = t.agent_id and m.year = t.period_year and m.month = t.period_month)
)
insert into $schema$.equity_monthly as t (
    sync_source, source_account_id, user_id, agent_id, period_year, period_month, total_shares, vested_shares, unvested_shares, total_value, grants_this_period, vested_this_period,
    exercised_this_period, forfeited_this_period, calculated_at, created_at, updated_at)
select @source, @account, m.user_id, m.agent_id, m.year, m.month, m.total_shares, m.vested_shares, m.total_shares - m.vested_shares, m.total_value, m.granted, m.vested, m.exercised, m.forfeited,
    @now, @now, @now
from monthly m
on conflict (agent_id, period_year, period_month) do update set
    user_id = excluded.user_id, total_shares = excluded.total_shares, vested_shares = excluded.vested_shares, unvested_shares = excluded.unvested_shares, total_value = excluded.total_value,
    grants_this_period = excluded.grants_this_period, vested_this_period = excluded.vested_this_period, exercised_this_period = excluded.exercised_this_period,
    forfeited_this_period = excluded.forfeited_this_period, calculated_at = excluded.calculated_at, updated_at = excluded.updated_at
where (t.user_id, t.total_shares, t.vested_shares, t.total_value, t.grants_this_period, t.vested_this_period, t.exercised_this_period, t.forfeited_this_period)
    is distinct from (excluded.user_id, excluded.total_shares, excluded.vested_shares, excluded.total_value, excluded.grants_this_period, excluded.vested_this_period,
        excluded.exercised_this_period, excluded.forfeited_this_period);
with annual as materialized (
    select m.agent_id, m.period_year as year, max(m.user_id) as user_id, sum(m.grants_this_period) as granted, sum(m.vested_this_period) as vested, sum(m.exercised_this_period) as exercised,
        sum(m.forfeited_this_period) as forfeited, (array_agg(m.total_shares order by m.period_month desc))[1] as total_shares,
        (array_agg(m.vested_shares order by m.period_month desc))[1] as vested_shares, (array_agg(m.total_value order by m.period_month desc))[1] as total_value
    from $schema$.equity_monthly m
    where m.sync_source = @source and m.source_account_id = @account
    group by m.agent_id, m.period_year
), gone as (
    delete from $schema$.equity_annual t
    where t.sync_source = @source and t.source_account_id = @account and not exists (select from annual a where a.agent_id = t.agent_id and a.year = t.period_year)
)
insert into $schema$.equity_annual as t (
    sync_source, source_account_id, user_id, agent_id, period_year, total_shares, vested_shares, unvested_shares, total_value, grants_this_year, vested_this_year, exercised_this_year,
    forfeited_this_year, calculated_at, created_at, updated_at)
select @source, @account, a.user_id, a.agent_id, a.year, a.total_shares, a.vested_shares, a.total_shares - a.vested_shares, a.total_value, a.granted, a.vested, a.exercised, a.forfeited, @now, @now, @now
from annual a
on conflict (agent_id, period_year) do update set
    user_id = excluded.user_id, total_shares = excluded.total_shares, vested_shares = excluded.vested_shares, unvested_shares = excluded.unvested_shares, total_value = excluded.total_value,
    grants_this_year = excluded.grants_this_year, vested_this_year = excluded.vested_this_year, exercised_this_year = excluded.exercised_this_year,
    forfeited_this_year = excluded.forfeited_this_year, calculated_at = excluded.calculated_at, updated_at = excluded.updated_at
where (t.user_id, t.total_shares, t.vested_shares, t.total_value, t.grants_this_year, t.vested_this_year, t.exercised_this_year, t.forfeited_this_year)
    is distinct from (excluded.user_id, excluded.total_shares, excluded.vested_shares, excluded.total_value, excluded.grants_this_year, excluded.vested_this_year, excluded.exercised_this_year,
        excluded.forfeited_this_year)
