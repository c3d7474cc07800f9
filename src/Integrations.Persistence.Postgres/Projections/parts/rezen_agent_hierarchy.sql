, tree as (
    -- A cycle shows an agent at two levels: he stands at the lower one. A down-line agent keeps the sponsor of the down-line.
    select x.agent_id_raw,
        case when n.id is not null or f.id is not null then coalesce(n.sponsor_agent_id_raw, case when n.tier = 1 or f.id is not null then coalesce(n.owner_agent_id_raw, f.owner_agent_id_raw) end)
            when s.level is not null then (select i.agent_id_raw from $schema$.rezen_sponsors i where i.rezen_account_id = @account and i.level = s.level + 1 and i.deleted_at is null order by i.agent_id_raw limit 1)
            else coalesce(
                (select i.agent_id_raw from $schema$.rezen_sponsors i
                    where i.rezen_account_id = @account and i.level = 1 and i.owner_agent_id_raw = x.agent_id_raw and i.deleted_at is null order by i.agent_id_raw limit 1),
                o.sponsor_agent_id_raw) end as sponsor_raw,
        case when n.id is not null then n.tier when f.id is not null then 1 when s.level is not null then -s.level else 0 end as level,
        o.is_director, o.is_leader, o.is_mentor, o.needs_mentorship, coalesce(greatest(n.updated_at, f.updated_at, s.updated_at, o.updated_at), a.updated_at) as updated_at
    from (select distinct agent_id_raw from touched) x
    join $schema$.rezen_accounts a on a.id = @account
    left join lateral (select * from $schema$.agent_rezen where rezen_account_id = @account and agent_id_raw = x.agent_id_raw offset 0) o on true
    left join lateral (select * from $schema$.rezen_network_members where rezen_account_id = @account and downline_agent_id_raw = x.agent_id_raw offset 0) n on n.deleted_at is null
    left join lateral (select * from $schema$.rezen_frontline_agents where rezen_account_id = @account and agent_id_raw = x.agent_id_raw offset 0) f on f.deleted_at is null
    left join lateral (
        select least(greatest(i.level, -32767), 32766) as level, i.updated_at from $schema$.rezen_sponsors i where i.rezen_account_id = @account and i.agent_id_raw = x.agent_id_raw and i.deleted_at is null order by i.level limit 1) s on true
)
insert into $schema$.agent_hierarchy as t (
    sync_source, source_account_id, source_external_id, agent_id, sponsor_agent_id, is_director, is_leader, is_mentor, needs_mentorship, level, updated_at)
select 'REZEN', @account, x.agent_id_raw, g.id, s.id, x.is_director, x.is_leader, x.is_mentor, x.needs_mentorship, least(greatest(x.level, -32768), 32767), x.updated_at
from tree x
cross join lateral (select * from $schema$.agent where sync_source = 'REZEN' and source_account_id = @account and source_external_id = x.agent_id_raw offset 0) g
left join lateral (select * from $schema$.agent where sync_source = 'REZEN' and source_account_id = @account and source_external_id = x.sponsor_raw offset 0) s on s.id <> g.id
order by x.agent_id_raw
on conflict (sync_source, source_account_id, source_external_id) do update set
    sponsor_agent_id = excluded.sponsor_agent_id, is_director = excluded.is_director, is_leader = excluded.is_leader, is_mentor = excluded.is_mentor, needs_mentorship = excluded.needs_mentorship,
    level = excluded.level, updated_at = excluded.updated_at
where (t.sponsor_agent_id, t.is_director, t.is_leader, t.is_mentor, t.needs_mentorship, t.level)
    is distinct from (excluded.sponsor_agent_id, excluded.is_director, excluded.is_leader, excluded.is_mentor, excluded.needs_mentorship, excluded.level)
