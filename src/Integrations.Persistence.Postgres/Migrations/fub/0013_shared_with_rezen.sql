-- Follow Up Boss: what it shares with the other vendors. Its partition of the log lines of jobs, the outcome of streams that wait for their options, and staging columns made of the mapped row.

create table $schema$.fub_sync_jobs_logs partition of $schema$.sync_jobs_logs (
    vendor default 'fub',
    constraint fub_sync_jobs_logs_account_fkey foreign key (account_id) references $schema$.fub_accounts (id) on delete cascade
) for values in ('fub');

alter table $schema$.fub_sync_jobs
    drop constraint fub_sync_jobs_outcome_check,
    add constraint fub_sync_jobs_outcome_check check (outcome in ('COMPLETE', 'PARTIAL', 'NO_WORK', 'SKIPPED', 'NOT_CONFIGURED', 'CANCELLED'));

-- What an onboarding says of its steps stands in the wide row too.
alter table $schema$.fub_onboarding_jobs
    add column lastupdated     timestamptz,
    add column code            text,
    add column message         text,
    add column steps_completed text[] not null default '{}',
    add column failed_steps    text[] not null default '{}',
    drop constraint fub_onboarding_jobs_outcome_check,
    add constraint fub_onboarding_jobs_outcome_check check (outcome in ('COMPLETE', 'PARTIAL', 'NO_WORK', 'SKIPPED', 'NOT_CONFIGURED', 'CANCELLED'));

alter table $schema$.stage_appointments_fub_onboarding
    add column run_id uuid,
    drop column fub_user_id_raw,
    add column fub_user_id_raw bigint generated always as (("row" ->> 'fub_user_id_raw')::bigint) stored;

alter table $schema$.stage_text_messages_fub_onboarding
    add column run_id uuid,
    drop column person_id,
    add column person_id bigint generated always as (("row" ->> 'person_id')::bigint) stored;
