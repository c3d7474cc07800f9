-- rezen_team_members -> team: as the memberships show it. Its owner is its leader, the first by joining date where there are several.
with touched as (
    select distinct m.team_id_raw from %ROWS% m where m.rezen_account_id = @account and m.team_id_raw is not null
)
insert into $schema$.team as t (
    sync_source, source_account_id, source_external_id, team_id_raw, team_name, team_type, status, config_id, commission_plan_id, active, max_teammates, max_leaders,
    team_owner_agent_id, deleted_at, updated_at)
select
    'REZEN', @account, x.team_id_raw, x.team_id_raw, m.team_name, m.team_type, m.team_status, m.team_config_id_raw, m.team_commission_plan_id_raw,
    upper(m.team_status) = 'ACTIVE', m.team_max_teammates, m.team_max_leaders, l.id, m.deleted_at, m.updated_at
from touched x
cross join lateral (
    select i.* from $schema$.rezen_team_members i where i.rezen_account_id = @account and i.team_id_raw = x.team_id_raw
    order by i.deleted_at is not null, i.team_updated_at desc nulls last, i.synced_at desc, i.member_id_raw limit 1) m
left join lateral (
    select g.id from $schema$.rezen_team_members i
    cross join lateral (select * from $schema$.agent where sync_source = 'REZEN' and source_account_id = @account and source_external_id = i.agent_id_raw offset 0) g
    where i.rezen_account_id = @account and i.team_id_raw = x.team_id_raw and 'LEADER' = any(i.roles) and i.deleted_at is null
    order by i.join_date nulls last, i.member_id_raw limit 1) l on true
on conflict (sync_source, source_account_id, source_external_id) do update set
    team_id_raw = excluded.team_id_raw, team_name = excluded.team_name, team_type = excluded.team_type, status = excluded.status, config_id = excluded.config_id,
    commission_plan_id = excluded.commission_plan_id, active = excluded.active, max_teammates = excluded.max_teammates, max_leaders = excluded.max_leaders,
    team_owner_agent_id = excluded.team_owner_agent_id, deleted_at = case when excluded.deleted_at is not null then coalesce(t.deleted_at, excluded.deleted_at) end,
    updated_at = excluded.updated_at
where (
        t.team_id_raw, t.team_name, t.team_type, t.status, t.config_id, t.commission_plan_id, t.active, t.max_teammates, t.max_leaders, t.team_owner_agent_id,
        t.deleted_at is null)
    is distinct from (
        excluded.team_id_raw, excluded.team_name, excluded.team_type, excluded.status, excluded.config_id, excluded.commission_plan_id, excluded.active,
        excluded.max_teammates, excluded.max_leaders, excluded.team_owner_agent_id, excluded.deleted_at is null)
