-- reZEN: its partitions of the shared tables, and its wide job tables.

create table $schema$.rezen_sync_state partition of $schema$.sync_state (
    vendor default 'rezen',
    constraint rezen_sync_state_account_fkey foreign key (account_id) references $schema$.rezen_accounts (id) on delete cascade
) for values in ('rezen')
with (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_threshold = 200, autovacuum_vacuum_cost_delay = 0);

create table $schema$.rezen_worker_queue partition of $schema$.worker_queue (
    vendor default 'rezen',
    constraint rezen_worker_queue_account_fkey foreign key (account_id) references $schema$.rezen_accounts (id) on delete cascade
) for values in ('rezen')
with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 200, autovacuum_analyze_scale_factor = 0.02, autovacuum_vacuum_cost_delay = 0);

create table $schema$.rezen_process_webhook partition of $schema$.webhook_inbox (
    vendor default 'rezen',
    constraint rezen_process_webhook_account_fkey foreign key (account_id) references $schema$.rezen_accounts (id) on delete cascade
) for values in ('rezen')
with (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 200, autovacuum_analyze_scale_factor = 0.02, autovacuum_vacuum_cost_delay = 0);

create index rezen_process_webhook_object_idx on $schema$.rezen_process_webhook (object_id_raw) where object_id_raw is not null;

create table $schema$.rezen_webhooks_registered partition of $schema$.webhooks_registered (
    vendor default 'rezen',
    constraint rezen_webhooks_registered_account_fkey foreign key (account_id) references $schema$.rezen_accounts (id) on delete cascade
) for values in ('rezen');

create table $schema$.rezen_sync_jobs_logs partition of $schema$.sync_jobs_logs (
    vendor default 'rezen',
    constraint rezen_sync_jobs_logs_account_fkey foreign key (account_id) references $schema$.rezen_accounts (id) on delete cascade
) for values in ('rezen');

-- Streams without columns here (sponsor tree, pending contributions, payments) keep theirs in sync_job_steps only. user_id is null where the account belongs to no user of the host.
create table $schema$.rezen_sync_jobs (
    id                                     bigint generated always as identity primary key,
    created_at                             timestamptz not null default now(),
    updated_at                             timestamptz not null default now(),
    user_id                                bigint,
    active                                 boolean not null default true,
    type                                   $schema$.sync_job_type not null,
    transaction_status                     $schema$.sync_job_status,
    transaction_last_started_at            timestamptz,
    transaction_last_finished_at           timestamptz,
    tc_status                              $schema$.sync_job_status,
    tc_last_started_at                     timestamptz,
    tc_last_finished_at                    timestamptz,
    -- Totals for each lifecycle group: the vendor's and ours.
    tc_rezen                               jsonb,
    tc_ad                                  jsonb,
    tc_mismatch                            boolean,
    listings_status                        $schema$.sync_job_status,
    listings_last_started_at               timestamptz,
    listings_last_finished_at              timestamptz,
    lu_status                              $schema$.sync_job_status,
    lu_last_started_at                     timestamptz,
    lu_last_finished_at                    timestamptz,
    network_downline_status                $schema$.sync_job_status,
    network_downline_last_started_at       timestamptz,
    network_downline_last_finished_at      timestamptz,
    network_downline_sync_status           $schema$.sync_job_status,
    network_downline_sync_last_started_at  timestamptz,
    network_downline_sync_last_finished_at timestamptz,
    equity_status                          $schema$.sync_job_status,
    equity_last_started_at                 timestamptz,
    equity_last_finished_at                timestamptz,
    network_cap_status                     $schema$.sync_job_status,
    network_cap_last_started_at            timestamptz,
    network_cap_last_finished_at           timestamptz,
    network_frontline_status               $schema$.sync_job_status,
    network_frontline_last_started_at      timestamptz,
    network_frontline_last_finished_at     timestamptz,
    team_roster_status                     $schema$.sync_job_status,
    team_roster_last_started_at            timestamptz,
    team_roster_last_finished_at           timestamptz,
    agent_data_status                      $schema$.sync_job_status,
    agent_data_last_started_at             timestamptz,
    agent_data_last_finished_at            timestamptz,
    contributions_status                   $schema$.sync_job_status,
    contributions_last_started_at          timestamptz,
    contributions_last_finished_at         timestamptz,
    rezen_account_id                       bigint not null references $schema$.rezen_accounts (id) on delete cascade,
    assigned_to_worker_id                  text,
    error_list                             jsonb not null default '[]',

    lease_owner                            text,
    lease_until                            timestamptz,
    heartbeat_at                           timestamptz,
    attempts                               integer not null default 0,
    max_attempts                           integer not null default 5,
    next_attempt_at                        timestamptz,
    outcome                                text,
    last_error_code                        text,
    last_error_at                          timestamptz,
    dead_lettered_at                       timestamptz,
    requested_by                           text,
    trace_id                               text,

    constraint rezen_sync_jobs_outcome_check check (outcome in ('COMPLETE', 'PARTIAL', 'NO_WORK', 'SKIPPED', 'NOT_CONFIGURED', 'CANCELLED')),
    constraint rezen_sync_jobs_transaction_started_check check (transaction_status <> 'IN_PROGRESS' or transaction_last_started_at is not null),
    constraint rezen_sync_jobs_transaction_finished_check check (transaction_status <> 'COMPLETED' or coalesce(transaction_last_finished_at >= transaction_last_started_at, false)),
    constraint rezen_sync_jobs_tc_started_check check (tc_status <> 'IN_PROGRESS' or tc_last_started_at is not null),
    constraint rezen_sync_jobs_tc_finished_check check (tc_status <> 'COMPLETED' or coalesce(tc_last_finished_at >= tc_last_started_at, false)),
    constraint rezen_sync_jobs_listings_started_check check (listings_status <> 'IN_PROGRESS' or listings_last_started_at is not null),
    constraint rezen_sync_jobs_listings_finished_check check (listings_status <> 'COMPLETED' or coalesce(listings_last_finished_at >= listings_last_started_at, false)),
    constraint rezen_sync_jobs_lu_started_check check (lu_status <> 'IN_PROGRESS' or lu_last_started_at is not null),
    constraint rezen_sync_jobs_lu_finished_check check (lu_status <> 'COMPLETED' or coalesce(lu_last_finished_at >= lu_last_started_at, false)),
    constraint rezen_sync_jobs_network_downline_started_check check (network_downline_status <> 'IN_PROGRESS' or network_downline_last_started_at is not null),
    constraint rezen_sync_jobs_network_downline_finished_check check (network_downline_status <> 'COMPLETED' or coalesce(network_downline_last_finished_at >= network_downline_last_started_at, false)),
    constraint rezen_sync_jobs_network_downline_sync_started_check check (network_downline_sync_status <> 'IN_PROGRESS' or network_downline_sync_last_started_at is not null),
    constraint rezen_sync_jobs_network_downline_sync_finished_check check (network_downline_sync_status <> 'COMPLETED' or coalesce(network_downline_sync_last_finished_at >= network_downline_sync_last_started_at, false)),
    constraint rezen_sync_jobs_equity_started_check check (equity_status <> 'IN_PROGRESS' or equity_last_started_at is not null),
    constraint rezen_sync_jobs_equity_finished_check check (equity_status <> 'COMPLETED' or coalesce(equity_last_finished_at >= equity_last_started_at, false)),
    constraint rezen_sync_jobs_network_cap_started_check check (network_cap_status <> 'IN_PROGRESS' or network_cap_last_started_at is not null),
    constraint rezen_sync_jobs_network_cap_finished_check check (network_cap_status <> 'COMPLETED' or coalesce(network_cap_last_finished_at >= network_cap_last_started_at, false)),
    constraint rezen_sync_jobs_network_frontline_started_check check (network_frontline_status <> 'IN_PROGRESS' or network_frontline_last_started_at is not null),
    constraint rezen_sync_jobs_network_frontline_finished_check check (network_frontline_status <> 'COMPLETED' or coalesce(network_frontline_last_finished_at >= network_frontline_last_started_at, false)),
    constraint rezen_sync_jobs_team_roster_started_check check (team_roster_status <> 'IN_PROGRESS' or team_roster_last_started_at is not null),
    constraint rezen_sync_jobs_team_roster_finished_check check (team_roster_status <> 'COMPLETED' or coalesce(team_roster_last_finished_at >= team_roster_last_started_at, false)),
    constraint rezen_sync_jobs_agent_data_started_check check (agent_data_status <> 'IN_PROGRESS' or agent_data_last_started_at is not null),
    constraint rezen_sync_jobs_agent_data_finished_check check (agent_data_status <> 'COMPLETED' or coalesce(agent_data_last_finished_at >= agent_data_last_started_at, false)),
    constraint rezen_sync_jobs_contributions_started_check check (contributions_status <> 'IN_PROGRESS' or contributions_last_started_at is not null),
    constraint rezen_sync_jobs_contributions_finished_check check (contributions_status <> 'COMPLETED' or coalesce(contributions_last_finished_at >= contributions_last_started_at, false))
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_threshold = 200);

create index rezen_sync_jobs_account_idx on $schema$.rezen_sync_jobs (rezen_account_id, id desc);
create index rezen_sync_jobs_created_idx on $schema$.rezen_sync_jobs (created_at);
create index rezen_sync_jobs_user_idx on $schema$.rezen_sync_jobs (user_id, active);

alter table $schema$.rezen_sync_jobs_logs
    add constraint rezen_sync_jobs_logs_job_fkey foreign key (rezen_sync_job_id) references $schema$.rezen_sync_jobs (id) on delete cascade;

create table $schema$.rezen_onboarding_jobs (
    id                                bigint generated always as identity primary key,
    created_at                        timestamptz not null default now(),
    user_id                           bigint,
    status                            $schema$.sync_job_status not null default 'PENDING',
    name                              text,
    lastupdated                       timestamptz,
    started                           timestamptz,
    ended                             timestamptz,
    -- A step is true once it has succeeded, and only then.
    agent_data_started                timestamptz,
    agent_data                        boolean not null default false,
    agent_data_ended                  timestamptz,
    team_members_started              timestamptz,
    team_members                      boolean not null default false,
    team_members_ended                timestamptz,
    listing_data_started              timestamptz,
    listing_data                      boolean not null default false,
    listing_data_ended                timestamptz,
    transaction_data_started          timestamptz,
    transaction_data                  boolean not null default false,
    transaction_data_ended            timestamptz,
    sponsor_tree_started              timestamptz,
    sponsor_tree                      boolean not null default false,
    sponsor_tree_ended                timestamptz,
    network_started                   timestamptz,
    network                           boolean not null default false,
    network_ended                     timestamptz,
    network_cap_data_started          timestamptz,
    network_cap_data                  boolean not null default false,
    network_cap_data_ended            timestamptz,
    network_frontline_started         timestamptz,
    network_frontline                 boolean not null default false,
    network_frontline_ended           timestamptz,
    contributions_started             timestamptz,
    contributions                     boolean not null default false,
    contributions_ended               timestamptz,
    pending_contributions_started     timestamptz,
    pending_contributions             boolean not null default false,
    pending_contributions_ended       timestamptz,
    contributors_started              timestamptz,
    contributors                      boolean not null default false,
    contributors_ended                timestamptz,
    equity_started                    timestamptz,
    equity                            boolean not null default false,
    equity_ended                      timestamptz,
    pending_revshare_payments_started timestamptz,
    pending_revshare_payments         boolean not null default false,
    pending_revshare_payments_ended   timestamptz,
    -- All pages are in staging.
    transaction_data_loaded           boolean not null default false,
    listing_data_loaded               boolean not null default false,
    network_loaded                    boolean not null default false,
    contributions_loaded              boolean not null default false,
    -- Lifecycle groups that are read to their end.
    open_transactions                 boolean not null default false,
    closed_transactions               boolean not null default false,
    terminated_transactions           boolean not null default false,
    open_listings                     boolean not null default false,
    closed_listings                   boolean not null default false,
    terminated_listings               boolean not null default false,
    -- Superseded by the queue; nothing writes it.
    transaction_worker_id             integer,
    error_members                     boolean not null default false,
    error_transactions                boolean not null default false,
    error_listings                    boolean not null default false,
    -- Kept for their names only; nothing writes them.
    error_keydata                     boolean,
    error_counts                      boolean,
    error_email                       boolean,
    code                              text,
    message                           text,
    result                            jsonb,
    steps_completed                   text[] not null default '{}',
    failed_steps                      text[] not null default '{}',
    rezen_account_id                  bigint not null references $schema$.rezen_accounts (id) on delete cascade,
    account_id                        bigint generated always as (rezen_account_id) stored,
    priority                          smallint not null default 0,
    total_expected                    bigint,
    total_loaded                      bigint not null default 0,
    assigned_to_worker_id             text,
    error_list                        jsonb not null default '[]',

    lease_owner                       text,
    lease_until                       timestamptz,
    heartbeat_at                      timestamptz,
    attempts                          integer not null default 0,
    max_attempts                      integer not null default 5,
    next_attempt_at                   timestamptz,
    outcome                           text,
    last_error_code                   text,
    last_error_at                     timestamptz,
    dead_lettered_at                  timestamptz,
    requested_by                      text,
    trace_id                          text,

    constraint rezen_onboarding_jobs_outcome_check check (outcome in ('COMPLETE', 'PARTIAL', 'NO_WORK', 'SKIPPED', 'NOT_CONFIGURED', 'CANCELLED')),
    constraint rezen_onboarding_jobs_started_check check (status <> 'IN_PROGRESS' or started is not null),
    constraint rezen_onboarding_jobs_finished_check check (status <> 'COMPLETED' or coalesce(ended >= started, false)),
    constraint rezen_onboarding_jobs_agent_data_check check (not agent_data or coalesce(agent_data_ended >= agent_data_started, false)),
    constraint rezen_onboarding_jobs_team_members_check check (not team_members or coalesce(team_members_ended >= team_members_started, false)),
    constraint rezen_onboarding_jobs_listing_data_check check (not listing_data or coalesce(listing_data_ended >= listing_data_started, false)),
    constraint rezen_onboarding_jobs_transaction_data_check check (not transaction_data or coalesce(transaction_data_ended >= transaction_data_started, false)),
    constraint rezen_onboarding_jobs_sponsor_tree_check check (not sponsor_tree or coalesce(sponsor_tree_ended >= sponsor_tree_started, false)),
    constraint rezen_onboarding_jobs_network_check check (not network or coalesce(network_ended >= network_started, false)),
    constraint rezen_onboarding_jobs_network_cap_data_check check (not network_cap_data or coalesce(network_cap_data_ended >= network_cap_data_started, false)),
    constraint rezen_onboarding_jobs_network_frontline_check check (not network_frontline or coalesce(network_frontline_ended >= network_frontline_started, false)),
    constraint rezen_onboarding_jobs_contributions_check check (not contributions or coalesce(contributions_ended >= contributions_started, false)),
    constraint rezen_onboarding_jobs_pending_contributions_check check (not pending_contributions or coalesce(pending_contributions_ended >= pending_contributions_started, false)),
    constraint rezen_onboarding_jobs_contributors_check check (not contributors or coalesce(contributors_ended >= contributors_started, false)),
    constraint rezen_onboarding_jobs_equity_check check (not equity or coalesce(equity_ended >= equity_started, false)),
    constraint rezen_onboarding_jobs_pending_revshare_payments_check check (not pending_revshare_payments or coalesce(pending_revshare_payments_ended >= pending_revshare_payments_started, false))
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_threshold = 200);

create unique index rezen_onboarding_jobs_open_key on $schema$.rezen_onboarding_jobs (rezen_account_id) where status in ('PENDING', 'IN_PROGRESS');
create index rezen_onboarding_jobs_account_idx on $schema$.rezen_onboarding_jobs (rezen_account_id, id desc);
create index rezen_onboarding_jobs_status_idx on $schema$.rezen_onboarding_jobs (status, next_attempt_at);
create index rezen_onboarding_jobs_user_idx on $schema$.rezen_onboarding_jobs (user_id);
