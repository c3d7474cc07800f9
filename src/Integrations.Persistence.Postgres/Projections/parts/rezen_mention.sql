insert into $schema$.agent as t (sync_source, source_account_id, source_external_id, agent_id_raw, source, real_agent, display_name, first_name, last_name, email, phone, seen_at, updated_at)
select 'REZEN', @account, e.agent_id_raw, e.agent_id_raw, 'mention', true, nullif(concat_ws(' ', e.first_name, e.last_name), ''), e.first_name, e.last_name, e.email, e.phone, e.seen_at, e.updated_at
from mention e
left join lateral (select * from $schema$.agent where sync_source = 'REZEN' and source_account_id = @account and source_external_id = e.agent_id_raw offset 0) k on true
-- Who is known is not even locked: the owner is in every deal.
where k.id is null or (k.source = 'mention' and e.seen_at is not null
    and (e.seen_at, coalesce(e.first_name, ''), coalesce(e.last_name, ''), coalesce(e.email, ''), coalesce(e.phone, ''))
        > (coalesce(k.seen_at, '-infinity'), coalesce(k.first_name, ''), coalesce(k.last_name, ''), coalesce(k.email, ''), coalesce(k.phone, '')))
order by e.agent_id_raw
on conflict (sync_source, source_account_id, source_external_id) do update set
    display_name = excluded.display_name, first_name = excluded.first_name, last_name = excluded.last_name, email = excluded.email, phone = excluded.phone, seen_at = excluded.seen_at,
    updated_at = excluded.updated_at
where t.source = 'mention' and excluded.seen_at is not null
    and (excluded.seen_at, coalesce(excluded.first_name, ''), coalesce(excluded.last_name, ''), coalesce(excluded.email, ''), coalesce(excluded.phone, ''))
        > (coalesce(t.seen_at, '-infinity'), coalesce(t.first_name, ''), coalesce(t.last_name, ''), coalesce(t.email, ''), coalesce(t.phone, ''))
