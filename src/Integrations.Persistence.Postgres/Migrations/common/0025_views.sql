-- What users ask of the core tables, and the check of what is derived. docs/rezen-data.md names them.

-- The teams that a user's agents belong to, with everybody in them: roles, splits, the cap of the current cap year, and the deals that they own.
create view $schema$.user_roster as
select me.user_id, t.id as team_id, t.team_name, t.team_type, m.id as team_member_id, a.id as agent_id, a.agent_id_raw, a.display_name, a.email, a.phone, m.status, m.active, m.is_leader, m.roles,
    m.team_join_date, m.member_commission_split, c.cap_limit, c.cap_used, c.capped, d.open_deals, d.closed_deals, d.closed_volume, d.gross_commission
from $schema$.agent me
join $schema$.team_members mine on mine.agent_id = me.id and mine.deleted_at is null
join $schema$.team t on t.id = mine.team_id and t.deleted_at is null
join $schema$.team_members m on m.team_id = t.id and m.deleted_at is null
join $schema$.agent a on a.id = m.agent_id
left join lateral (
    select y.cap_limit, y.cap_used, y.capped from $schema$.agent_cap_data y where y.agent_id = a.id and y.deleted_at is null order by y.cap_year_start desc limit 1) c on true
left join lateral (
    select count(*) filter (where not x.closed and not x.terminated) as open_deals, count(*) filter (where x.closed) as closed_deals,
        sum(x.sale_price) filter (where x.closed) as closed_volume, sum(x.gross_commission) filter (where x.closed) as gross_commission
    from $schema$.transaction x where x.transaction_owner_agent_id = a.id and x.deleted_at is null) d on true
where me.user_id is not null and me.deleted_at is null;

-- Income of a user by month, type and currency.
create view $schema$.user_revenue as
select i.user_id, i.period_year, i.period_month, i.income_type, i.currency, sum(i.amount) as amount, count(*) as entries
from $schema$.income i
where i.deleted_at is null
group by i.user_id, i.period_year, i.period_month, i.income_type, i.currency;

-- Derived tables beside what they are made of, account by account. difference is null where both agree. A table that is marked in core_stale is about to be made anew.
create view $schema$.core_check as
select c.sync_source, c.source_account_id, c.derived, c.base, c.base_value, c.derived_value, round(c.derived_value / nullif(c.base_value, 0), 6) as ratio,
    case when c.base_value <> c.derived_value then format('%s has %s where %s has %s.', c.derived, c.derived_value, c.base, c.base_value) end as difference
from (
    select x.sync_source, x.source_account_id, 'income (GCI)' as derived, 'closed transactions' as base, sum(x.base) as base_value, sum(x.derived) as derived_value from (
        select t.sync_source, t.source_account_id, t.gross_commission as base, 0 as derived from $schema$.transaction t
        join $schema$.transaction_financials f on f.transaction_id = t.id
        where t.deleted_at is null and t.closed and t.gross_commission is not null
        union all
        select i.sync_source, i.source_account_id, 0, i.amount from $schema$.income i where i.deleted_at is null and i.income_type = 'GCI' and i.source = 'transaction') x
    group by x.sync_source, x.source_account_id
    union all
    select x.sync_source, x.source_account_id, 'income (RevShare)', 'contribution', sum(x.base), sum(x.derived) from (
        select c.sync_source, c.source_account_id, c.amount as base, 0 as derived from $schema$.contribution c where c.deleted_at is null and c.missed is not true and c.amount is not null
        union all
        select i.sync_source, i.source_account_id, 0, i.amount from $schema$.income i where i.deleted_at is null and i.income_type = 'RevShare' and i.source = 'contribution') x
    group by x.sync_source, x.source_account_id
    union all
    select x.sync_source, x.source_account_id, 'revshare_totals', 'contribution', sum(x.base), sum(x.derived) from (
        select c.sync_source, c.source_account_id, c.amount as base, 0 as derived from $schema$.contribution c
        where c.deleted_at is null and c.missed is not true and c.amount is not null and c.receiving_agent_id is not null
        union all
        select r.sync_source, r.source_account_id, 0, r.total_amount from $schema$.revshare_totals r) x
    group by x.sync_source, x.source_account_id
    union all
    -- Every member has his owner above him.
    select m.sync_source, m.source_account_id, 'network_hierarchy', 'network_member', count(*), count(h.id)
    from $schema$.network_member m
    left join $schema$.network_hierarchy h on h.ancestor_agent_id = m.agent_id and h.descendant_agent_id = m.downline_agent_id
    where m.deleted_at is null and m.tier is not null and m.agent_id <> m.downline_agent_id
    group by m.sync_source, m.source_account_id) c
where c.sync_source is not null;
