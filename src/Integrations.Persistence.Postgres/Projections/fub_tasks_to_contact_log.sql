-- fub_tasks -> contact_log: one row per task.
-- A deleted row is marked (deleted_at), not removed: tables of the host may refer to it.
-- The agent is who it is assigned to. contacted_at is when it was done: an open task is no contact yet.
insert into $schema$.contact_log as t (
    sync_source, source_account_id, source_table, source_external_id, source_id, contact_type, contacted_at, direction, note,
    fub_people_id, user_id, agent_id, unresolved_refs, deleted_at, updated_at)
select
    'FUB', m.fub_account_id, 'fub_tasks', m.task_id::text, m.id, 'task', case when m.is_completed then coalesce(m.completed_at, m.fub_updated_at) end, null,
    m.name,
    m.fub_people_id, coalesce(u.user_id, m.user_id), u.agent_id, m.unresolved_refs, m.deleted_at, m.updated_at
from %ROWS% m
left join lateral (select * from $schema$.fub_users where id = m.fub_users_id offset 0) u on u.fub_account_id = @account
where m.fub_account_id = @account
on conflict (sync_source, source_account_id, source_table, source_external_id) do update set
    source_id = excluded.source_id, contact_type = excluded.contact_type, contacted_at = excluded.contacted_at, direction = excluded.direction, note = excluded.note,
    fub_people_id = excluded.fub_people_id, user_id = excluded.user_id, agent_id = excluded.agent_id, unresolved_refs = excluded.unresolved_refs,
    deleted_at = case when excluded.deleted_at is not null then coalesce(t.deleted_at, excluded.deleted_at) end, updated_at = excluded.updated_at
where (t.source_id, t.contact_type, t.contacted_at, t.direction, t.note, t.fub_people_id, t.user_id, t.agent_id, t.unresolved_refs, t.deleted_at is null)
    is distinct from (excluded.source_id, excluded.contact_type, excluded.contacted_at, excluded.direction, excluded.note, excluded.fub_people_id, excluded.user_id,
        excluded.agent_id, excluded.unresolved_refs, excluded.deleted_at is null)
