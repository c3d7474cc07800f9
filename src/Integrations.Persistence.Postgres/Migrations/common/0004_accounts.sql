-- Secrets of connected accounts. Every secret column is a ciphertext (bytea); key_id names the key that made it.

create table $schema$.credentials (
    id                bigint generated always as identity primary key,
    created_at        timestamptz not null default now(),
    updated_at        timestamptz not null default now(),
    tenant_id         uuid        not null,
    platform          text        not null,
    api_key           bytea,
    api_secret        bytea,
    access_token_enc  bytea,
    refresh_token_enc bytea,
    key_id            text,
    participant_uuid  text,
    account_id        text,
    external_user_id  text,
    verified          boolean     not null default false,
    verified_at       timestamptz,
    active            boolean     not null default true,
    user_id           bigint,
    agent_id          bigint,
    expires_at        timestamptz,
    refreshed_at      timestamptz,
    token_version     integer     not null default 1,
    constraint credentials_key_check check (key_id is not null or num_nonnulls(api_key, api_secret, access_token_enc, refresh_token_enc) = 0)
);

-- The vendor's user is part of the key: two users of one vendor account may both be connected by one user of the host.
create unique index credentials_owner_key on $schema$.credentials (tenant_id, platform, user_id, account_id, external_user_id) nulls not distinct where active;

-- History of count comparisons. Counts compare only when they were taken under the same flags.
create table $schema$.integration_count_check (
    id           bigint generated always as identity primary key,
    created_at   timestamptz not null default now(),
    vendor       text        not null,
    account_id   bigint      not null,
    entity_type  text        not null,
    vendor_total bigint      not null,
    local_total  bigint      not null,
    drift        bigint      generated always as (vendor_total - local_total) stored,
    is_derived   boolean     not null default false,
    flags        jsonb       not null default '{}',
    taken_at     timestamptz not null
);

create index integration_count_check_stream_idx on $schema$.integration_count_check (vendor, account_id, entity_type, taken_at desc);

-- Allowances of the vendors and what of them is used, shared by all processes: one row per vendor, scope (row id of the account, or * for all accounts) and context (the vendor's
-- name of the limit). Times are microseconds since 1970, so that sums are exact. Read and written by rate_reserve and rate_report only.
create table $schema$.rate_budget (
    vendor            text        not null,
    scope_key         text        not null,
    context           text        not null default '',
    -- The latest time seen: a clock that steps back must not open a window.
    clock_us          bigint      not null default 0,
    learned_limit     integer,
    learned_window_us bigint,
    assumed_limit     integer,
    assumed_window_us bigint,
    -- What counts now, oldest first: when it was granted, and how many permits.
    sent_at_us        bigint[]    not null default '{}',
    sent_permits      integer[]   not null default '{}',
    sequence          bigint      not null default 0,
    foreign_use       integer     not null default 0,
    foreign_since_us  bigint      not null default 0,
    foreign_proven_us bigint,
    blocked_until_us  bigint      not null default 0,
    updated_at        timestamptz not null default now(),
    constraint rate_budget_pkey primary key (vendor, scope_key, context)
) with (
    -- Few rows, each updated with every request.
    fillfactor = 20,
    autovacuum_vacuum_scale_factor = 0,
    autovacuum_vacuum_threshold = 500,
    autovacuum_vacuum_cost_delay = 0
);
