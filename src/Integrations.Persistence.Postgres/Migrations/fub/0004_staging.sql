-- Follow Up Boss: staging of the two streams whose onboarding is read in parts (per user's calendar, per person or number).
-- All staging tables have one shape; a table's own columns stand at its end. user_id is nullable: an account may belong to no user of the host.

-- Landing of appointments. raw is the payload as received, row the mapped row of fub_appointments: the mapper runs once, at arrival, and promotion is jsonb_populate_record.
create table $schema$.stage_appointments_fub_onboarding (
    id                 bigint generated always as identity primary key,
    created_at         timestamptz             not null default now(),
    user_id            bigint,
    account_id         bigint                  not null references $schema$.fub_accounts (id) on delete cascade,
    entity_type        text                    not null,
    external_id        text                    not null,
    parent_external_id text,
    raw                jsonb                   not null,
    raw_original       bytea,
    row                jsonb                   not null,
    content_hash       bytea                   not null,
    vendor_updated_at  timestamptz,
    source             text                    not null,
    operation          text                    not null default 'upsert',
    batch_id           uuid                    not null,
    job_id             bigint,
    processing_status  $schema$.staging_status not null default 'PENDING',
    is_processed       boolean                 generated always as (processing_status in ('PROMOTED', 'SKIPPED', 'DEAD')) stored,
    attempts           integer                 not null default 0,
    next_attempt_at    timestamptz,
    error_code         text,
    processing_error   text,
    lease_owner        text,
    lease_until        timestamptz,
    staged_at          timestamptz             not null default now(),
    promoted_at        timestamptz,
    promoted_table     text,
    promoted_id        bigint,
    expires_at         timestamptz,
    -- Whose calendar it was read from.
    fub_user_id_raw    bigint,

    constraint stage_appointments_fub_onboarding_content_key unique (account_id, entity_type, external_id, content_hash),
    constraint stage_appointments_fub_onboarding_source_check check (source in ('onboarding', 'delta', 'webhook', 'sweep', 'reread')),
    constraint stage_appointments_fub_onboarding_operation_check check (operation in ('upsert', 'delete', 'merge')),
    constraint stage_appointments_fub_onboarding_promoted_check check (processing_status <> 'PROMOTED' or promoted_at is not null)
) with (
    -- Filled once, each row updated once, then removed in bulk.
    fillfactor = 80,
    autovacuum_vacuum_scale_factor = 0.02,
    autovacuum_vacuum_insert_scale_factor = 0.1,
    autovacuum_analyze_scale_factor = 0.02
);

create index stage_appointments_fub_onboarding_pending_idx on $schema$.stage_appointments_fub_onboarding (processing_status, next_attempt_at) where processing_status in ('PENDING', 'ERROR');
-- The next chunk of an account's promotion, in the order of arrival.
create index stage_appointments_fub_onboarding_promote_idx on $schema$.stage_appointments_fub_onboarding (account_id, id) where processing_status = 'PENDING';
create index stage_appointments_fub_onboarding_job_idx on $schema$.stage_appointments_fub_onboarding (job_id);
create index stage_appointments_fub_onboarding_user_idx on $schema$.stage_appointments_fub_onboarding (user_id, processing_status);
create index stage_appointments_fub_onboarding_staged_idx on $schema$.stage_appointments_fub_onboarding using brin (staged_at);

-- Landing of text messages. raw is the payload as received, row the mapped row of fub_text_messages: the mapper runs once, at arrival, and promotion is jsonb_populate_record.
create table $schema$.stage_text_messages_fub_onboarding (
    id                 bigint generated always as identity primary key,
    created_at         timestamptz             not null default now(),
    user_id            bigint,
    account_id         bigint                  not null references $schema$.fub_accounts (id) on delete cascade,
    entity_type        text                    not null,
    external_id        text                    not null,
    parent_external_id text,
    raw                jsonb                   not null,
    raw_original       bytea,
    row                jsonb                   not null,
    content_hash       bytea                   not null,
    vendor_updated_at  timestamptz,
    source             text                    not null,
    operation          text                    not null default 'upsert',
    batch_id           uuid                    not null,
    job_id             bigint,
    processing_status  $schema$.staging_status not null default 'PENDING',
    is_processed       boolean                 generated always as (processing_status in ('PROMOTED', 'SKIPPED', 'DEAD')) stored,
    attempts           integer                 not null default 0,
    next_attempt_at    timestamptz,
    error_code         text,
    processing_error   text,
    lease_owner        text,
    lease_until        timestamptz,
    staged_at          timestamptz             not null default now(),
    promoted_at        timestamptz,
    promoted_table     text,
    promoted_id        bigint,
    expires_at         timestamptz,
    -- The filter it was read with.
    person_id          bigint,
    phone_filter       text,

    constraint stage_text_messages_fub_onboarding_content_key unique (account_id, entity_type, external_id, content_hash),
    constraint stage_text_messages_fub_onboarding_source_check check (source in ('onboarding', 'delta', 'webhook', 'sweep', 'reread')),
    constraint stage_text_messages_fub_onboarding_operation_check check (operation in ('upsert', 'delete', 'merge')),
    constraint stage_text_messages_fub_onboarding_promoted_check check (processing_status <> 'PROMOTED' or promoted_at is not null)
) with (
    -- Filled once, each row updated once, then removed in bulk.
    fillfactor = 80,
    autovacuum_vacuum_scale_factor = 0.02,
    autovacuum_vacuum_insert_scale_factor = 0.1,
    autovacuum_analyze_scale_factor = 0.02
);

create index stage_text_messages_fub_onboarding_pending_idx on $schema$.stage_text_messages_fub_onboarding (processing_status, next_attempt_at) where processing_status in ('PENDING', 'ERROR');
-- The next chunk of an account's promotion, in the order of arrival.
create index stage_text_messages_fub_onboarding_promote_idx on $schema$.stage_text_messages_fub_onboarding (account_id, id) where processing_status = 'PENDING';
create index stage_text_messages_fub_onboarding_job_idx on $schema$.stage_text_messages_fub_onboarding (job_id);
create index stage_text_messages_fub_onboarding_user_idx on $schema$.stage_text_messages_fub_onboarding (user_id, processing_status);
create index stage_text_messages_fub_onboarding_staged_idx on $schema$.stage_text_messages_fub_onboarding using brin (staged_at);
