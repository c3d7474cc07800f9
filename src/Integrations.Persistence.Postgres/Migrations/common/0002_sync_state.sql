-- One row per stream of one account: what the next read needs to know, and the lease of the read that is under way.
-- One parent for all vendors, partitioned by vendor under the names of the reference schema (fub_sync_state, ...), so that one statement serves all.
-- The id comes from a sequence default: an identity column is not inherited by partitions before PostgreSQL 17.

create sequence $schema$.sync_state_id_seq as bigint;

create table $schema$.sync_state (
    id                   bigint      not null default nextval('$schema$.sync_state_id_seq'),
    vendor               text        not null,
    account_id           bigint      not null,
    entity_type          text        not null,
    scope_key            text        not null default '',
    created_at           timestamptz not null default now(),
    user_id              bigint,

    -- Last success; written in the transaction that stores the last of the data it describes.
    last_sync_at         timestamptz,
    last_full_sync_at    timestamptz,
    cursor               text,
    watermark_at         timestamptz,
    overlap_seconds      integer     not null default 300,
    status               text        not null default 'IDLE',
    error_message        text,
    last_attempt_at      timestamptz,
    consecutive_failures integer     not null default 0,
    next_run_at          timestamptz,

    -- The run under way; a run that another worker takes over continues with these.
    lease_owner          text,
    lease_until          timestamptz,
    fence                bigint      not null default 0,
    run_id               uuid,
    step_id              bigint,
    mode                 text,
    phase                text,
    read_started_at      timestamptz,
    run_started_at       timestamptz,
    run_finished_at      timestamptz,
    strategy             text,

    -- True while a full read writes down what it has seen (sync_seen). False when the mirror was empty at its start: nothing can be missing then.
    sweep_tracked        boolean     not null default false,
    held_sweep_reason    text,

    -- Numbers of the last run.
    records_synced       bigint      not null default 0,
    total_reported       bigint,
    rows_read            bigint      not null default 0,
    rows_changed         bigint      generated always as (rows_inserted + rows_updated + rows_deleted) stored,
    rows_inserted        bigint      not null default 0,
    rows_updated         bigint      not null default 0,
    rows_unchanged       bigint      not null default 0,
    rows_deleted         bigint      not null default 0,
    rows_rejected        bigint      not null default 0,
    pages                bigint      not null default 0,
    requests             bigint      not null default 0,
    throttled            bigint      not null default 0,
    bytes_read           bigint      not null default 0,

    -- Follow Up Boss: deep paging token, and where an id-ordered back-fill continues.
    next_token           text,
    last_vendor_id       bigint,

    constraint sync_state_pkey primary key (vendor, id),
    constraint sync_state_stream_key unique (vendor, account_id, entity_type, scope_key),
    constraint sync_state_status_check check (status in ('IDLE', 'SYNCING', 'ERROR', 'PAUSED', 'REAUTH_REQUIRED', 'RATE_LIMITED')),
    constraint sync_state_mode_check check (mode in ('full', 'delta', 'created')),
    constraint sync_state_phase_check check (phase in ('read', 'promote', 'settle')),
    constraint sync_state_lease_check check ((lease_owner is null) = (lease_until is null)),
    constraint sync_state_syncing_check check (status <> 'SYNCING' or run_started_at is not null)
) partition by list (vendor);

alter sequence $schema$.sync_state_id_seq owned by $schema$.sync_state.id;

create index sync_state_due_idx on $schema$.sync_state (status, next_run_at);
create index sync_state_lease_idx on $schema$.sync_state (lease_until) where lease_until is not null;

-- What a full read has seen: narrow rows here instead of a new version of every mirror row.
-- Logged on purpose: were it emptied by a crash, everything would look missing.
create table $schema$.sync_seen (
    vendor      text   not null,
    account_id  bigint not null,
    entity_type text   not null,
    external_id text   not null,
    constraint sync_seen_pkey primary key (vendor, account_id, entity_type, external_id)
) with (autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_insert_scale_factor = 0.05);
