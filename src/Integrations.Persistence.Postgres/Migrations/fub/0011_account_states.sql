-- Follow Up Boss: two more states of an account, and quick answers to "whose is this credential".

alter table $schema$.fub_accounts
    drop constraint fub_accounts_status_check,
    add constraint fub_accounts_status_check check (status in ('active', 'reauth_required', 'locked', 'disabled', 'credential_unreadable', 'erasing'));

create index fub_accounts_credentials_idx on $schema$.fub_accounts (credentials_id);
