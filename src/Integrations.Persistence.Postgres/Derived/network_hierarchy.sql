-- network_hierarchy of one account, made anew from agent_hierarchy and network_member. Only what differs is written.
-- Each agent has one sponsor, so the way up from each of them is one path: it ends at the owner of the account, where it would come back to itself (a cycle), and after 32 steps. Members whose
-- sponsor the vendor does not name stand below the owner at their tier. Who stands above the owner is above all of them: those pairs are not repeated for each.
-- What was written a moment ago has no statistics yet: nested loops planned for a few rows would run over all of them.
set local enable_nestloop = off;
set local work_mem = '128MB';
with recursive owner as materialized (
    select distinct m.agent_id from $schema$.network_member m where m.sync_source = @source and m.source_account_id = @account and m.agent_id is not null
), edge as materialized (
    select h.agent_id, h.sponsor_agent_id, exists (select from owner o where o.agent_id = h.agent_id) as is_owner from $schema$.agent_hierarchy h
    where h.sync_source = @source and h.source_account_id = @account and h.sponsor_agent_id is not null and h.deleted_at is null
), up as (
    select e.agent_id as descendant, e.sponsor_agent_id as ancestor, 1 as depth, array[e.sponsor_agent_id, e.agent_id] as path from edge e
    union all
    select u.descendant, e.sponsor_agent_id, u.depth + 1, e.sponsor_agent_id || u.path
    from up u
    join edge e on e.agent_id = u.ancestor and not e.is_owner
    where u.depth < 32 and e.sponsor_agent_id <> all(u.path)
), closure as materialized (
    select u.ancestor, u.descendant, u.depth, to_jsonb(u.path) as path from up u
    union all
    select m.agent_id, m.downline_agent_id, m.tier::integer, null from $schema$.network_member m
    where m.sync_source = @source and m.source_account_id = @account and m.deleted_at is null and m.tier ~ '^[0-9]{1,4}$' and m.agent_id <> m.downline_agent_id
        and not exists (select from up u where u.ancestor = m.agent_id and u.descendant = m.downline_agent_id)
), gone as (
    delete from $schema$.network_hierarchy t
    where t.sync_source = @source and t.source_account_id = @account
        and not exists (select from closure c where c.ancestor = t.ancestor_agent_id and c.descendant = t.descendant_agent_id)
)
insert into $schema$.network_hierarchy as t (sync_source, source_account_id, ancestor_agent_id, descendant_agent_id, depth, path_json, created_at, updated_at)
select @source, @account, c.ancestor, c.descendant, c.depth, c.path, @now, @now
from closure c
left join $schema$.network_hierarchy k on k.ancestor_agent_id = c.ancestor and k.descendant_agent_id = c.descendant
where k.id is null or (k.depth, k.path_json) is distinct from (c.depth, c.path)
on conflict (ancestor_agent_id, descendant_agent_id) do update set depth = excluded.depth, path_json = excluded.path_json, updated_at = excluded.updated_at
