-- rezen_contributions -> revshare_totals: derived from many rows, so it is made anew after the run. Sums of contributions.
insert into $schema$.core_stale as t (vendor, account_id, derived) values ('rezen', @account, 'revshare_totals')
on conflict (vendor, account_id, derived) do update set version = t.version + 1
