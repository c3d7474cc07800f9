-- reZEN: connected accounts with the vendor's counts beside ours. One account is one key, and a key is one user's: both vendor ids are the user's yenta id.

create table $schema$.rezen_accounts (
    id                            bigint generated always as identity primary key,
    created_at                    timestamptz not null default now(),
    updated_at                    timestamptz not null default now(),
    tenant_id                     uuid not null,
    active                        boolean not null default true,
    account_id_raw                text,
    yenta_id_raw                  text,
    webhook_url                   text,
    time_zone                     text,
    data_pull                     boolean not null default true,
    user_id                       bigint,
    team_id                       bigint,
    agent_id                      bigint,
    credentials_id                bigint references $schema$.credentials (id) on delete set null,
    transactions_rezen            integer,
    transactions_ad               integer,
    transactions_updated          timestamptz,
    listings_rezen                integer,
    listings_ad                   integer,
    listings_updated              timestamptz,
    contributions_rezen           integer,
    contributions_ad              integer,
    contributions_updated         timestamptz,
    network_rezen                 integer,
    network_ad                    integer,
    network_updated               timestamptz,
    team_members_rezen            integer,
    team_members_ad               integer,
    team_members_updated          timestamptz,
    payments_rezen                integer,
    payments_ad                   integer,
    payments_updated              timestamptz,
    pending_contributions_rezen   integer,
    pending_contributions_ad      integer,
    pending_contributions_updated timestamptz,
    status                        text not null default 'active',
    status_reason                 text,
    auth_kind                     text,
    counts_checked_at             timestamptz,
    counts_flags                  jsonb not null default '{}',
    webhooks_verified_at          timestamptz,
    last_webhook_at               timestamptz,
    last_success_at               timestamptz,
    last_error_at                 timestamptz,
    last_error                    text,

    constraint rezen_accounts_identity_key unique (tenant_id, account_id_raw, yenta_id_raw),
    constraint rezen_accounts_status_check check (status in ('active', 'reauth_required', 'locked', 'disabled', 'credential_unreadable', 'erasing')),
    constraint rezen_accounts_auth_check check (auth_kind in ('api_key', 'oauth'))
);

create index rezen_accounts_user_idx on $schema$.rezen_accounts (user_id);
create index rezen_accounts_team_idx on $schema$.rezen_accounts (team_id);
create index rezen_accounts_status_idx on $schema$.rezen_accounts (status);
create index rezen_accounts_credentials_idx on $schema$.rezen_accounts (credentials_id);

-- Items of accounts that are not read wait.
create trigger worker_queue_gate after insert or delete or update of active, status on $schema$.rezen_accounts
for each row execute function $schema$.worker_queue_gate('rezen');
