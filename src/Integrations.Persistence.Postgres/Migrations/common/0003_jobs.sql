-- The narrow form behind the status triples of the wide job tables: one row per job and stream. Workers claim these rows.

create table $schema$.sync_job_steps (
    id               bigint generated always as identity primary key,
    created_at       timestamptz              not null default now(),
    vendor           text                     not null,
    account_id       bigint                   not null,
    job_table        text                     not null,
    job_id           bigint                   not null,
    job_type         $schema$.sync_job_type   not null,
    entity_type      text                     not null,
    depends_on       text[]                   not null default '{}',
    status           $schema$.sync_job_status not null default 'PENDING',
    outcome          text,
    last_started_at  timestamptz,
    last_finished_at timestamptz,

    run_id           uuid,
    fence            bigint,
    lease_owner      text,
    lease_until      timestamptz,
    heartbeat_at     timestamptz,
    attempts         integer                  not null default 0,
    max_attempts     integer                  not null default 5,
    next_attempt_at  timestamptz              not null default now(),
    dead_lettered_at timestamptz,

    -- error_* say why the step was given up; last_error_* what its last failed attempt met, also when a later one succeeded.
    error_code       text,
    error_message    text,
    last_error_code  text,
    last_error_at    timestamptz,
    requested_by     text,
    trace_id         text,

    rows_read        bigint                   not null default 0,
    rows_inserted    bigint                   not null default 0,
    rows_updated     bigint                   not null default 0,
    rows_unchanged   bigint                   not null default 0,
    rows_deleted     bigint                   not null default 0,
    rows_rejected    bigint                   not null default 0,
    records_staged   bigint                   not null default 0,
    records_fetched  bigint                   generated always as (rows_read) stored,
    records_promoted bigint                   generated always as (rows_inserted + rows_updated + rows_unchanged + rows_deleted) stored,
    records_failed   bigint                   generated always as (rows_rejected) stored,
    pages            bigint                   not null default 0,
    requests         bigint                   not null default 0,
    throttled        bigint                   not null default 0,
    bytes_read       bigint                   not null default 0,

    constraint sync_job_steps_job_key unique (job_table, job_id, entity_type),
    constraint sync_job_steps_outcome_check check (outcome in ('COMPLETE', 'PARTIAL', 'NO_WORK', 'SKIPPED', 'CANCELLED')),
    constraint sync_job_steps_started_check check (status <> 'IN_PROGRESS' or last_started_at is not null),
    -- coalesce: a comparison with null is null, and a check lets null pass.
    constraint sync_job_steps_finished_check check (status <> 'COMPLETED' or coalesce(last_finished_at >= last_started_at, false)),
    -- A success states how it ended.
    constraint sync_job_steps_completed_check check (status <> 'COMPLETED' or outcome is not null),
    constraint sync_job_steps_lease_check check (status <> 'IN_PROGRESS' or (lease_owner is not null and lease_until is not null))
) with (
    -- A queue: every row is updated several times and only the newest are looked at. Free room on each page keeps the updates on the page;
    -- early vacuuming keeps the partial indexes short.
    fillfactor = 70,
    autovacuum_vacuum_scale_factor = 0.02,
    autovacuum_vacuum_threshold = 200,
    autovacuum_analyze_scale_factor = 0.02,
    autovacuum_vacuum_cost_delay = 0
);

-- What a claim looks at: steps whose time has come, and steps whose holder is silent.
create index sync_job_steps_pending_idx on $schema$.sync_job_steps (next_attempt_at, vendor, account_id) where status = 'PENDING';
create index sync_job_steps_lease_idx on $schema$.sync_job_steps (lease_until) where status = 'IN_PROGRESS';
-- What a planner looks at. Unique: a stream has at most one open step of each type, whoever asks.
create unique index sync_job_steps_open_key on $schema$.sync_job_steps (vendor, account_id, entity_type, job_type) where status in ('PENDING', 'IN_PROGRESS');
-- How many streams of an account are held, over all workers.
create index sync_job_steps_held_idx on $schema$.sync_job_steps (vendor, account_id) where status = 'IN_PROGRESS';
create index sync_job_steps_status_idx on $schema$.sync_job_steps (status, last_started_at);

-- History of runs, append-only: one row per claim that ended, however it ended.
create table $schema$.sync_runs (
    id             bigint generated always as identity primary key,
    created_at     timestamptz            not null default now(),
    run_id         uuid                   not null,
    vendor         text                   not null,
    account_id     bigint                 not null,
    entity_type    text                   not null,
    step_id        bigint,
    job_table      text,
    job_id         bigint,
    job_type       $schema$.sync_job_type,
    attempt        integer,
    owner          text,
    fence          bigint                 not null,
    mode           text,
    strategy       text,
    started_at     timestamptz            not null,
    finished_at    timestamptz            not null,
    outcome        text                   not null,
    rows_read      bigint                 not null default 0,
    rows_inserted  bigint                 not null default 0,
    rows_updated   bigint                 not null default 0,
    rows_unchanged bigint                 not null default 0,
    rows_deleted   bigint                 not null default 0,
    rows_rejected  bigint                 not null default 0,
    pages          bigint                 not null default 0,
    requests       bigint                 not null default 0,
    throttled      bigint                 not null default 0,
    bytes_read     bigint                 not null default 0,
    drift          jsonb                  not null default '{}',
    error_code     text,
    error_message  text,
    constraint sync_runs_run_key unique (run_id, fence),
    constraint sync_runs_times_check check (finished_at >= started_at)
);

create index sync_runs_stream_idx on $schema$.sync_runs (vendor, account_id, entity_type, started_at desc);
create index sync_runs_started_idx on $schema$.sync_runs using brin (started_at);
