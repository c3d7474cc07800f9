-- rezen_network_members -> revshare_totals: a member who came after his contributions has no sum of them yet.
insert into $schema$.core_stale as t (vendor, account_id, derived)
select 'rezen', @account, 'revshare_totals'
where exists (
    select from %ROWS% m
    cross join lateral (select * from $schema$.network_member where sync_source = 'REZEN' and source_account_id = @account and source_external_id = m.downline_agent_id_raw offset 0) n
    where m.rezen_account_id = @account and n.total_contribution is null
        and exists (select from $schema$.contribution c where c.contributing_agent_id = n.downline_agent_id and c.deleted_at is null and c.missed is not true and c.amount is not null offset 0))
on conflict (vendor, account_id, derived) do update set version = t.version + 1
