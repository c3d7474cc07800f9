-- fub_people -> participant: every contact is a participant without a transaction or listing.
-- A contact that was deleted, merged away or put into the trash is marked (deleted_at), not removed: tables of the host may refer to it, and it may come back.
insert into $schema$.participant as t (
    sync_source, source_account_id, source_external_id, participant_id_raw, role, status, side,
    first_name, last_name, email, phone, company, user_id, last_updated, deleted_at, updated_at)
select
    'FUB', m.fub_account_id, m.people_id::text, m.people_id::text, 'CLIENT', m.stage_name,
    case lower(m.type) when 'buyer' then 'BUY' when 'seller' then 'SELL' end,
    m.first_name, m.last_name, m.primary_email_norm, m.primary_phone_e164, nullif(m.raw #>> '{socialData,company}', ''), m.user_id, m.fub_updated_at,
    case when m.deleted_at is not null then m.deleted_at when m.is_trashed then coalesce(m.fub_updated_at, m.first_seen_at) end,
    m.updated_at
from %ROWS% m
where m.fub_account_id = @account
on conflict (sync_source, source_account_id, source_external_id) do update set
    participant_id_raw = excluded.participant_id_raw, role = excluded.role, status = excluded.status, side = excluded.side,
    first_name = excluded.first_name, last_name = excluded.last_name, email = excluded.email, phone = excluded.phone, company = excluded.company,
    user_id = excluded.user_id, last_updated = excluded.last_updated, deleted_at = case when excluded.deleted_at is not null then coalesce(t.deleted_at, excluded.deleted_at) end, updated_at = excluded.updated_at
where (t.participant_id_raw, t.role, t.status, t.side, t.first_name, t.last_name, t.email, t.phone, t.company, t.user_id, t.last_updated, t.deleted_at is null)
    is distinct from (excluded.participant_id_raw, excluded.role, excluded.status, excluded.side, excluded.first_name, excluded.last_name, excluded.email, excluded.phone,
        excluded.company, excluded.user_id, excluded.last_updated, excluded.deleted_at is null)
