-- agent_rezen -> user_rezen, and the row ids of the agent in agent_rezen and in the account. One row per account: the latest profile is the key's.
insert into $schema$.user_rezen as t (
    rezen_account_id, user_id, agent_id_raw, email, first_name, last_name, team_id_raws, office_id_raw, office_name, key_verified_at, credentials_id, raw, raw_original, content_hash,
    vendor_updated_at, first_seen_at, last_seen_at, synced_at, sync_run_id, deleted_at, deleted_source, updated_at)
select @account, coalesce(m.user_id, a.user_id), m.agent_id_raw, $schema$.email_norm(m.email), m.first_name, m.last_name, m.team_id_raws, m.office_id_raw, m.office_name, m.synced_at, a.credentials_id,
    m.raw, m.raw_original, m.content_hash, m.vendor_updated_at, m.first_seen_at, m.last_seen_at, m.synced_at, m.sync_run_id, m.deleted_at, m.deleted_source, m.updated_at
from %ROWS% m
join $schema$.rezen_accounts a on a.id = m.rezen_account_id
where m.rezen_account_id = @account
order by m.deleted_at is not null, m.synced_at desc, m.agent_id_raw limit 1
on conflict (rezen_account_id) do update set
    user_id = excluded.user_id, agent_id_raw = excluded.agent_id_raw, email = excluded.email, first_name = excluded.first_name, last_name = excluded.last_name, team_id_raws = excluded.team_id_raws,
    office_id_raw = excluded.office_id_raw, office_name = excluded.office_name, key_verified_at = excluded.key_verified_at, credentials_id = excluded.credentials_id, raw = excluded.raw,
    raw_original = excluded.raw_original, content_hash = excluded.content_hash, vendor_updated_at = excluded.vendor_updated_at, last_seen_at = excluded.last_seen_at, synced_at = excluded.synced_at,
    sync_run_id = excluded.sync_run_id, deleted_at = excluded.deleted_at, deleted_source = excluded.deleted_source, updated_at = excluded.updated_at
where (t.user_id, t.agent_id_raw, t.credentials_id, t.content_hash, t.deleted_at is null)
    is distinct from (excluded.user_id, excluded.agent_id_raw, excluded.credentials_id, excluded.content_hash, excluded.deleted_at is null);
update $schema$.agent_rezen m set agent_id = g.id
from $schema$.agent g
where m.rezen_account_id = @account and g.sync_source = 'REZEN' and g.source_account_id = @account and g.source_external_id = m.agent_id_raw
    and m.agent_id is distinct from g.id;
update $schema$.rezen_accounts a set agent_id = m.agent_id
from %ROWS% m
where a.id = @account and m.rezen_account_id = @account and m.agent_id_raw = a.yenta_id_raw and a.agent_id is distinct from m.agent_id
