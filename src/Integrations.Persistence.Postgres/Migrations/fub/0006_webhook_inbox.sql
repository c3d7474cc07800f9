-- Follow Up Boss: its partition of the webhook inbox.

create table $schema$.fub_webhook_inbox partition of $schema$.webhook_inbox (
    vendor default 'fub',
    constraint fub_webhook_inbox_account_fkey foreign key (account_id) references $schema$.fub_accounts (id) on delete cascade
) for values in ('fub')
with (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 200, autovacuum_analyze_scale_factor = 0.02, autovacuum_vacuum_cost_delay = 0);
