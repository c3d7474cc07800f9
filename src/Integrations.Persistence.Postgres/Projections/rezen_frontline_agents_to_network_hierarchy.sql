-- rezen_frontline_agents -> network_hierarchy: derived from many rows, so it is made anew after the run. The closure of the sponsor tree.
insert into $schema$.core_stale as t (vendor, account_id, derived) values ('rezen', @account, 'network_hierarchy')
on conflict (vendor, account_id, derived) do update set version = t.version + 1
