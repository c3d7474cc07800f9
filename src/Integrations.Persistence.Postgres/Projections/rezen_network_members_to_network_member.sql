-- rezen_network_members -> network_member: one row per agent below the owner, with his cap where it is known. A new tier moves the row.
insert into $schema$.network_member as t (
    sync_source, source_account_id, source_external_id, network_id_raw, status, tier, unlocking, left_network, unlocking_expiry, anniversary_date, broker_join_date,
    broker_terminated_date, network_size, capped, cap_amount, cap_amount_paid, last_updated, user_id, agent_id, downline_agent_id, sponsoring_agent_id, sponsorship_type,
    deleted_at, updated_at)
select
    'REZEN', @account, m.downline_agent_id_raw, concat_ws('-', coalesce(m.owner_agent_id_raw, a.yenta_id_raw), m.downline_agent_id_raw, m.tier), m.status, m.tier::text,
    m.unlocking, (m.deleted_at is not null or coalesce(upper(m.status) in ('INACTIVE', 'REJECTED'), false) or m.terminated_as_of is not null), m.unlocking_expiry_date, m.anniversary_date,
    m.join_date, m.terminated_as_of, m.size_of_network, p.capped, p.cap_amount, p.cap_amount_paid, m.synced_at, coalesce(m.user_id, a.user_id), g.id, d.id, s.id,
    m.sponsorship_type, m.deleted_at, m.updated_at
from %ROWS% m
join $schema$.rezen_accounts a on a.id = m.rezen_account_id
left join lateral (select * from $schema$.agent where sync_source = 'REZEN' and source_account_id = @account and source_external_id = coalesce(m.owner_agent_id_raw, a.yenta_id_raw) offset 0) g on true
left join lateral (select * from $schema$.agent where sync_source = 'REZEN' and source_account_id = @account and source_external_id = m.downline_agent_id_raw offset 0) d on true
left join lateral (select * from $schema$.agent where sync_source = 'REZEN' and source_account_id = @account and source_external_id = coalesce(m.sponsor_agent_id_raw, case when m.tier = 1 then m.owner_agent_id_raw end) offset 0) s on true
left join lateral (select * from $schema$.rezen_agent_caps where rezen_account_id = @account and agent_id_raw = m.downline_agent_id_raw offset 0) p on p.visibility is distinct from 'not_visible' and p.deleted_at is null
where m.rezen_account_id = @account
on conflict (sync_source, source_account_id, source_external_id) do update set
    network_id_raw = excluded.network_id_raw, status = excluded.status, tier = excluded.tier, unlocking = excluded.unlocking, left_network = excluded.left_network,
    unlocking_expiry = excluded.unlocking_expiry, anniversary_date = excluded.anniversary_date, broker_join_date = excluded.broker_join_date,
    broker_terminated_date = excluded.broker_terminated_date, network_size = excluded.network_size, capped = excluded.capped, cap_amount = excluded.cap_amount,
    cap_amount_paid = excluded.cap_amount_paid, last_updated = excluded.last_updated, user_id = excluded.user_id, agent_id = excluded.agent_id,
    downline_agent_id = excluded.downline_agent_id, sponsoring_agent_id = excluded.sponsoring_agent_id, sponsorship_type = excluded.sponsorship_type,
    deleted_at = case when excluded.deleted_at is not null then coalesce(t.deleted_at, excluded.deleted_at) end, updated_at = excluded.updated_at
where (
        t.network_id_raw, t.status, t.tier, t.unlocking, t.left_network, t.unlocking_expiry, t.anniversary_date, t.broker_join_date, t.broker_terminated_date,
        t.network_size, t.capped, t.cap_amount, t.cap_amount_paid, t.user_id, t.agent_id, t.downline_agent_id, t.sponsoring_agent_id, t.sponsorship_type,
        t.deleted_at is null)
    is distinct from (
        excluded.network_id_raw, excluded.status, excluded.tier, excluded.unlocking, excluded.left_network, excluded.unlocking_expiry, excluded.anniversary_date,
        excluded.broker_join_date, excluded.broker_terminated_date, excluded.network_size, excluded.capped, excluded.cap_amount, excluded.cap_amount_paid,
        excluded.user_id, excluded.agent_id, excluded.downline_agent_id, excluded.sponsoring_agent_id, excluded.sponsorship_type, excluded.deleted_at is null)
