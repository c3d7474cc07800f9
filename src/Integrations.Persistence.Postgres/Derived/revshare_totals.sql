-- revshare_totals of one account, what each member of its network has contributed, and the totals that payments refer to. Only what differs is written. Missed contributions do not count.
with base as materialized (
    select c.receiving_agent_id as agent_id, coalesce(c.currency, 'XXX') as currency, max(c.user_id) as user_id, sum(c.amount) as total, count(*) as contributions,
        coalesce(sum(c.amount) filter (where c.contribution_date >= date_trunc('year', @now at time zone 'UTC') at time zone 'UTC'), 0) as ytd,
        coalesce(sum(c.amount) filter (where c.contribution_date >= date_trunc('month', @now at time zone 'UTC') at time zone 'UTC'), 0) as mtd,
        max(c.contribution_date) as last_at, min(c.tier) as tier
    from $schema$.contribution c
    where c.sync_source = @source and c.source_account_id = @account and c.deleted_at is null and c.missed is not true and c.amount is not null and c.receiving_agent_id is not null
    group by 1, 2
), gone as (
    delete from $schema$.revshare_totals t
    where t.sync_source = @source and t.source_account_id = @account and not exists (select from base b where b.agent_id = t.agent_id and b.currency = t.currency)
)
insert into $schema$.revshare_totals as t (
    sync_source, source_account_id, user_id, agent_id, currency, total_amount, ytd_amount, mtd_amount, last_contribution_date, tier, contributions, calculated_at, created_at, updated_at)
select @source, @account, b.user_id, b.agent_id, b.currency, b.total, b.ytd, b.mtd, b.last_at, b.tier, b.contributions, @now, @now, @now from base b
on conflict (agent_id, currency) do update set
    user_id = excluded.user_id, total_amount = excluded.total_amount, ytd_amount = excluded.ytd_amount, mtd_amount = excluded.mtd_amount, last_contribution_date = excluded.last_contribution_date,
    tier = excluded.tier, contributions = excluded.contributions, calculated_at = excluded.calculated_at, updated_at = excluded.updated_at
-- A new month or year begins with new sums, whether anything was contributed or not.
where (t.user_id, t.total_amount, t.ytd_amount, t.mtd_amount, t.last_contribution_date, t.tier, t.contributions, date_trunc('month', t.calculated_at at time zone 'UTC'))
    is distinct from (excluded.user_id, excluded.total_amount, excluded.ytd_amount, excluded.mtd_amount, excluded.last_contribution_date, excluded.tier, excluded.contributions,
        date_trunc('month', excluded.calculated_at at time zone 'UTC'));
-- In one currency: the one that most of a member's contributions are in.
with given as (
    select distinct on (g.agent_id) g.agent_id, g.total from (
        select c.contributing_agent_id as agent_id, sum(c.amount) as total, count(*) as contributions, c.currency from $schema$.contribution c
        where c.sync_source = @source and c.source_account_id = @account and c.deleted_at is null and c.missed is not true and c.contributing_agent_id is not null
        group by c.contributing_agent_id, c.currency) g
    order by g.agent_id, g.contributions desc, g.currency
)
update $schema$.network_member t set total_contribution = x.total, updated_at = @now
from $schema$.network_member m
left join given x on x.agent_id = m.downline_agent_id
where m.sync_source = @source and m.source_account_id = @account and t.id = m.id and t.total_contribution is distinct from x.total;
update $schema$.revshare_payment t set revshare_totals_id = x.id, updated_at = @now
from $schema$.revshare_payment p
left join $schema$.revshare_totals x on x.agent_id = p.agent_id and x.currency = coalesce(p.currency, 'XXX')
where p.sync_source = @source and p.source_account_id = @account and t.id = p.id and t.revshare_totals_id is distinct from x.id
