join $schema$.rezen_accounts a on a.id = m.rezen_account_id
cross join lateral (select $schema$.rezen_status(m.lifecycle_state, m.lifecycle_group) as status) s
left join lateral (
    select
        max(p.agent_id_raw) filter (where p.participant_id_raw = m.transaction_owner_id_raw) as agent_id_raw, max(p.first_name) filter (where p.participant_id_raw = m.transaction_owner_id_raw) as first_name,
        max(p.last_name) filter (where p.participant_id_raw = m.transaction_owner_id_raw) as last_name, max(p.email) filter (where p.participant_id_raw = m.transaction_owner_id_raw) as email,
        -- The head of a team is a participant of its deals. Two heads are two teams: then nobody is the owner.
        case when min(p.agent_id_raw) filter (where p.is_head) = max(p.agent_id_raw) filter (where p.is_head) then max(p.agent_id_raw) filter (where p.is_head) end as head_agent_id_raw
    from (
        select p.*, p.role in ('TEAM_LEADER', 'PRO_TEAM_LEADER', 'DOMESTIC_LEAD') as is_head from $schema$.rezen_participants(m.participants, m.other_participants, null) p) p) w on true
left join lateral (select * from $schema$.agent where sync_source = 'REZEN' and source_account_id = @account and source_external_id = coalesce(m.transaction_owner_agent_id_raw, w.agent_id_raw) offset 0) g on true
left join lateral (select * from $schema$.agent where sync_source = 'REZEN' and source_account_id = @account and source_external_id = w.head_agent_id_raw offset 0) h on true
left join lateral (select * from $schema$.office where sync_source = 'REZEN' and source_account_id = @account and source_external_id = m.office_id_raw offset 0) f on true
left join lateral (select * from $schema$.address where sync_source = 'REZEN' and source_account_id = @account and source_external_id = encode($schema$.address_hash(m.address_street, m.address_street2, m.address_unit, m.address_city, m.address_state, m.address_zip), 'hex') offset 0) d on true
