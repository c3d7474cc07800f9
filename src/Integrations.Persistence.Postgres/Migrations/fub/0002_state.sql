-- Follow Up Boss: its partitions of the shared state and queue, and its wide job tables.

create table $schema$.fub_sync_state partition of $schema$.sync_state (
    vendor default 'fub',
    constraint fub_sync_state_account_fkey foreign key (account_id) references $schema$.fub_accounts (id) on delete cascade
) for values in ('fub')
-- Updated with every page: free room keeps those updates on the page (no index column changes).
with (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_threshold = 200, autovacuum_vacuum_cost_delay = 0);

create table $schema$.fub_worker_queue partition of $schema$.worker_queue (
    vendor default 'fub',
    constraint fub_worker_queue_account_fkey foreign key (account_id) references $schema$.fub_accounts (id) on delete cascade
) for values in ('fub')
with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 200, autovacuum_analyze_scale_factor = 0.02, autovacuum_vacuum_cost_delay = 0);

-- The reference schema has six triples; users, groups and stages, which are streams as well, keep theirs in sync_job_steps only.
create table $schema$.fub_sync_jobs (
    id                             bigint generated always as identity primary key,
    created_at                     timestamptz            not null default now(),
    user_id                        bigint,
    type                           $schema$.sync_job_type not null,
    appointments_status            $schema$.sync_job_status,
    appointments_last_started_at   timestamptz,
    appointments_last_finished_at  timestamptz,
    calls_status                   $schema$.sync_job_status,
    calls_last_started_at          timestamptz,
    calls_last_finished_at         timestamptz,
    deals_status                   $schema$.sync_job_status,
    deals_last_started_at          timestamptz,
    deals_last_finished_at         timestamptz,
    events_status                  $schema$.sync_job_status,
    events_last_started_at         timestamptz,
    events_last_finished_at        timestamptz,
    peoples_status                 $schema$.sync_job_status,
    peoples_last_started_at        timestamptz,
    peoples_last_finished_at       timestamptz,
    text_messages_status           $schema$.sync_job_status,
    text_messages_last_started_at  timestamptz,
    text_messages_last_finished_at timestamptz,
    fub_account_id                 bigint                 not null references $schema$.fub_accounts (id) on delete cascade,
    assigned_to_worker_id          text,
    error_list                     jsonb                  not null default '[]',

    lease_owner                    text,
    lease_until                    timestamptz,
    heartbeat_at                   timestamptz,
    attempts                       integer                not null default 0,
    max_attempts                   integer                not null default 5,
    next_attempt_at                timestamptz,
    outcome                        text,
    last_error_code                text,
    last_error_at                  timestamptz,
    dead_lettered_at               timestamptz,
    requested_by                   text,
    trace_id                       text,

    constraint fub_sync_jobs_outcome_check check (outcome in ('COMPLETE', 'PARTIAL', 'NO_WORK', 'SKIPPED', 'CANCELLED')),
    constraint fub_sync_jobs_appointments_started_check check (appointments_status <> 'IN_PROGRESS' or appointments_last_started_at is not null),
    constraint fub_sync_jobs_appointments_finished_check check (appointments_status <> 'COMPLETED' or coalesce(appointments_last_finished_at >= appointments_last_started_at, false)),
    constraint fub_sync_jobs_calls_started_check check (calls_status <> 'IN_PROGRESS' or calls_last_started_at is not null),
    constraint fub_sync_jobs_calls_finished_check check (calls_status <> 'COMPLETED' or coalesce(calls_last_finished_at >= calls_last_started_at, false)),
    constraint fub_sync_jobs_deals_started_check check (deals_status <> 'IN_PROGRESS' or deals_last_started_at is not null),
    constraint fub_sync_jobs_deals_finished_check check (deals_status <> 'COMPLETED' or coalesce(deals_last_finished_at >= deals_last_started_at, false)),
    constraint fub_sync_jobs_events_started_check check (events_status <> 'IN_PROGRESS' or events_last_started_at is not null),
    constraint fub_sync_jobs_events_finished_check check (events_status <> 'COMPLETED' or coalesce(events_last_finished_at >= events_last_started_at, false)),
    constraint fub_sync_jobs_peoples_started_check check (peoples_status <> 'IN_PROGRESS' or peoples_last_started_at is not null),
    constraint fub_sync_jobs_peoples_finished_check check (peoples_status <> 'COMPLETED' or coalesce(peoples_last_finished_at >= peoples_last_started_at, false)),
    constraint fub_sync_jobs_text_messages_started_check check (text_messages_status <> 'IN_PROGRESS' or text_messages_last_started_at is not null),
    constraint fub_sync_jobs_text_messages_finished_check check (text_messages_status <> 'COMPLETED' or coalesce(text_messages_last_finished_at >= text_messages_last_started_at, false))
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_threshold = 200);

create index fub_sync_jobs_account_idx on $schema$.fub_sync_jobs (fub_account_id, id desc);
create index fub_sync_jobs_created_idx on $schema$.fub_sync_jobs (created_at);
create index fub_sync_jobs_user_idx on $schema$.fub_sync_jobs (user_id);

create table $schema$.fub_onboarding_jobs (
    id                             bigint generated always as identity primary key,
    created_at                     timestamptz              not null default now(),
    user_id                        bigint,
    status                         $schema$.sync_job_status not null default 'PENDING',
    started                        timestamptz,
    ended                          timestamptz,
    appointments_status            $schema$.sync_job_status,
    appointments_last_started_at   timestamptz,
    appointments_last_finished_at  timestamptz,
    calls_status                   $schema$.sync_job_status,
    calls_last_started_at          timestamptz,
    calls_last_finished_at         timestamptz,
    deals_status                   $schema$.sync_job_status,
    deals_last_started_at          timestamptz,
    deals_last_finished_at         timestamptz,
    events_status                  $schema$.sync_job_status,
    events_last_started_at         timestamptz,
    events_last_finished_at        timestamptz,
    peoples_status                 $schema$.sync_job_status,
    peoples_last_started_at        timestamptz,
    peoples_last_finished_at       timestamptz,
    text_messages_status           $schema$.sync_job_status,
    text_messages_last_started_at  timestamptz,
    text_messages_last_finished_at timestamptz,
    fub_account_id                 bigint                   not null references $schema$.fub_accounts (id) on delete cascade,
    priority                       smallint                 not null default 0,
    total_expected                 bigint,
    total_loaded                   bigint                   not null default 0,
    assigned_to_worker_id          text,
    error_list                     jsonb                    not null default '[]',

    lease_owner                    text,
    lease_until                    timestamptz,
    heartbeat_at                   timestamptz,
    attempts                       integer                  not null default 0,
    max_attempts                   integer                  not null default 5,
    next_attempt_at                timestamptz,
    outcome                        text,
    last_error_code                text,
    last_error_at                  timestamptz,
    dead_lettered_at               timestamptz,
    requested_by                   text,
    trace_id                       text,

    constraint fub_onboarding_jobs_outcome_check check (outcome in ('COMPLETE', 'PARTIAL', 'NO_WORK', 'SKIPPED', 'CANCELLED')),
    constraint fub_onboarding_jobs_started_check check (status <> 'IN_PROGRESS' or started is not null),
    constraint fub_onboarding_jobs_finished_check check (status <> 'COMPLETED' or coalesce(ended >= started, false)),
    constraint fub_onboarding_jobs_appointments_started_check check (appointments_status <> 'IN_PROGRESS' or appointments_last_started_at is not null),
    constraint fub_onboarding_jobs_appointments_finished_check check (appointments_status <> 'COMPLETED' or coalesce(appointments_last_finished_at >= appointments_last_started_at, false)),
    constraint fub_onboarding_jobs_calls_started_check check (calls_status <> 'IN_PROGRESS' or calls_last_started_at is not null),
    constraint fub_onboarding_jobs_calls_finished_check check (calls_status <> 'COMPLETED' or coalesce(calls_last_finished_at >= calls_last_started_at, false)),
    constraint fub_onboarding_jobs_deals_started_check check (deals_status <> 'IN_PROGRESS' or deals_last_started_at is not null),
    constraint fub_onboarding_jobs_deals_finished_check check (deals_status <> 'COMPLETED' or coalesce(deals_last_finished_at >= deals_last_started_at, false)),
    constraint fub_onboarding_jobs_events_started_check check (events_status <> 'IN_PROGRESS' or events_last_started_at is not null),
    constraint fub_onboarding_jobs_events_finished_check check (events_status <> 'COMPLETED' or coalesce(events_last_finished_at >= events_last_started_at, false)),
    constraint fub_onboarding_jobs_peoples_started_check check (peoples_status <> 'IN_PROGRESS' or peoples_last_started_at is not null),
    constraint fub_onboarding_jobs_peoples_finished_check check (peoples_status <> 'COMPLETED' or coalesce(peoples_last_finished_at >= peoples_last_started_at, false)),
    constraint fub_onboarding_jobs_text_messages_started_check check (text_messages_status <> 'IN_PROGRESS' or text_messages_last_started_at is not null),
    constraint fub_onboarding_jobs_text_messages_finished_check check (text_messages_status <> 'COMPLETED' or coalesce(text_messages_last_finished_at >= text_messages_last_started_at, false))
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_threshold = 200);

create unique index fub_onboarding_jobs_open_key on $schema$.fub_onboarding_jobs (fub_account_id) where status in ('PENDING', 'IN_PROGRESS');
create index fub_onboarding_jobs_account_idx on $schema$.fub_onboarding_jobs (fub_account_id, id desc);
create index fub_onboarding_jobs_status_idx on $schema$.fub_onboarding_jobs (status, next_attempt_at);
create index fub_onboarding_jobs_user_idx on $schema$.fub_onboarding_jobs (user_id);
