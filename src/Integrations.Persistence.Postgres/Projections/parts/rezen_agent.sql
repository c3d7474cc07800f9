insert into $schema$.agent as t (
    sync_source, source_account_id, source_external_id, agent_id_raw, source, real_agent, display_name, first_name, last_name, email, phone, agent_status, type, title, avatar,
    state_abbreviation, join_date, anniversary_date, active_on_team, user_id, updated_at)
select 'REZEN', @account, x.agent_id_raw, x.agent_id_raw,
    case when o.id is not null then 'profile' when r.id is not null then 'roster' when n.id is not null then 'network' when f.id is not null then 'frontline' when s.id is not null then 'sponsor' else 'mention' end,
    true,
    coalesce(o.display_name, o.full_name, r.full_name, nullif(concat_ws(' ', n.first_name, n.last_name), ''), nullif(concat_ws(' ', f.first_name, f.last_name), ''), nullif(concat_ws(' ', s.first_name, s.last_name), '')),
    nullif(btrim(coalesce(o.first_name, r.first_name, n.first_name, f.first_name, s.first_name)), ''),
    nullif(btrim(coalesce(o.last_name, r.last_name, n.last_name, f.last_name, s.last_name)), ''),
    $schema$.email_norm(coalesce(o.email, r.email, n.email, f.email, s.email)),
    coalesce($schema$.phone_norm(coalesce(o.phone, r.phone, n.phone, f.phone, s.phone)), o.phone, r.phone, n.phone, f.phone, s.phone),
    coalesce(o.agent_status, r.agent_status, n.status, f.status, s.status), coalesce(o.agent_type, r.agent_type), nullif(coalesce(o.title, r.title), ''),
    coalesce(o.avatar, r.avatar, n.avatar, f.avatar, s.avatar), substr((coalesce(o.administrative_area_ids, r.administrative_area_ids))[1], 4),
    coalesce(o.join_date, r.join_date, n.join_date, f.join_date), coalesce(o.anniversary_date, r.anniversary_date, n.anniversary_date),
    case when r.id is not null then r.deleted_at is null end, case when o.id is not null then coalesce(o.user_id, a.user_id) end,
    coalesce(greatest(o.updated_at, r.updated_at, n.updated_at, f.updated_at, s.updated_at), a.updated_at)
from (select distinct agent_id_raw from touched) x
join $schema$.rezen_accounts a on a.id = @account
left join lateral (select * from $schema$.agent_rezen where rezen_account_id = @account and agent_id_raw = x.agent_id_raw offset 0) o on true
left join lateral (
    select i.* from $schema$.rezen_team_members i where i.rezen_account_id = @account and i.agent_id_raw = x.agent_id_raw
    order by i.deleted_at is not null, i.agent_updated_at desc nulls last, i.member_id_raw limit 1) r on true
left join lateral (select * from $schema$.rezen_network_members where rezen_account_id = @account and downline_agent_id_raw = x.agent_id_raw offset 0) n on true
left join lateral (select * from $schema$.rezen_frontline_agents where rezen_account_id = @account and agent_id_raw = x.agent_id_raw offset 0) f on true
left join lateral (
    select i.* from $schema$.rezen_sponsors i where i.rezen_account_id = @account and i.agent_id_raw = x.agent_id_raw order by i.deleted_at is not null, i.level limit 1) s on true
order by x.agent_id_raw
on conflict (sync_source, source_account_id, source_external_id) do update set
    source = excluded.source, display_name = excluded.display_name, first_name = excluded.first_name, last_name = excluded.last_name, email = excluded.email, phone = excluded.phone,
    agent_status = excluded.agent_status, type = excluded.type, title = excluded.title, avatar = excluded.avatar, state_abbreviation = excluded.state_abbreviation, join_date = excluded.join_date,
    anniversary_date = excluded.anniversary_date, active_on_team = excluded.active_on_team, user_id = coalesce(excluded.user_id, t.user_id), seen_at = null, updated_at = excluded.updated_at
where excluded.source <> 'mention'
    and (t.source, t.display_name, t.first_name, t.last_name, t.email, t.phone, t.agent_status, t.type, t.title, t.avatar, t.state_abbreviation, t.join_date, t.anniversary_date, t.active_on_team, t.user_id)
    is distinct from (excluded.source, excluded.display_name, excluded.first_name, excluded.last_name, excluded.email, excluded.phone, excluded.agent_status, excluded.type, excluded.title,
        excluded.avatar, excluded.state_abbreviation, excluded.join_date, excluded.anniversary_date, excluded.active_on_team, coalesce(excluded.user_id, t.user_id))
