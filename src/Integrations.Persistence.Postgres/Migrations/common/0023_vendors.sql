-- What a second vendor needs of the shared tables.

-- A stream that waits for its options has an outcome of its own: nothing was read, and nothing is claimed to be done.
alter table $schema$.sync_job_steps
    drop constraint sync_job_steps_outcome_check,
    add constraint sync_job_steps_outcome_check check (outcome in ('COMPLETE', 'PARTIAL', 'NO_WORK', 'SKIPPED', 'NOT_CONFIGURED', 'CANCELLED')),
    -- Parts of the stream (lifecycle groups, tiers, teams) that the read under way has read to their end.
    add column parts_read text[] not null default '{}';

-- Columns that the reference schema has for one vendor's inbox.
alter table $schema$.webhook_inbox
    add column created_at    timestamptz generated always as (received_at) stored,
    add column user_id       bigint,
    add column type          $schema$.webhook_object_type generated always as (
        case entity_type when 'transactions' then 'TRANSACTION'::$schema$.webhook_object_type when 'listings' then 'LISTING'::$schema$.webhook_object_type end) stored,
    add column object_id_raw text        generated always as (object_ids[1]) stored,
    add column data          jsonb       generated always as (case when vendor = 'rezen' then raw end) stored,
    add column processed     boolean     generated always as (status in ('PROMOTED', 'SKIPPED')) stored,
    add column expires_at    timestamptz;

-- Log lines of jobs: one for each run that ended. One parent for all vendors, partitioned by vendor.
create sequence $schema$.sync_jobs_logs_id_seq as bigint;

create table $schema$.sync_jobs_logs (
    id                bigint      not null default nextval('$schema$.sync_jobs_logs_id_seq'),
    created_at        timestamptz not null default now(),
    vendor            text        not null,
    account_id        bigint      not null,
    job_table         text,
    job_id            bigint,
    rezen_sync_job_id bigint      generated always as (case when job_table = 'rezen_sync_jobs' then job_id end) stored,
    user_id           bigint,
    entity_type       text,
    level             text        not null,
    message           text        not null,
    data              jsonb       not null default '{}',
    records_processed bigint,
    duration_ms       integer,
    trace_id          text,
    constraint sync_jobs_logs_pkey primary key (vendor, id),
    constraint sync_jobs_logs_level_check check (level in ('information', 'warning', 'error'))
) partition by list (vendor);

alter sequence $schema$.sync_jobs_logs_id_seq owned by $schema$.sync_jobs_logs.id;

create index sync_jobs_logs_job_idx on $schema$.sync_jobs_logs (job_table, job_id, id);
create index sync_jobs_logs_created_idx on $schema$.sync_jobs_logs using brin (created_at);
