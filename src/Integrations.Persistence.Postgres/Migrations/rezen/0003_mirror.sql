-- reZEN: one mirror table per stream.
--
-- Names. Columns that end in _raw hold the vendor's ids (uuids, as text); rezen_listing_id and rezen_transaction_id are row ids, filled by looking the vendor id up in the same account.
-- Money is its amount with the currency beside it. Percents are fractions (0.03 is 3 %) except where a column says that it is a whole percent, as it is at the vendor. Times that the vendor
-- gives as epoch milliseconds are timestamptz, its calendar dates are date. Nested lists stay jsonb, as received: the projections unfold them.
--
-- Foreign keys, and vacuuming of the large tables: as for the mirror tables of Follow Up Boss.

-- Deals, of all lifecycle groups.
create table $schema$.rezen_transactions (
    id                                      bigint generated always as identity primary key,
    created_at                              timestamptz not null default now(),
    rezen_account_id                        bigint not null references $schema$.rezen_accounts (id) on delete cascade,

    updated_at                              timestamptz not null default now(),
    transaction_id_raw                      text not null,
    lifecycle_group                         text,
    -- False for a row of a list whose detail was not read.
    has_detail                              boolean,
    -- Whose list it was read from: the vendor gives a deal to each of its agents.
    owner_agent_id_raw                      text,
    code                                    text,
    rezen_created_at                        timestamptz,
    rezen_updated_at                        timestamptz,
    is_listing                              boolean,
    is_closed                               boolean,
    is_terminated                           boolean,
    kind                                    text,
    transaction_type                        text,
    deal_type                               text,
    property_type                           text,
    lifecycle_state                         text,
    lifecycle_description                   text,
    transaction_status                      text,
    compliance_status                       text,
    compliant_at                            timestamptz,
    address_one_line                        text,
    address_street                          text,
    address_street2                         text,
    address_unit                            text,
    address_city                            text,
    address_state                           text,
    address_zip                             text,
    address_county                          text,
    address_country                         text,
    price_amount                            numeric(18,2),
    price_currency                          text,
    sale_commission_percent                 numeric(9,6),
    sale_commission_amount                  numeric(18,2),
    sale_commission_currency                text,
    listing_commission_percent              numeric(9,6),
    listing_commission_amount               numeric(18,2),
    listing_commission_currency             text,
    gross_commission_amount                 numeric(18,2),
    gross_commission_currency               text,
    gross_commission_percent                numeric(9,6),
    -- The view of the key's owner: it differs from key to key.
    my_net_payout_amount                    numeric(18,2),
    my_net_payout_currency                  text,
    currency                                text,
    -- Participant id of the owner; its agent and name come from the participants.
    transaction_owner_id_raw                text,
    transaction_owner_agent_id_raw          text,
    transaction_owner_name                  text,
    transaction_owner_email                 text,
    representation                          text,
    office_id_raw                           text,
    office_name                             text,
    team_id_raw                             text,
    listing_date                            date,
    listing_expiration_date                 date,
    -- A number at the vendor, midnight UTC of the closing day.
    closed_at                               timestamptz,
    rezen_closed_at                         timestamptz,
    mls_number                              text,
    lead_source_id_raw                      text,
    lead_source_name                        text,
    checklist_id_raw                        text,
    dropbox_id_raw                          text,
    personal_deal                           boolean,
    zero_commission_deal                    boolean,
    year_built                              integer,
    in_contract_transaction_id_raw          text,
    built_from_transaction_id_raw           text,
    -- The row of rezen_listings that built_from_transaction_id_raw names.
    rezen_listing_id                        bigint,
    contract_acceptance_date                date,
    closing_date_estimated                  date,
    closing_date_actual                     date,
    agent_reported_closing_date             date,
    skyslope_actual_closing_date            date,
    skyslope_escrow_closing_date            date,
    -- The best of them, in the order that the options give.
    closing_date                            date,
    approval_date                           date,
    sketchy_contract_creation_date          timestamptz,
    firm_date                               date,
    financing_conditions_expiration_date    date,
    property_inspection_expiration_date     date,
    sale_of_buyers_property_expiration_date date,
    condo_documents_expiration_date         date,
    other_conditions_expiration_date        date,
    journey_id_raw                          text,
    project_name                            text,
    escrow_number                           text,
    requires_installments                   boolean,
    participants                            jsonb,
    other_participants                      jsonb,
    commission_splits                       jsonb,
    agents_info                             jsonb,
    cd_payer                                jsonb,
    cd_payer_business_entity                jsonb,
    fmls_info                               jsonb,
    errors                                  jsonb,
    transaction_warnings                    jsonb,
    user_id                                 bigint,

    raw                                     jsonb not null,
    raw_original                            bytea,
    content_hash                            bytea not null,
    vendor_updated_at                       timestamptz,
    first_seen_at                           timestamptz not null,
    last_seen_at                            timestamptz not null,
    synced_at                               timestamptz not null,
    sync_run_id                             uuid,
    deleted_at                              timestamptz,
    deleted_source                          text,
    unresolved_refs                         text[] not null default '{}',

    constraint rezen_transactions_vendor_key unique (rezen_account_id, transaction_id_raw),
    constraint rezen_transactions_deleted_check check ((deleted_at is null) = (deleted_source is null))
) with (autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_insert_scale_factor = 0.1, autovacuum_analyze_scale_factor = 0.02);

create index rezen_transactions_updated_idx on $schema$.rezen_transactions (rezen_account_id, rezen_updated_at);
create index rezen_transactions_group_idx on $schema$.rezen_transactions (rezen_account_id, lifecycle_group);
create index rezen_transactions_closing_idx on $schema$.rezen_transactions (rezen_account_id, closing_date);
-- A listing that arrives looks for the deals that were made from it.
create index rezen_transactions_built_from_idx on $schema$.rezen_transactions (rezen_account_id, built_from_transaction_id_raw) where built_from_transaction_id_raw is not null;
create index rezen_transactions_unresolved_idx on $schema$.rezen_transactions (rezen_account_id) where unresolved_refs <> '{}';

-- Listings, of all lifecycle groups: at the vendor a listing has the shape of a deal.
create table $schema$.rezen_listings (
    id                             bigint generated always as identity primary key,
    created_at                     timestamptz not null default now(),
    rezen_account_id               bigint not null references $schema$.rezen_accounts (id) on delete cascade,

    updated_at                     timestamptz not null default now(),
    listing_id_raw                 text not null,
    lifecycle_group                text,
    -- False for a row of a list whose detail was not read.
    has_detail                     boolean,
    -- Whose list it was read from: the vendor gives a deal to each of its agents.
    owner_agent_id_raw             text,
    code                           text,
    rezen_created_at               timestamptz,
    rezen_updated_at               timestamptz,
    is_listing                     boolean,
    is_closed                      boolean,
    is_terminated                  boolean,
    kind                           text,
    transaction_type               text,
    deal_type                      text,
    property_type                  text,
    lifecycle_state                text,
    lifecycle_description          text,
    transaction_status             text,
    compliance_status              text,
    compliant_at                   timestamptz,
    address_one_line               text,
    address_street                 text,
    address_street2                text,
    address_unit                   text,
    address_city                   text,
    address_state                  text,
    address_zip                    text,
    address_county                 text,
    address_country                text,
    price_amount                   numeric(18,2),
    price_currency                 text,
    sale_commission_percent        numeric(9,6),
    sale_commission_amount         numeric(18,2),
    sale_commission_currency       text,
    listing_commission_percent     numeric(9,6),
    listing_commission_amount      numeric(18,2),
    listing_commission_currency    text,
    gross_commission_amount        numeric(18,2),
    gross_commission_currency      text,
    gross_commission_percent       numeric(9,6),
    -- The view of the key's owner: it differs from key to key.
    my_net_payout_amount           numeric(18,2),
    my_net_payout_currency         text,
    currency                       text,
    -- Participant id of the owner; its agent and name come from the participants.
    transaction_owner_id_raw       text,
    transaction_owner_agent_id_raw text,
    transaction_owner_name         text,
    transaction_owner_email        text,
    representation                 text,
    office_id_raw                  text,
    office_name                    text,
    team_id_raw                    text,
    listing_date                   date,
    listing_expiration_date        date,
    -- A number at the vendor, midnight UTC of the closing day.
    closed_at                      timestamptz,
    rezen_closed_at                timestamptz,
    mls_number                     text,
    lead_source_id_raw             text,
    lead_source_name               text,
    checklist_id_raw               text,
    dropbox_id_raw                 text,
    personal_deal                  boolean,
    zero_commission_deal           boolean,
    year_built                     integer,
    in_contract_transaction_id_raw text,
    built_from_transaction_id_raw  text,
    -- The row of rezen_transactions that in_contract_transaction_id_raw names.
    rezen_transaction_id           bigint,
    participants                   jsonb,
    other_participants             jsonb,
    fmls_info                      jsonb,
    user_id                        bigint,

    raw                            jsonb not null,
    raw_original                   bytea,
    content_hash                   bytea not null,
    vendor_updated_at              timestamptz,
    first_seen_at                  timestamptz not null,
    last_seen_at                   timestamptz not null,
    synced_at                      timestamptz not null,
    sync_run_id                    uuid,
    deleted_at                     timestamptz,
    deleted_source                 text,
    unresolved_refs                text[] not null default '{}',

    constraint rezen_listings_vendor_key unique (rezen_account_id, listing_id_raw),
    constraint rezen_listings_deleted_check check ((deleted_at is null) = (deleted_source is null))
) with (autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_insert_scale_factor = 0.1, autovacuum_analyze_scale_factor = 0.02);

create index rezen_listings_updated_idx on $schema$.rezen_listings (rezen_account_id, rezen_updated_at);
create index rezen_listings_group_idx on $schema$.rezen_listings (rezen_account_id, lifecycle_group);
-- A deal that arrives looks for the listing that it was made from.
create index rezen_listings_in_contract_idx on $schema$.rezen_listings (rezen_account_id, in_contract_transaction_id_raw) where in_contract_transaction_id_raw is not null;
create index rezen_listings_unresolved_idx on $schema$.rezen_listings (rezen_account_id) where unresolved_refs <> '{}';

-- Revenue share contributions. The vendor's id, or a hash of what identifies the row where it gives none.
create table $schema$.rezen_contributions (
    id                       bigint generated always as identity primary key,
    created_at               timestamptz not null default now(),
    rezen_account_id         bigint not null references $schema$.rezen_accounts (id) on delete cascade,

    updated_at               timestamptz not null default now(),
    contribution_id_raw      text not null,
    owner_agent_id_raw       text,
    tier                     integer,
    contributor_agent_id_raw text,
    contributor_name         text,
    contributor_first_name   text,
    contributor_last_name    text,
    transaction_id_raw       text,
    rezen_transaction_id     bigint,
    amount                   numeric(18,2),
    currency                 text,
    status                   text,
    contribution_type        text,
    missed                   boolean,
    contribution_date        timestamptz,
    paid_at                  timestamptz,
    rezen_created_at         timestamptz,
    transaction_closed_at    timestamptz,
    -- The window that it was read in.
    period_start             date,
    period_end               date,
    user_id                  bigint,

    raw                      jsonb not null,
    raw_original             bytea,
    content_hash             bytea not null,
    vendor_updated_at        timestamptz,
    first_seen_at            timestamptz not null,
    last_seen_at             timestamptz not null,
    synced_at                timestamptz not null,
    sync_run_id              uuid,
    deleted_at               timestamptz,
    deleted_source           text,
    unresolved_refs          text[] not null default '{}',

    constraint rezen_contributions_vendor_key unique (rezen_account_id, contribution_id_raw),
    constraint rezen_contributions_deleted_check check ((deleted_at is null) = (deleted_source is null))
) with (autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_insert_scale_factor = 0.1, autovacuum_analyze_scale_factor = 0.02);

create index rezen_contributions_contributor_idx on $schema$.rezen_contributions (rezen_account_id, contributor_agent_id_raw);
create index rezen_contributions_date_idx on $schema$.rezen_contributions (rezen_account_id, contribution_date);
-- Most contributions come from deals of others, which never arrive: those that wait are found by the deal.
create index rezen_contributions_unresolved_idx on $schema$.rezen_contributions (rezen_account_id, transaction_id_raw) where unresolved_refs <> '{}';

-- Contributions that are not paid yet. Each read gives all of them: what is no longer among them is marked as deleted.
create table $schema$.rezen_pending_contributions (
    id                       bigint generated always as identity primary key,
    created_at               timestamptz not null default now(),
    rezen_account_id         bigint not null references $schema$.rezen_accounts (id) on delete cascade,

    updated_at               timestamptz not null default now(),
    contribution_id_raw      text not null,
    owner_agent_id_raw       text,
    tier                     integer,
    contributor_agent_id_raw text,
    contributor_name         text,
    contributor_first_name   text,
    contributor_last_name    text,
    transaction_id_raw       text,
    rezen_transaction_id     bigint,
    amount                   numeric(18,2),
    currency                 text,
    status                   text,
    contribution_type        text,
    transaction_type         text,
    deal_type                text,
    transaction_status       text,
    pending_reason           text,
    contribution_date        timestamptz,
    processing_date          timestamptz,
    closing_date             date,
    user_id                  bigint,

    raw                      jsonb not null,
    raw_original             bytea,
    content_hash             bytea not null,
    vendor_updated_at        timestamptz,
    first_seen_at            timestamptz not null,
    last_seen_at             timestamptz not null,
    synced_at                timestamptz not null,
    sync_run_id              uuid,
    deleted_at               timestamptz,
    deleted_source           text,
    unresolved_refs          text[] not null default '{}',

    constraint rezen_pending_contributions_vendor_key unique (rezen_account_id, contribution_id_raw),
    constraint rezen_pending_contributions_deleted_check check ((deleted_at is null) = (deleted_source is null))
) with (autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_insert_scale_factor = 0.1, autovacuum_analyze_scale_factor = 0.02);

create index rezen_pending_contributions_contributor_idx on $schema$.rezen_pending_contributions (rezen_account_id, contributor_agent_id_raw);
create index rezen_pending_contributions_unresolved_idx on $schema$.rezen_pending_contributions (rezen_account_id, transaction_id_raw) where unresolved_refs <> '{}';

-- Outgoing revenue share payments.
create table $schema$.rezen_revshare_payments (
    id                 bigint generated always as identity primary key,
    created_at         timestamptz not null default now(),
    rezen_account_id   bigint not null references $schema$.rezen_accounts (id) on delete cascade,

    updated_at         timestamptz not null default now(),
    payment_id_raw     text not null,
    owner_agent_id_raw text,
    amount             numeric(18,2),
    currency           text,
    status             text,
    payment_method     text,
    payment_reference  text,
    payment_date       timestamptz,
    rezen_created_at   timestamptz,
    period_start       date,
    period_end         date,
    notes              text,
    user_id            bigint,

    raw                jsonb not null,
    raw_original       bytea,
    content_hash       bytea not null,
    vendor_updated_at  timestamptz,
    first_seen_at      timestamptz not null,
    last_seen_at       timestamptz not null,
    synced_at          timestamptz not null,
    sync_run_id        uuid,
    deleted_at         timestamptz,
    deleted_source     text,
    unresolved_refs    text[] not null default '{}',

    constraint rezen_revshare_payments_vendor_key unique (rezen_account_id, payment_id_raw),
    constraint rezen_revshare_payments_deleted_check check ((deleted_at is null) = (deleted_source is null))
);

create index rezen_revshare_payments_date_idx on $schema$.rezen_revshare_payments (rezen_account_id, payment_date);
create index rezen_revshare_payments_unresolved_idx on $schema$.rezen_revshare_payments (rezen_account_id) where unresolved_refs <> '{}';

-- Down-line of the owner: one row per agent. An agent whose tier changes has moved; the tier is no part of the key.
create table $schema$.rezen_network_members (
    id                    bigint generated always as identity primary key,
    created_at            timestamptz not null default now(),
    rezen_account_id      bigint not null references $schema$.rezen_accounts (id) on delete cascade,

    updated_at            timestamptz not null default now(),
    downline_agent_id_raw text not null,
    owner_agent_id_raw    text,
    tier                  integer,
    first_name            text,
    last_name             text,
    email                 text,
    phone                 text,
    status                text,
    join_date             date,
    terminated_as_of      date,
    anniversary_date      date,
    rezen_created_at      timestamptz,
    size_of_network       integer,
    avatar                text,
    sponsor_agent_id_raw  text,
    sponsor_name          text,
    sponsorship_type      text,
    co_sponsor            text,
    unlocking             boolean,
    unlocking_expiry_date date,
    user_id               bigint,

    raw                   jsonb not null,
    raw_original          bytea,
    content_hash          bytea not null,
    vendor_updated_at     timestamptz,
    first_seen_at         timestamptz not null,
    last_seen_at          timestamptz not null,
    synced_at             timestamptz not null,
    sync_run_id           uuid,
    deleted_at            timestamptz,
    deleted_source        text,
    unresolved_refs       text[] not null default '{}',

    constraint rezen_network_members_vendor_key unique (rezen_account_id, downline_agent_id_raw),
    constraint rezen_network_members_deleted_check check ((deleted_at is null) = (deleted_source is null))
) with (autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_insert_scale_factor = 0.1, autovacuum_analyze_scale_factor = 0.02);

create index rezen_network_members_tier_idx on $schema$.rezen_network_members (rezen_account_id, tier, status);
create index rezen_network_members_unresolved_idx on $schema$.rezen_network_members (rezen_account_id) where unresolved_refs <> '{}';

-- Agents that the owner sponsors himself.
create table $schema$.rezen_frontline_agents (
    id                 bigint generated always as identity primary key,
    created_at         timestamptz not null default now(),
    rezen_account_id   bigint not null references $schema$.rezen_accounts (id) on delete cascade,

    updated_at         timestamptz not null default now(),
    agent_id_raw       text not null,
    owner_agent_id_raw text,
    first_name         text,
    last_name          text,
    email              text,
    phone              text,
    status             text,
    size_of_network    integer,
    join_date          date,
    avatar             text,
    user_id            bigint,

    raw                jsonb not null,
    raw_original       bytea,
    content_hash       bytea not null,
    vendor_updated_at  timestamptz,
    first_seen_at      timestamptz not null,
    last_seen_at       timestamptz not null,
    synced_at          timestamptz not null,
    sync_run_id        uuid,
    deleted_at         timestamptz,
    deleted_source     text,
    unresolved_refs    text[] not null default '{}',

    constraint rezen_frontline_agents_vendor_key unique (rezen_account_id, agent_id_raw),
    constraint rezen_frontline_agents_deleted_check check ((deleted_at is null) = (deleted_source is null))
);

create index rezen_frontline_agents_unresolved_idx on $schema$.rezen_frontline_agents (rezen_account_id) where unresolved_refs <> '{}';

-- Sponsors above the owner; level 1 is the direct one. A tree with a cycle has one agent at two levels.
create table $schema$.rezen_sponsors (
    id                 bigint generated always as identity primary key,
    created_at         timestamptz not null default now(),
    rezen_account_id   bigint not null references $schema$.rezen_accounts (id) on delete cascade,

    updated_at         timestamptz not null default now(),
    agent_id_raw       text not null,
    level              bigint not null,
    owner_agent_id_raw text,
    first_name         text,
    last_name          text,
    email              text,
    phone              text,
    status             text,
    avatar             text,
    user_id            bigint,

    raw                jsonb not null,
    raw_original       bytea,
    content_hash       bytea not null,
    vendor_updated_at  timestamptz,
    first_seen_at      timestamptz not null,
    last_seen_at       timestamptz not null,
    synced_at          timestamptz not null,
    sync_run_id        uuid,
    deleted_at         timestamptz,
    deleted_source     text,
    unresolved_refs    text[] not null default '{}',

    constraint rezen_sponsors_vendor_key unique (rezen_account_id, agent_id_raw, level),
    constraint rezen_sponsors_deleted_check check ((deleted_at is null) = (deleted_source is null))
);

create index rezen_sponsors_unresolved_idx on $schema$.rezen_sponsors (rezen_account_id) where unresolved_refs <> '{}';

-- Caps of the owner and of the agents below him.
create table $schema$.rezen_agent_caps (
    id                        bigint generated always as identity primary key,
    created_at                timestamptz not null default now(),
    rezen_account_id          bigint not null references $schema$.rezen_accounts (id) on delete cascade,

    updated_at                timestamptz not null default now(),
    agent_id_raw              text not null,
    owner_agent_id_raw        text,
    -- visible, or not_visible where the vendor refuses to show it.
    visibility                text,
    capped                    boolean,
    cap_amount                numeric(18,2),
    cap_amount_paid           numeric(18,2),
    team_cap_amount           numeric(18,2),
    team_cap_amount_paid      numeric(18,2),
    brokerage_cap_amount      numeric(18,2),
    brokerage_cap_amount_paid numeric(18,2),
    currency                  text,
    anniversary_date          date,
    user_id                   bigint,

    raw                       jsonb not null,
    raw_original              bytea,
    content_hash              bytea not null,
    vendor_updated_at         timestamptz,
    first_seen_at             timestamptz not null,
    last_seen_at              timestamptz not null,
    synced_at                 timestamptz not null,
    sync_run_id               uuid,
    deleted_at                timestamptz,
    deleted_source            text,
    unresolved_refs           text[] not null default '{}',

    constraint rezen_agent_caps_vendor_key unique (rezen_account_id, agent_id_raw),
    constraint rezen_agent_caps_deleted_check check ((deleted_at is null) = (deleted_source is null))
) with (autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_insert_scale_factor = 0.1, autovacuum_analyze_scale_factor = 0.02);

create index rezen_agent_caps_unresolved_idx on $schema$.rezen_agent_caps (rezen_account_id) where unresolved_refs <> '{}';

-- Rosters of the teams of the owner: one row per membership, with the team and the agent. An agent of several teams has several.
create table $schema$.rezen_team_members (
    id                          bigint generated always as identity primary key,
    created_at                  timestamptz not null default now(),
    rezen_account_id            bigint not null references $schema$.rezen_accounts (id) on delete cascade,

    updated_at                  timestamptz not null default now(),
    member_id_raw               text not null,
    team_id_raw                 text,
    team_name                   text,
    team_type                   text,
    team_status                 text,
    team_country                text,
    team_created_at             timestamptz,
    team_updated_at             timestamptz,
    team_config_id_raw          text,
    team_commission_plan_id_raw text,
    team_max_teammates          integer,
    team_max_leaders            integer,
    team_visibility             text,
    team_collaboration_mode     text,
    -- Everything else of the team, its config included; the lists of people are not repeated here.
    team                        jsonb,
    agent_id_raw                text,
    key_maker_id_raw            text,
    sky_slope_id_raw            text,
    sky_slope_public_id         text,
    agent_status                text,
    agent_type                  text,
    agent_account_country       text,
    first_name                  text,
    middle_name                 text,
    last_name                   text,
    full_name                   text,
    email                       text,
    phone                       text,
    title                       text,
    avatar                      text,
    company                     text,
    join_date                   date,
    anniversary_date            date,
    last_anniversary_date       date,
    next_anniversary_date       date,
    administrative_area_ids     text[],
    divisions                   jsonb,
    opted_into_sms              boolean,
    agent_created_at            timestamptz,
    agent_updated_at            timestamptz,
    roles                       text[],
    flex_roles                  text[],
    invitation_status           text,
    -- Whole percents, as the vendor has them in rosters: 50 is 50 %.
    member_commission_split     numeric(9,6),
    leader_split                numeric(9,6),
    real_cap                    numeric(18,2),
    leader_fee_splits           jsonb,
    teammate_leader_splits      jsonb,
    teammate_fee_splits         jsonb,
    user_id                     bigint,

    raw                         jsonb not null,
    raw_original                bytea,
    content_hash                bytea not null,
    vendor_updated_at           timestamptz,
    first_seen_at               timestamptz not null,
    last_seen_at                timestamptz not null,
    synced_at                   timestamptz not null,
    sync_run_id                 uuid,
    deleted_at                  timestamptz,
    deleted_source              text,
    unresolved_refs             text[] not null default '{}',

    constraint rezen_team_members_vendor_key unique (rezen_account_id, member_id_raw),
    constraint rezen_team_members_deleted_check check ((deleted_at is null) = (deleted_source is null))
);

create index rezen_team_members_team_idx on $schema$.rezen_team_members (rezen_account_id, team_id_raw);
create index rezen_team_members_agent_idx on $schema$.rezen_team_members (rezen_account_id, agent_id_raw);
create index rezen_team_members_unresolved_idx on $schema$.rezen_team_members (rezen_account_id) where unresolved_refs <> '{}';

-- The owner's own profile.
create table $schema$.agent_rezen (
    id                                 bigint generated always as identity primary key,
    created_at                         timestamptz not null default now(),
    rezen_account_id                   bigint not null references $schema$.rezen_accounts (id) on delete cascade,

    updated_at                         timestamptz not null default now(),
    agent_id                           bigint references $schema$.agent (id) on delete set null,
    agent_id_raw                       text not null,
    key_maker_id_raw                   text,
    sky_slope_id_raw                   text,
    sky_slope_public_id                text,
    agent_status                       text,
    agent_type                         text,
    agent_account_country              text,
    first_name                         text,
    middle_name                        text,
    last_name                          text,
    full_name                          text,
    email                              text,
    phone                              text,
    title                              text,
    avatar                             text,
    company                            text,
    join_date                          date,
    anniversary_date                   date,
    last_anniversary_date              date,
    next_anniversary_date              date,
    administrative_area_ids            text[],
    divisions                          jsonb,
    opted_into_sms                     boolean,
    agent_created_at                   timestamptz,
    agent_updated_at                   timestamptz,
    display_name                       text,
    size_of_network                    integer,
    cap_amount                         numeric(18,2),
    cap_amount_paid                    numeric(18,2),
    team_cap_amount                    numeric(18,2),
    team_cap_amount_paid               numeric(18,2),
    brokerage_cap_amount               numeric(18,2),
    brokerage_cap_amount_paid          numeric(18,2),
    capped                             boolean,
    -- visible, or not_visible where the vendor refuses to show the cap.
    visibility                         text,
    -- Names that an integrator keeps, filled where the vendor sends them.
    sponsor_agent_id_raw               text,
    elite                              boolean,
    unlocked                           boolean,
    needs_mentorship                   boolean,
    is_director                        boolean,
    is_leader                          boolean,
    is_mentor                          boolean,
    capped_at                          timestamptz,
    annual_cap                         numeric(18,2),
    group_team_cap                     numeric(18,2),
    sponsor_producing_grace_period_end timestamptz,
    grace_period_end                   timestamptz,
    deferred_cap_end_date              timestamptz,
    leader_split                       numeric(9,6),
    member_commission_split            numeric(9,6),
    pre_cap_real_commission_split      numeric(9,6),
    pre_cap_fee                        numeric(18,2),
    post_cap_fee                       numeric(18,2),
    normal_team_lead_annual_cap        numeric(18,2),
    pays_leader_split                  boolean,
    office_id_raw                      text,
    office_name                        text,
    team_id_raws                       text[],
    offices                            jsonb,
    teams                              jsonb,
    administrative_areas               jsonb,
    user_id                            bigint,

    raw                                jsonb not null,
    raw_original                       bytea,
    content_hash                       bytea not null,
    vendor_updated_at                  timestamptz,
    first_seen_at                      timestamptz not null,
    last_seen_at                       timestamptz not null,
    synced_at                          timestamptz not null,
    sync_run_id                        uuid,
    deleted_at                         timestamptz,
    deleted_source                     text,
    unresolved_refs                    text[] not null default '{}',

    constraint agent_rezen_vendor_key unique (rezen_account_id, agent_id_raw),
    constraint agent_rezen_deleted_check check ((deleted_at is null) = (deleted_source is null))
);

create index agent_rezen_agent_idx on $schema$.agent_rezen (agent_id);
create index agent_rezen_unresolved_idx on $schema$.agent_rezen (rezen_account_id) where unresolved_refs <> '{}';

-- Whose key an account is: made of agent_rezen by a projection. One row per account; user_id is null where the account belongs to no user of the host.
create table $schema$.user_rezen (
    id                bigint generated always as identity primary key,
    created_at        timestamptz not null default now(),
    rezen_account_id  bigint not null references $schema$.rezen_accounts (id) on delete cascade,

    updated_at        timestamptz not null default now(),
    user_id           bigint,
    agent_id_raw      text,
    email             text,
    first_name        text,
    last_name         text,
    team_id_raws      text[],
    office_id_raw     text,
    office_name       text,
    key_verified_at   timestamptz,
    credentials_id    bigint references $schema$.credentials (id) on delete set null,

    raw               jsonb not null,
    raw_original      bytea,
    content_hash      bytea not null,
    vendor_updated_at timestamptz,
    first_seen_at     timestamptz not null,
    last_seen_at      timestamptz not null,
    synced_at         timestamptz not null,
    sync_run_id       uuid,
    deleted_at        timestamptz,
    deleted_source    text,
    unresolved_refs   text[] not null default '{}',

    constraint user_rezen_account_key unique (rezen_account_id),
    constraint user_rezen_deleted_check check ((deleted_at is null) = (deleted_source is null))
);

create index user_rezen_user_idx on $schema$.user_rezen (user_id);
create index user_rezen_agent_idx on $schema$.user_rezen (agent_id_raw);
create index user_rezen_credentials_idx on $schema$.user_rezen (credentials_id) where credentials_id is not null;
create index user_rezen_unresolved_idx on $schema$.user_rezen (rezen_account_id) where unresolved_refs <> '{}';

-- Stock awards and purchases, where an endpoint of them is configured.
create table $schema$.rezen_equity_grants (
    id                 bigint generated always as identity primary key,
    created_at         timestamptz not null default now(),
    rezen_account_id   bigint not null references $schema$.rezen_accounts (id) on delete cascade,

    updated_at         timestamptz not null default now(),
    grant_id_raw       text not null,
    owner_agent_id_raw text,
    transaction_type   text,
    status             text,
    grant_type         text,
    -- Shares, price of one and value.
    amount             numeric(18,6),
    price              numeric(18,6),
    value              numeric(18,6),
    currency           text,
    transaction_date   timestamptz,
    vesting_date       date,
    expiration_date    date,
    transaction_id_raw text,
    source             text,
    notes              text,
    user_id            bigint,

    raw                jsonb not null,
    raw_original       bytea,
    content_hash       bytea not null,
    vendor_updated_at  timestamptz,
    first_seen_at      timestamptz not null,
    last_seen_at       timestamptz not null,
    synced_at          timestamptz not null,
    sync_run_id        uuid,
    deleted_at         timestamptz,
    deleted_source     text,
    unresolved_refs    text[] not null default '{}',

    constraint rezen_equity_grants_vendor_key unique (rezen_account_id, grant_id_raw),
    constraint rezen_equity_grants_deleted_check check ((deleted_at is null) = (deleted_source is null))
);

create index rezen_equity_grants_unresolved_idx on $schema$.rezen_equity_grants (rezen_account_id) where unresolved_refs <> '{}';

-- Referral codes and the links made of them: from a template, from a configured endpoint, or written by the host.
create table $schema$.rezen_referral_code (
    id                bigint generated always as identity primary key,
    created_at        timestamptz not null default now(),
    rezen_account_id  bigint not null references $schema$.rezen_accounts (id) on delete cascade,

    updated_at        timestamptz not null default now(),
    agent_id_raw      text not null,
    agent_id          bigint references $schema$.agent (id) on delete set null,
    code              text,
    url               text,
    status            text,
    user_id           bigint,

    raw               jsonb not null default '{}',
    raw_original      bytea,
    content_hash      bytea not null default '',
    vendor_updated_at timestamptz,
    first_seen_at     timestamptz not null default now(),
    last_seen_at      timestamptz not null default now(),
    synced_at         timestamptz not null default now(),
    sync_run_id       uuid,
    deleted_at        timestamptz,
    deleted_source    text,
    unresolved_refs   text[] not null default '{}',

    constraint rezen_referral_code_vendor_key unique (rezen_account_id, agent_id_raw),
    constraint rezen_referral_code_code_key unique (rezen_account_id, code),
    constraint rezen_referral_code_deleted_check check ((deleted_at is null) = (deleted_source is null))
);

create index rezen_referral_code_agent_idx on $schema$.rezen_referral_code (agent_id) where agent_id is not null;
create index rezen_referral_code_unresolved_idx on $schema$.rezen_referral_code (rezen_account_id) where unresolved_refs <> '{}';
