insert into $schema$.agent_commission as t (
    sync_source, source_account_id, source_external_id, agent_id, leader_split, member_commission_split, pre_cap_real_commission_split, pre_cap_fee, post_cap_fee,
    normal_team_lead_annual_cap, pays_leader_split, deleted_at, updated_at)
select
    'REZEN', @account, x.agent_id_raw, g.id, coalesce(o.leader_split, m.leader_split) / 100, coalesce(o.member_commission_split, m.member_commission_split) / 100,
    o.pre_cap_real_commission_split / 100, o.pre_cap_fee, o.post_cap_fee, o.normal_team_lead_annual_cap, o.pays_leader_split,
    case when o.id is null or o.deleted_at is not null then m.deleted_at end, coalesce(greatest(o.updated_at, m.updated_at), g.updated_at)
from touched x
cross join lateral (select * from $schema$.agent where sync_source = 'REZEN' and source_account_id = @account and source_external_id = x.agent_id_raw offset 0) g
left join lateral (select * from $schema$.agent_rezen where rezen_account_id = @account and agent_id_raw = x.agent_id_raw offset 0) o on true
left join lateral (
    select i.* from $schema$.rezen_team_members i where i.rezen_account_id = @account and i.agent_id_raw = x.agent_id_raw
    order by i.deleted_at is not null, i.agent_updated_at desc nulls last, i.member_id_raw limit 1) m on true
where coalesce(o.leader_split, m.leader_split, o.member_commission_split, m.member_commission_split, o.pre_cap_real_commission_split, o.pre_cap_fee, o.post_cap_fee, o.normal_team_lead_annual_cap) is not null
    or o.pays_leader_split is not null
on conflict (sync_source, source_account_id, source_external_id) do update set
    agent_id = excluded.agent_id, leader_split = excluded.leader_split, member_commission_split = excluded.member_commission_split,
    pre_cap_real_commission_split = excluded.pre_cap_real_commission_split, pre_cap_fee = excluded.pre_cap_fee, post_cap_fee = excluded.post_cap_fee,
    normal_team_lead_annual_cap = excluded.normal_team_lead_annual_cap, pays_leader_split = excluded.pays_leader_split,
    deleted_at = case when excluded.deleted_at is not null then coalesce(t.deleted_at, excluded.deleted_at) end, updated_at = excluded.updated_at
where (
        t.agent_id, t.leader_split, t.member_commission_split, t.pre_cap_real_commission_split, t.pre_cap_fee, t.post_cap_fee, t.normal_team_lead_annual_cap,
        t.pays_leader_split, t.deleted_at is null)
    is distinct from (
        excluded.agent_id, excluded.leader_split, excluded.member_commission_split, excluded.pre_cap_real_commission_split, excluded.pre_cap_fee, excluded.post_cap_fee,
        excluded.normal_team_lead_annual_cap, excluded.pays_leader_split, excluded.deleted_at is null)
