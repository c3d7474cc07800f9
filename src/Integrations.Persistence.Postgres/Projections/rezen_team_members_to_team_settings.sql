-- rezen_team_members -> team_settings: one row per team.
with touched as (
    select distinct m.team_id_raw from %ROWS% m where m.rezen_account_id = @account and m.team_id_raw is not null
)
insert into $schema$.team_settings as t (
    sync_source, source_account_id, source_external_id, team_id, visibility, collaboration_mode, team_type, deleted_at, updated_at)
select
    'REZEN', @account, x.team_id_raw, k.id, m.team_visibility, m.team_collaboration_mode, k.team_type, m.deleted_at, m.updated_at
from touched x
cross join lateral (
    select i.* from $schema$.rezen_team_members i where i.rezen_account_id = @account and i.team_id_raw = x.team_id_raw
    order by i.deleted_at is not null, i.team_updated_at desc nulls last, i.synced_at desc, i.member_id_raw limit 1) m
cross join lateral (select * from $schema$.team where sync_source = 'REZEN' and source_account_id = @account and source_external_id = x.team_id_raw offset 0) k
on conflict (sync_source, source_account_id, source_external_id) do update set
    team_id = excluded.team_id, visibility = excluded.visibility, collaboration_mode = excluded.collaboration_mode, team_type = excluded.team_type,
    deleted_at = case when excluded.deleted_at is not null then coalesce(t.deleted_at, excluded.deleted_at) end, updated_at = excluded.updated_at
where (
        t.team_id, t.visibility, t.collaboration_mode, t.team_type, t.deleted_at is null)
    is distinct from (
        excluded.team_id, excluded.visibility, excluded.collaboration_mode, excluded.team_type, excluded.deleted_at is null)
