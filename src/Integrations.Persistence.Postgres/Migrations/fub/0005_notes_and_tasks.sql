-- Follow Up Boss: notes and tasks. The reference schema has neither; both follow fub_calls.

alter table $schema$.fub_accounts
    add column notes_fub integer,
    add column notes_ad  integer,
    add column tasks_fub integer,
    add column tasks_ad  integer;

alter table $schema$.fub_sync_jobs
    add column notes_status           $schema$.sync_job_status,
    add column notes_last_started_at  timestamptz,
    add column notes_last_finished_at timestamptz,
    add constraint fub_sync_jobs_notes_started_check check (notes_status <> 'IN_PROGRESS' or notes_last_started_at is not null),
    add constraint fub_sync_jobs_notes_finished_check check (notes_status <> 'COMPLETED' or coalesce(notes_last_finished_at >= notes_last_started_at, false));

alter table $schema$.fub_sync_jobs
    add column tasks_status           $schema$.sync_job_status,
    add column tasks_last_started_at  timestamptz,
    add column tasks_last_finished_at timestamptz,
    add constraint fub_sync_jobs_tasks_started_check check (tasks_status <> 'IN_PROGRESS' or tasks_last_started_at is not null),
    add constraint fub_sync_jobs_tasks_finished_check check (tasks_status <> 'COMPLETED' or coalesce(tasks_last_finished_at >= tasks_last_started_at, false));

alter table $schema$.fub_onboarding_jobs
    add column notes_status           $schema$.sync_job_status,
    add column notes_last_started_at  timestamptz,
    add column notes_last_finished_at timestamptz,
    add constraint fub_onboarding_jobs_notes_started_check check (notes_status <> 'IN_PROGRESS' or notes_last_started_at is not null),
    add constraint fub_onboarding_jobs_notes_finished_check check (notes_status <> 'COMPLETED' or coalesce(notes_last_finished_at >= notes_last_started_at, false));

alter table $schema$.fub_onboarding_jobs
    add column tasks_status           $schema$.sync_job_status,
    add column tasks_last_started_at  timestamptz,
    add column tasks_last_finished_at timestamptz,
    add constraint fub_onboarding_jobs_tasks_started_check check (tasks_status <> 'IN_PROGRESS' or tasks_last_started_at is not null),
    add constraint fub_onboarding_jobs_tasks_finished_check check (tasks_status <> 'COMPLETED' or coalesce(tasks_last_finished_at >= tasks_last_started_at, false));

-- Notes on people. Of a note that the vendor does not show to this system, subject and body are null and is_hidden is true.
create table $schema$.fub_notes (
    id                     bigint generated always as identity primary key,
    created_at             timestamptz not null default now(),
    fub_account_id         bigint not null references $schema$.fub_accounts (id) on delete cascade,

    updated_at             timestamptz not null default now(),
    ad_note_id             text not null,
    fub_account_id_raw     text,
    note_id                bigint not null,
    fub_created_at         timestamptz,
    fub_updated_at         timestamptz,
    created_by_id          bigint,
    updated_by_id          bigint,
    created_by_name        text,
    updated_by_name        text,
    created_by_fub_user_id bigint,
    person_id              bigint,
    fub_people_id          bigint,
    subject                text,
    body                   text,
    type                   text,
    is_html                boolean,
    is_hidden              boolean,
    is_external            boolean,
    action_plan_id         bigint,
    automation_id          bigint,
    system_id              bigint,
    system_name            text,
    user_id                bigint,
    credentials_id         bigint,

    raw                    jsonb not null,
    raw_original           bytea,
    content_hash           bytea not null,
    vendor_updated_at      timestamptz,
    first_seen_at          timestamptz not null,
    last_seen_at           timestamptz not null,
    synced_at              timestamptz not null,
    sync_run_id            uuid,
    deleted_at             timestamptz,
    deleted_source         text,
    unresolved_refs        text[] not null default '{}',

    constraint fub_notes_vendor_key unique (fub_account_id, note_id),
    constraint fub_notes_deleted_check check ((deleted_at is null) = (deleted_source is null))
) with (autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_insert_scale_factor = 0.1, autovacuum_analyze_scale_factor = 0.02);

create index fub_notes_person_idx on $schema$.fub_notes (fub_people_id, fub_created_at desc);
create index fub_notes_unresolved_idx on $schema$.fub_notes (fub_account_id) where unresolved_refs <> '{}';

-- Tasks. due_at is filled only where a time was set, due_date always when there is a deadline.
create table $schema$.fub_tasks (
    id                     bigint generated always as identity primary key,
    created_at             timestamptz not null default now(),
    fub_account_id         bigint not null references $schema$.fub_accounts (id) on delete cascade,

    updated_at             timestamptz not null default now(),
    ad_task_id             text not null,
    fub_account_id_raw     text,
    task_id                bigint not null,
    fub_created_at         timestamptz,
    fub_updated_at         timestamptz,
    completed_at           timestamptz,
    created_by_id          bigint,
    updated_by_id          bigint,
    created_by_name        text,
    updated_by_name        text,
    created_by_fub_user_id bigint,
    person_id              bigint,
    fub_people_id          bigint,
    assigned_to_name       text,
    fub_user_id            bigint,
    fub_users_id           bigint,
    name                   text,
    type                   text,
    is_completed           boolean,
    due_date               date,
    due_at                 timestamptz,
    remind_seconds_before  integer,
    external_task_link     text,
    external_calendar_id   text,
    user_id                bigint,
    credentials_id         bigint,

    raw                    jsonb not null,
    raw_original           bytea,
    content_hash           bytea not null,
    vendor_updated_at      timestamptz,
    first_seen_at          timestamptz not null,
    last_seen_at           timestamptz not null,
    synced_at              timestamptz not null,
    sync_run_id            uuid,
    deleted_at             timestamptz,
    deleted_source         text,
    unresolved_refs        text[] not null default '{}',

    constraint fub_tasks_vendor_key unique (fub_account_id, task_id),
    constraint fub_tasks_deleted_check check ((deleted_at is null) = (deleted_source is null))
) with (autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_insert_scale_factor = 0.1, autovacuum_analyze_scale_factor = 0.02);

create index fub_tasks_person_idx on $schema$.fub_tasks (fub_people_id, fub_created_at desc);
create index fub_tasks_open_idx on $schema$.fub_tasks (fub_users_id, due_date) where not is_completed;
create index fub_tasks_unresolved_idx on $schema$.fub_tasks (fub_account_id) where unresolved_refs <> '{}';
