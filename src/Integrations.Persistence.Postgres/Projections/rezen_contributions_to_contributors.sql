-- rezen_contributions -> contributors: the contributor of each contribution.
insert into $schema$.contributors as t (
    sync_source, source_account_id, source_external_id, contribution_id, agent_id, user_id, amount, deleted_at, updated_at)
select
    'REZEN', @account, m.contribution_id_raw, c.id, c.contributing_agent_id, c.user_id, c.amount, m.deleted_at, m.updated_at
from %ROWS% m
cross join lateral (select * from $schema$.contribution where sync_source = 'REZEN' and source_account_id = @account and source_external_id = m.contribution_id_raw offset 0) c
where m.rezen_account_id = @account and c.contributing_agent_id is not null
on conflict (sync_source, source_account_id, source_external_id) do update set
    contribution_id = excluded.contribution_id, agent_id = excluded.agent_id, user_id = excluded.user_id, amount = excluded.amount,
    deleted_at = case when excluded.deleted_at is not null then coalesce(t.deleted_at, excluded.deleted_at) end, updated_at = excluded.updated_at
where (
        t.contribution_id, t.agent_id, t.user_id, t.amount, t.deleted_at is null)
    is distinct from (
        excluded.contribution_id, excluded.agent_id, excluded.user_id, excluded.amount, excluded.deleted_at is null)
