-- Follow Up Boss: its partition of the registered webhooks.

create table $schema$.fub_webhooks_registered partition of $schema$.webhooks_registered (
    vendor default 'fub',
    constraint fub_webhooks_registered_account_fkey foreign key (account_id) references $schema$.fub_accounts (id) on delete cascade
) for values in ('fub');
