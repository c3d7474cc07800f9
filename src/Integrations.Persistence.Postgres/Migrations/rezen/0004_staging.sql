-- reZEN: staging. One shape for all; a table's own columns stand at its end and are made of the mapped row.
-- user_id is nullable: an account may belong to no user of the host.

-- Landing of deals. raw is the payload as received, row the mapped row of rezen_transactions: the mapper runs once, at arrival, and promotion is jsonb_populate_record.
create table $schema$.stage_transactions_rezen_onboarding (
    id                 bigint generated always as identity primary key,
    created_at         timestamptz not null default now(),
    user_id            bigint,
    account_id         bigint not null references $schema$.rezen_accounts (id) on delete cascade,
    entity_type        text not null,
    external_id        text not null,
    parent_external_id text,
    raw                jsonb not null,
    raw_original       bytea,
    row                jsonb not null,
    content_hash       bytea not null,
    vendor_updated_at  timestamptz,
    source             text not null,
    operation          text not null default 'upsert',
    batch_id           uuid not null,
    job_id             bigint,
    processing_status  $schema$.staging_status not null default 'PENDING',
    is_processed       boolean generated always as (processing_status in ('PROMOTED', 'SKIPPED', 'DEAD')) stored,
    attempts           integer not null default 0,
    next_attempt_at    timestamptz,
    error_code         text,
    processing_error   text,
    lease_owner        text,
    lease_until        timestamptz,
    staged_at          timestamptz not null default now(),
    asked_at           timestamptz,
    run_id             uuid,
    promoted_at        timestamptz,
    promoted_table     text,
    promoted_id        bigint,
    expires_at         timestamptz,
    lifecycle_group    text generated always as ("row" ->> 'lifecycle_group') stored,
    has_detail         boolean generated always as (("row" ->> 'has_detail')::boolean) stored,
    owner_agent_id_raw text generated always as ("row" ->> 'owner_agent_id_raw') stored,
    team_id_raw        text generated always as ("row" ->> 'team_id_raw') stored,
    -- Kept for its name: the origin sent small and large sets to different workers.
    set_size_class     text,

    constraint stage_transactions_rezen_onboarding_content_key unique (account_id, entity_type, external_id, content_hash),
    constraint stage_transactions_rezen_onboarding_source_check check (source in ('onboarding', 'delta', 'webhook', 'sweep', 'reread')),
    constraint stage_transactions_rezen_onboarding_operation_check check (operation in ('upsert', 'delete', 'merge')),
    constraint stage_transactions_rezen_onboarding_promoted_check check (processing_status <> 'PROMOTED' or promoted_at is not null)
) with (
    -- Filled once, each row updated once, then removed in bulk.
    fillfactor = 80,
    autovacuum_vacuum_scale_factor = 0.02,
    autovacuum_vacuum_insert_scale_factor = 0.1,
    autovacuum_analyze_scale_factor = 0.02
);

create index stage_transactions_rezen_onboarding_pending_idx on $schema$.stage_transactions_rezen_onboarding (processing_status, next_attempt_at) where processing_status in ('PENDING', 'ERROR');
-- The next chunk of an account's promotion, in the order of arrival.
create index stage_transactions_rezen_onboarding_promote_idx on $schema$.stage_transactions_rezen_onboarding (account_id, id) where processing_status = 'PENDING';
create index stage_transactions_rezen_onboarding_job_idx on $schema$.stage_transactions_rezen_onboarding (job_id);
create index stage_transactions_rezen_onboarding_user_idx on $schema$.stage_transactions_rezen_onboarding (user_id, processing_status);
create index stage_transactions_rezen_onboarding_staged_idx on $schema$.stage_transactions_rezen_onboarding using brin (staged_at);

-- Landing of listings. raw is the payload as received, row the mapped row of rezen_listings: the mapper runs once, at arrival, and promotion is jsonb_populate_record.
create table $schema$.stage_listings_rezen_onboarding (
    id                             bigint generated always as identity primary key,
    created_at                     timestamptz not null default now(),
    user_id                        bigint,
    account_id                     bigint not null references $schema$.rezen_accounts (id) on delete cascade,
    entity_type                    text not null,
    external_id                    text not null,
    parent_external_id             text,
    raw                            jsonb not null,
    raw_original                   bytea,
    row                            jsonb not null,
    content_hash                   bytea not null,
    vendor_updated_at              timestamptz,
    source                         text not null,
    operation                      text not null default 'upsert',
    batch_id                       uuid not null,
    job_id                         bigint,
    processing_status              $schema$.staging_status not null default 'PENDING',
    is_processed                   boolean generated always as (processing_status in ('PROMOTED', 'SKIPPED', 'DEAD')) stored,
    attempts                       integer not null default 0,
    next_attempt_at                timestamptz,
    error_code                     text,
    processing_error               text,
    lease_owner                    text,
    lease_until                    timestamptz,
    staged_at                      timestamptz not null default now(),
    asked_at                       timestamptz,
    run_id                         uuid,
    promoted_at                    timestamptz,
    promoted_table                 text,
    promoted_id                    bigint,
    expires_at                     timestamptz,
    lifecycle_group                text generated always as ("row" ->> 'lifecycle_group') stored,
    in_contract_transaction_id_raw text generated always as ("row" ->> 'in_contract_transaction_id_raw') stored,

    constraint stage_listings_rezen_onboarding_content_key unique (account_id, entity_type, external_id, content_hash),
    constraint stage_listings_rezen_onboarding_source_check check (source in ('onboarding', 'delta', 'webhook', 'sweep', 'reread')),
    constraint stage_listings_rezen_onboarding_operation_check check (operation in ('upsert', 'delete', 'merge')),
    constraint stage_listings_rezen_onboarding_promoted_check check (processing_status <> 'PROMOTED' or promoted_at is not null)
) with (
    -- Filled once, each row updated once, then removed in bulk.
    fillfactor = 80,
    autovacuum_vacuum_scale_factor = 0.02,
    autovacuum_vacuum_insert_scale_factor = 0.1,
    autovacuum_analyze_scale_factor = 0.02
);

create index stage_listings_rezen_onboarding_pending_idx on $schema$.stage_listings_rezen_onboarding (processing_status, next_attempt_at) where processing_status in ('PENDING', 'ERROR');
-- The next chunk of an account's promotion, in the order of arrival.
create index stage_listings_rezen_onboarding_promote_idx on $schema$.stage_listings_rezen_onboarding (account_id, id) where processing_status = 'PENDING';
create index stage_listings_rezen_onboarding_job_idx on $schema$.stage_listings_rezen_onboarding (job_id);
create index stage_listings_rezen_onboarding_user_idx on $schema$.stage_listings_rezen_onboarding (user_id, processing_status);
create index stage_listings_rezen_onboarding_staged_idx on $schema$.stage_listings_rezen_onboarding using brin (staged_at);

-- Landing of contributions, whole range. raw is the payload as received, row the mapped row of rezen_contributions: the mapper runs once, at arrival, and promotion is jsonb_populate_record.
create table $schema$.stage_contributions_rezen_onboarding (
    id                       bigint generated always as identity primary key,
    created_at               timestamptz not null default now(),
    user_id                  bigint,
    account_id               bigint not null references $schema$.rezen_accounts (id) on delete cascade,
    entity_type              text not null,
    external_id              text not null,
    parent_external_id       text,
    raw                      jsonb not null,
    raw_original             bytea,
    row                      jsonb not null,
    content_hash             bytea not null,
    vendor_updated_at        timestamptz,
    source                   text not null,
    operation                text not null default 'upsert',
    batch_id                 uuid not null,
    job_id                   bigint,
    processing_status        $schema$.staging_status not null default 'PENDING',
    is_processed             boolean generated always as (processing_status in ('PROMOTED', 'SKIPPED', 'DEAD')) stored,
    attempts                 integer not null default 0,
    next_attempt_at          timestamptz,
    error_code               text,
    processing_error         text,
    lease_owner              text,
    lease_until              timestamptz,
    staged_at                timestamptz not null default now(),
    asked_at                 timestamptz,
    run_id                   uuid,
    promoted_at              timestamptz,
    promoted_table           text,
    promoted_id              bigint,
    expires_at               timestamptz,
    tier                     smallint generated always as (("row" ->> 'tier')::smallint) stored,
    contributor_agent_id_raw text generated always as ("row" ->> 'contributor_agent_id_raw') stored,
    transaction_id_raw       text generated always as ("row" ->> 'transaction_id_raw') stored,
    period_start             date generated always as (make_date(substr("row" ->> 'period_start', 1, 4)::integer, substr("row" ->> 'period_start', 6, 2)::integer, substr("row" ->> 'period_start', 9, 2)::integer)) stored,
    period_end               date generated always as (make_date(substr("row" ->> 'period_end', 1, 4)::integer, substr("row" ->> 'period_end', 6, 2)::integer, substr("row" ->> 'period_end', 9, 2)::integer)) stored,

    constraint stage_contributions_rezen_onboarding_content_key unique (account_id, entity_type, external_id, content_hash),
    constraint stage_contributions_rezen_onboarding_source_check check (source in ('onboarding', 'delta', 'webhook', 'sweep', 'reread')),
    constraint stage_contributions_rezen_onboarding_operation_check check (operation in ('upsert', 'delete', 'merge')),
    constraint stage_contributions_rezen_onboarding_promoted_check check (processing_status <> 'PROMOTED' or promoted_at is not null)
) with (
    -- Filled once, each row updated once, then removed in bulk.
    fillfactor = 80,
    autovacuum_vacuum_scale_factor = 0.02,
    autovacuum_vacuum_insert_scale_factor = 0.1,
    autovacuum_analyze_scale_factor = 0.02
);

create index stage_contributions_rezen_onboarding_pending_idx on $schema$.stage_contributions_rezen_onboarding (processing_status, next_attempt_at) where processing_status in ('PENDING', 'ERROR');
-- The next chunk of an account's promotion, in the order of arrival.
create index stage_contributions_rezen_onboarding_promote_idx on $schema$.stage_contributions_rezen_onboarding (account_id, id) where processing_status = 'PENDING';
create index stage_contributions_rezen_onboarding_job_idx on $schema$.stage_contributions_rezen_onboarding (job_id);
create index stage_contributions_rezen_onboarding_user_idx on $schema$.stage_contributions_rezen_onboarding (user_id, processing_status);
create index stage_contributions_rezen_onboarding_staged_idx on $schema$.stage_contributions_rezen_onboarding using brin (staged_at);

-- Landing of contributions, sliding window. raw is the payload as received, row the mapped row of rezen_contributions: the mapper runs once, at arrival, and promotion is jsonb_populate_record.
create table $schema$.stage_contributions_rezen_daily_sync (
    id                       bigint generated always as identity primary key,
    created_at               timestamptz not null default now(),
    user_id                  bigint,
    account_id               bigint not null references $schema$.rezen_accounts (id) on delete cascade,
    entity_type              text not null,
    external_id              text not null,
    parent_external_id       text,
    raw                      jsonb not null,
    raw_original             bytea,
    row                      jsonb not null,
    content_hash             bytea not null,
    vendor_updated_at        timestamptz,
    source                   text not null,
    operation                text not null default 'upsert',
    batch_id                 uuid not null,
    job_id                   bigint,
    processing_status        $schema$.staging_status not null default 'PENDING',
    is_processed             boolean generated always as (processing_status in ('PROMOTED', 'SKIPPED', 'DEAD')) stored,
    attempts                 integer not null default 0,
    next_attempt_at          timestamptz,
    error_code               text,
    processing_error         text,
    lease_owner              text,
    lease_until              timestamptz,
    staged_at                timestamptz not null default now(),
    asked_at                 timestamptz,
    run_id                   uuid,
    promoted_at              timestamptz,
    promoted_table           text,
    promoted_id              bigint,
    expires_at               timestamptz,
    tier                     smallint generated always as (("row" ->> 'tier')::smallint) stored,
    contributor_agent_id_raw text generated always as ("row" ->> 'contributor_agent_id_raw') stored,
    transaction_id_raw       text generated always as ("row" ->> 'transaction_id_raw') stored,
    period_start             date generated always as (make_date(substr("row" ->> 'period_start', 1, 4)::integer, substr("row" ->> 'period_start', 6, 2)::integer, substr("row" ->> 'period_start', 9, 2)::integer)) stored,
    period_end               date generated always as (make_date(substr("row" ->> 'period_end', 1, 4)::integer, substr("row" ->> 'period_end', 6, 2)::integer, substr("row" ->> 'period_end', 9, 2)::integer)) stored,

    constraint stage_contributions_rezen_daily_sync_content_key unique (account_id, entity_type, external_id, content_hash),
    constraint stage_contributions_rezen_daily_sync_source_check check (source in ('onboarding', 'delta', 'webhook', 'sweep', 'reread')),
    constraint stage_contributions_rezen_daily_sync_operation_check check (operation in ('upsert', 'delete', 'merge')),
    constraint stage_contributions_rezen_daily_sync_promoted_check check (processing_status <> 'PROMOTED' or promoted_at is not null)
) with (
    -- Filled once, each row updated once, then removed in bulk.
    fillfactor = 80,
    autovacuum_vacuum_scale_factor = 0.02,
    autovacuum_vacuum_insert_scale_factor = 0.1,
    autovacuum_analyze_scale_factor = 0.02
);

create index stage_contributions_rezen_daily_sync_pending_idx on $schema$.stage_contributions_rezen_daily_sync (processing_status, next_attempt_at) where processing_status in ('PENDING', 'ERROR');
-- The next chunk of an account's promotion, in the order of arrival.
create index stage_contributions_rezen_daily_sync_promote_idx on $schema$.stage_contributions_rezen_daily_sync (account_id, id) where processing_status = 'PENDING';
create index stage_contributions_rezen_daily_sync_job_idx on $schema$.stage_contributions_rezen_daily_sync (job_id);
create index stage_contributions_rezen_daily_sync_user_idx on $schema$.stage_contributions_rezen_daily_sync (user_id, processing_status);
create index stage_contributions_rezen_daily_sync_staged_idx on $schema$.stage_contributions_rezen_daily_sync using brin (staged_at);

-- Landing of the down-line. raw is the payload as received, row the mapped row of rezen_network_members: the mapper runs once, at arrival, and promotion is jsonb_populate_record.
create table $schema$.stage_network_downline_rezen_onboarding (
    id                    bigint generated always as identity primary key,
    created_at            timestamptz not null default now(),
    user_id               bigint,
    account_id            bigint not null references $schema$.rezen_accounts (id) on delete cascade,
    entity_type           text not null,
    external_id           text not null,
    parent_external_id    text,
    raw                   jsonb not null,
    raw_original          bytea,
    row                   jsonb not null,
    content_hash          bytea not null,
    vendor_updated_at     timestamptz,
    source                text not null,
    operation             text not null default 'upsert',
    batch_id              uuid not null,
    job_id                bigint,
    processing_status     $schema$.staging_status not null default 'PENDING',
    is_processed          boolean generated always as (processing_status in ('PROMOTED', 'SKIPPED', 'DEAD')) stored,
    attempts              integer not null default 0,
    next_attempt_at       timestamptz,
    error_code            text,
    processing_error      text,
    lease_owner           text,
    lease_until           timestamptz,
    staged_at             timestamptz not null default now(),
    asked_at              timestamptz,
    run_id                uuid,
    promoted_at           timestamptz,
    promoted_table        text,
    promoted_id           bigint,
    expires_at            timestamptz,
    tier                  smallint generated always as (("row" ->> 'tier')::smallint) stored,
    owner_agent_id_raw    text generated always as ("row" ->> 'owner_agent_id_raw') stored,
    downline_agent_id_raw text generated always as ("row" ->> 'downline_agent_id_raw') stored,
    -- The status by the vendor's word: ACTIVE, INACTIVE, CANDIDATE, REJECTED, RESURRECTING.
    vendor_status         text generated always as ("row" ->> 'status') stored,

    constraint stage_network_downline_rezen_onboarding_content_key unique (account_id, entity_type, external_id, content_hash),
    constraint stage_network_downline_rezen_onboarding_source_check check (source in ('onboarding', 'delta', 'webhook', 'sweep', 'reread')),
    constraint stage_network_downline_rezen_onboarding_operation_check check (operation in ('upsert', 'delete', 'merge')),
    constraint stage_network_downline_rezen_onboarding_promoted_check check (processing_status <> 'PROMOTED' or promoted_at is not null)
) with (
    -- Filled once, each row updated once, then removed in bulk.
    fillfactor = 80,
    autovacuum_vacuum_scale_factor = 0.02,
    autovacuum_vacuum_insert_scale_factor = 0.1,
    autovacuum_analyze_scale_factor = 0.02
);

create index stage_network_downline_rezen_onboarding_pending_idx on $schema$.stage_network_downline_rezen_onboarding (processing_status, next_attempt_at) where processing_status in ('PENDING', 'ERROR');
-- The next chunk of an account's promotion, in the order of arrival.
create index stage_network_downline_rezen_onboarding_promote_idx on $schema$.stage_network_downline_rezen_onboarding (account_id, id) where processing_status = 'PENDING';
create index stage_network_downline_rezen_onboarding_job_idx on $schema$.stage_network_downline_rezen_onboarding (job_id);
create index stage_network_downline_rezen_onboarding_user_idx on $schema$.stage_network_downline_rezen_onboarding (user_id, processing_status);
create index stage_network_downline_rezen_onboarding_staged_idx on $schema$.stage_network_downline_rezen_onboarding using brin (staged_at);

-- Landing of pending contributions. raw is the payload as received, row the mapped row of rezen_pending_contributions: the mapper runs once, at arrival, and promotion is jsonb_populate_record.
create table $schema$.stage_pending_contribution_rezen (
    id                       bigint generated always as identity primary key,
    created_at               timestamptz not null default now(),
    user_id                  bigint,
    account_id               bigint not null references $schema$.rezen_accounts (id) on delete cascade,
    entity_type              text not null,
    external_id              text not null,
    parent_external_id       text,
    raw                      jsonb not null,
    raw_original             bytea,
    row                      jsonb not null,
    content_hash             bytea not null,
    vendor_updated_at        timestamptz,
    source                   text not null,
    operation                text not null default 'upsert',
    batch_id                 uuid not null,
    job_id                   bigint,
    processing_status        $schema$.staging_status not null default 'PENDING',
    is_processed             boolean generated always as (processing_status in ('PROMOTED', 'SKIPPED', 'DEAD')) stored,
    attempts                 integer not null default 0,
    next_attempt_at          timestamptz,
    error_code               text,
    processing_error         text,
    lease_owner              text,
    lease_until              timestamptz,
    staged_at                timestamptz not null default now(),
    asked_at                 timestamptz,
    run_id                   uuid,
    promoted_at              timestamptz,
    promoted_table           text,
    promoted_id              bigint,
    expires_at               timestamptz,
    contributor_agent_id_raw text generated always as ("row" ->> 'contributor_agent_id_raw') stored,
    transaction_id_raw       text generated always as ("row" ->> 'transaction_id_raw') stored,
    -- The read that it belongs to: rows that the newest one does not have are closed.
    snapshot_id              uuid generated always as (run_id) stored,

    constraint stage_pending_contribution_rezen_content_key unique (account_id, entity_type, external_id, content_hash),
    constraint stage_pending_contribution_rezen_source_check check (source in ('onboarding', 'delta', 'webhook', 'sweep', 'reread')),
    constraint stage_pending_contribution_rezen_operation_check check (operation in ('upsert', 'delete', 'merge')),
    constraint stage_pending_contribution_rezen_promoted_check check (processing_status <> 'PROMOTED' or promoted_at is not null)
) with (
    -- Filled once, each row updated once, then removed in bulk.
    fillfactor = 80,
    autovacuum_vacuum_scale_factor = 0.02,
    autovacuum_vacuum_insert_scale_factor = 0.1,
    autovacuum_analyze_scale_factor = 0.02
);

create index stage_pending_contribution_rezen_pending_idx on $schema$.stage_pending_contribution_rezen (processing_status, next_attempt_at) where processing_status in ('PENDING', 'ERROR');
-- The next chunk of an account's promotion, in the order of arrival.
create index stage_pending_contribution_rezen_promote_idx on $schema$.stage_pending_contribution_rezen (account_id, id) where processing_status = 'PENDING';
create index stage_pending_contribution_rezen_job_idx on $schema$.stage_pending_contribution_rezen (job_id);
create index stage_pending_contribution_rezen_user_idx on $schema$.stage_pending_contribution_rezen (user_id, processing_status);
create index stage_pending_contribution_rezen_staged_idx on $schema$.stage_pending_contribution_rezen using brin (staged_at);
