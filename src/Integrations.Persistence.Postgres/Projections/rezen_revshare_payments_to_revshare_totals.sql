-- rezen_revshare_payments -> revshare_totals: derived from many rows, so it is made anew after the run. Payments refer to the totals of their agent.
insert into $schema$.core_stale as t (vendor, account_id, derived) values ('rezen', @account, 'revshare_totals')
on conflict (vendor, account_id, derived) do update set version = t.version + 1
