-- rezen_equity_grants -> equity_monthly: derived from many rows, so it is made anew after the run. Sums of grants by month and year.
insert into $schema$.core_stale as t (vendor, account_id, derived) values ('rezen', @account, 'equity_monthly')
on conflict (vendor, account_id, derived) do update set version = t.version + 1
