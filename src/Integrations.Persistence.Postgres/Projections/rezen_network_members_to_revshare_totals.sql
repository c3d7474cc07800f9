-- rezen_network_members -> revshare_totals: a member who came after his contributions has no sum of them yet.
insert into $schema$.core_stale as t (vendor, account_id, derived)
select 'rezen', @account, 'revshare_totals'
where exists (
    select from $schema$.rezen_network_members m
    join $schema$.network_member n on n.sync_source = 'REZEN' and n.source_account_id = @account and n.source_external_id = m.downline_agent_id_raw
    where m.rezen_account_id = @account and m.id = any(@ids) and n.total_contribution is null
        and exists (select from $schema$.contribution c where c.contributing_agent_id = n.downline_agent_id and c.deleted_at is null and c.missed is not true and c.amount is not null))
on conflict (vendor, account_id, derived) do update set version = t.version + 1
