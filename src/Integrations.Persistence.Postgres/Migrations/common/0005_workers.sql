-- Worker queue, worker logs and records that could not be processed. The two lambda_ tables serve all vendors under the names of the reference schema.

create sequence $schema$.worker_queue_id_seq as bigint;

create table $schema$.worker_queue (
    id               bigint                   not null default nextval('$schema$.worker_queue_id_seq'),
    vendor           text                     not null,
    account_id       bigint                   not null,
    created_at       timestamptz              not null default now(),
    cron_name        text,
    process_status   $schema$.sync_job_status not null default 'PENDING',
    endpoint_type    text                     not null,
    worker_input     jsonb,
    pickup_at        timestamptz,
    finish_at        timestamptz,
    user_id          bigint,
    ad_user_id       bigint                   generated always as (user_id) stored,
    fub_user_id_ref  bigint,
    fub_user_id      bigint,
    fub_account_id   bigint                   generated always as (case when vendor = 'fub' then account_id end) stored,
    dedupe_key       text,
    priority         smallint                 not null default 0,
    run_after        timestamptz              not null default now(),

    lease_owner      text,
    lease_until      timestamptz,
    heartbeat_at     timestamptz,
    attempts         integer                  not null default 0,
    max_attempts     integer                  not null default 5,
    next_attempt_at  timestamptz,
    outcome          text,
    last_error_code  text,
    last_error_at    timestamptz,
    dead_lettered_at timestamptz,
    requested_by     text,
    trace_id         text,

    constraint worker_queue_pkey primary key (vendor, id),
    constraint worker_queue_outcome_check check (outcome in ('COMPLETE', 'PARTIAL', 'NO_WORK', 'SKIPPED', 'CANCELLED')),
    constraint worker_queue_started_check check (process_status <> 'IN_PROGRESS' or pickup_at is not null),
    constraint worker_queue_finished_check check (process_status <> 'COMPLETED' or coalesce(finish_at >= pickup_at, false))
) partition by list (vendor);

alter sequence $schema$.worker_queue_id_seq owned by $schema$.worker_queue.id;

create index worker_queue_pending_idx on $schema$.worker_queue (process_status, run_after, priority) where process_status = 'PENDING';
create index worker_queue_lease_idx on $schema$.worker_queue (lease_until) where process_status = 'IN_PROGRESS';
create unique index worker_queue_dedupe_key on $schema$.worker_queue (vendor, dedupe_key) where process_status in ('PENDING', 'IN_PROGRESS');
create index worker_queue_account_idx on $schema$.worker_queue (account_id);

create table $schema$.lambda_worker_logs (
    id                bigint generated always as identity primary key,
    created_at        timestamptz not null default now(),
    vendor            text,
    job_id            text,
    job_type          text,
    user_id           bigint,
    progress_state    jsonb,
    logs              jsonb,
    worker_id         text,
    host              text,
    queue_id          bigint,
    account_id        bigint,
    entity_type       text,
    started_at        timestamptz,
    finished_at       timestamptz,
    duration_ms       integer,
    status            $schema$.sync_job_status,
    records_fetched   bigint,
    records_staged    bigint,
    records_promoted  bigint,
    records_unchanged bigint,
    records_failed    bigint,
    api_calls         integer,
    api_429           integer,
    bytes_read        bigint,
    error_code        text,
    error_message     text,
    constraint lambda_worker_logs_queue_fkey foreign key (vendor, queue_id) references $schema$.worker_queue (vendor, id) on delete set null (queue_id),
    constraint lambda_worker_logs_started_check check (status <> 'IN_PROGRESS' or started_at is not null),
    constraint lambda_worker_logs_finished_check check (status <> 'COMPLETED' or coalesce(finished_at >= started_at, false))
);

create index lambda_worker_logs_stream_idx on $schema$.lambda_worker_logs (account_id, entity_type, started_at desc);
create index lambda_worker_logs_error_idx on $schema$.lambda_worker_logs (status) where status = 'ERROR';
create index lambda_worker_logs_created_idx on $schema$.lambda_worker_logs using brin (created_at);
create index lambda_worker_logs_queue_idx on $schema$.lambda_worker_logs (vendor, queue_id) where queue_id is not null;

create table $schema$.lambda_failed_records (
    id              bigint generated always as identity primary key,
    created_at      timestamptz              not null default now(),
    vendor          text                     not null,
    worker_log_id   bigint                   references $schema$.lambda_worker_logs (id) on delete set null,
    queue_id        bigint,
    user_id         bigint,
    account_id      bigint,
    entity_type     text,
    external_id     text,
    raw             jsonb,
    raw_original    bytea,
    stage           text,
    error_code      text,
    error_message   text,
    attempts        integer                  not null default 1,
    next_attempt_at timestamptz,
    status          $schema$.sync_job_status not null default 'ERROR',
    resolved_at     timestamptz,
    resolved_by     text,
    replayed_run_id uuid,
    run_id          uuid,
    last_seen_at    timestamptz              not null default now(),
    constraint lambda_failed_records_queue_fkey foreign key (vendor, queue_id) references $schema$.worker_queue (vendor, id) on delete set null (queue_id),
    constraint lambda_failed_records_stage_check check (stage in ('fetch', 'map', 'stage', 'promote', 'link'))
);

-- The same record rejected again counts up instead of piling up. Records without an id stay apart (null is distinct).
create unique index lambda_failed_records_open_key on $schema$.lambda_failed_records (vendor, account_id, entity_type, external_id, stage) where resolved_at is null;
create index lambda_failed_records_status_idx on $schema$.lambda_failed_records (status, next_attempt_at);
create index lambda_failed_records_log_idx on $schema$.lambda_failed_records (worker_log_id) where worker_log_id is not null;
create index lambda_failed_records_queue_idx on $schema$.lambda_failed_records (vendor, queue_id) where queue_id is not null;
