-- rezen_network_members -> network_change_log: who is new, and what differs from the member as it stands. Runs before the member is written.
insert into $schema$.network_change_log (
    sync_source, source_account_id, source_external_id, network_id, user_id, agent_id, tier, downline_agent_id_raw, type, value_old, value_new, sync_run_id, created_at, updated_at)
select 'REZEN', @account, m.downline_agent_id_raw, concat_ws('-', m.owner_agent_id_raw, m.downline_agent_id_raw, m.tier), coalesce(m.user_id, a.user_id), g.id, m.tier, m.downline_agent_id_raw, c.type, c.old, c.new,
    m.sync_run_id, m.updated_at, m.updated_at
from %ROWS% m
join $schema$.rezen_accounts a on a.id = m.rezen_account_id
left join lateral (select * from $schema$.agent where sync_source = 'REZEN' and source_account_id = @account and source_external_id = coalesce(m.owner_agent_id_raw, a.yenta_id_raw) offset 0) g on true
left join lateral (select * from $schema$.network_member where sync_source = 'REZEN' and source_account_id = @account and source_external_id = m.downline_agent_id_raw offset 0) t on true
cross join lateral (
    select 'New to Network' as type, null::text as old, m.status as new where t.id is null
    union all
    select v.* from (values
        ('Status', t.status, m.status), ('Tier', t.tier, m.tier::text), ('Network Size', t.network_size::text, m.size_of_network::text), ('Join Date', t.broker_join_date::text, m.join_date::text),
        ('Left Network', t.left_network::text, (m.deleted_at is not null or coalesce(upper(m.status) in ('INACTIVE', 'REJECTED'), false) or m.terminated_as_of is not null)::text)) v
    where t.id is not null and v.column2 is distinct from v.column3) c
where m.rezen_account_id = @account
