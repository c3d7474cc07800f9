-- Follow Up Boss: items of accounts that are not read wait.

create trigger worker_queue_gate after insert or delete or update of active, status on $schema$.fub_accounts
for each row execute function $schema$.worker_queue_gate('fub');

insert into $schema$.worker_queue_gates (vendor, account_id)
select 'fub', id from $schema$.fub_accounts where not (active and status = 'active');
