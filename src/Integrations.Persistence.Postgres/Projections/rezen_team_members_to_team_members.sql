-- rezen_team_members -> team_members: an agent is once in a team, whatever number of memberships the vendor has of him there. Whole percents become fractions.
with touched as (
    select distinct m.team_id_raw, m.agent_id_raw from %ROWS% m
    where m.rezen_account_id = @account and m.team_id_raw is not null and m.agent_id_raw is not null
)
insert into $schema$.team_members as t (
    sync_source, source_account_id, source_external_id, team_id, agent_id, agent_id_raw, active, status, is_leader, roles, team_join_date, avatar, last_updated,
    member_commission_split, real_cap, deleted_at, updated_at)
select
    'REZEN', @account, x.team_id_raw || ':' || x.agent_id_raw, k.id, g.id, x.agent_id_raw, m.deleted_at is null and upper(m.agent_status) is distinct from 'INACTIVE',
    case when m.deleted_at is not null then 'Left' else coalesce(initcap(m.agent_status), 'Active') end, coalesce('LEADER' = any(m.roles), false), m.roles, m.join_date,
    m.avatar, m.agent_updated_at, m.member_commission_split / 100, m.real_cap, m.deleted_at, m.updated_at
from touched x
cross join lateral (
    select i.* from $schema$.rezen_team_members i where i.rezen_account_id = @account and i.team_id_raw = x.team_id_raw and i.agent_id_raw = x.agent_id_raw
    order by i.deleted_at is not null, i.agent_updated_at desc nulls last, i.member_id_raw limit 1) m
cross join lateral (select * from $schema$.team where sync_source = 'REZEN' and source_account_id = @account and source_external_id = x.team_id_raw offset 0) k
left join lateral (select * from $schema$.agent where sync_source = 'REZEN' and source_account_id = @account and source_external_id = x.agent_id_raw offset 0) g on true
on conflict (sync_source, source_account_id, source_external_id) do update set
    team_id = excluded.team_id, agent_id = excluded.agent_id, agent_id_raw = excluded.agent_id_raw, active = excluded.active, status = excluded.status,
    is_leader = excluded.is_leader, roles = excluded.roles, team_join_date = excluded.team_join_date, avatar = excluded.avatar, last_updated = excluded.last_updated,
    member_commission_split = excluded.member_commission_split, real_cap = excluded.real_cap,
    deleted_at = case when excluded.deleted_at is not null then coalesce(t.deleted_at, excluded.deleted_at) end, updated_at = excluded.updated_at
where (
        t.team_id, t.agent_id, t.agent_id_raw, t.active, t.status, t.is_leader, t.roles, t.team_join_date, t.avatar, t.last_updated, t.member_commission_split,
        t.real_cap, t.deleted_at is null)
    is distinct from (
        excluded.team_id, excluded.agent_id, excluded.agent_id_raw, excluded.active, excluded.status, excluded.is_leader, excluded.roles, excluded.team_join_date,
        excluded.avatar, excluded.last_updated, excluded.member_commission_split, excluded.real_cap, excluded.deleted_at is null)
