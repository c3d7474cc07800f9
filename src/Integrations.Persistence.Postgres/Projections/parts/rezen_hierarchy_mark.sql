insert into $schema$.core_stale as t (vendor, account_id, derived)
select 'rezen', @account, 'network_hierarchy'
where exists (
    select from touched x
    cross join lateral (select * from $schema$.agent where sync_source = 'REZEN' and source_account_id = @account and source_external_id = x.agent_id_raw offset 0) g
    left join $schema$.agent_hierarchy h on h.agent_id = g.id and h.sponsor_agent_id is not null
    left join lateral (select * from $schema$.network_member where sync_source = 'REZEN' and source_account_id = @account and source_external_id = x.agent_id_raw offset 0) n on n.deleted_at is null
    -- Where the sponsor is named, the first step up. Where only the tier is known, the owner at that depth.
    where exists (
            select from $schema$.network_hierarchy k
            where k.descendant_agent_id = g.id and k.depth = 1 and k.ancestor_agent_id is distinct from coalesce(h.sponsor_agent_id, case when n.tier = '1' then n.agent_id end) offset 0)
        or (h.id is not null and not exists (select from $schema$.network_hierarchy k where k.descendant_agent_id = g.id and k.depth = 1 and k.ancestor_agent_id = h.sponsor_agent_id offset 0))
        or (n.id is not null and n.agent_id <> g.id and not exists (
            select from $schema$.network_hierarchy k where k.descendant_agent_id = g.id and k.ancestor_agent_id = n.agent_id and (k.path_json is not null or k.depth::text = n.tier) offset 0))
        or (n.id is null and exists (select from $schema$.network_hierarchy k where k.descendant_agent_id = g.id and k.path_json is null offset 0)))
on conflict (vendor, account_id, derived) do update set version = t.version + 1
