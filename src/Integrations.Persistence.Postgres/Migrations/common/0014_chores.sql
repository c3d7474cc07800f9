-- Periodic work of the host: one row per chore, with the lease of the process that does it.

create table $schema$.chores (
    name            text        not null,
    created_at      timestamptz not null default now(),
    every           interval    not null,
    next_run_at     timestamptz not null,
    last_started_at timestamptz not null,
    last_success_at timestamptz,
    failures        integer     not null default 0,
    last_error      text,
    lease_owner     text,
    lease_until     timestamptz,
    fence           bigint      not null default 0,
    constraint chores_pkey primary key (name),
    constraint chores_lease_check check ((lease_owner is null) = (lease_until is null))
) with (fillfactor = 50, autovacuum_vacuum_threshold = 200, autovacuum_vacuum_scale_factor = 0);
