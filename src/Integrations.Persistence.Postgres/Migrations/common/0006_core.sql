-- Core tables: vendor-neutral entities that projections fill. Each row knows where it came from (lineage): sync_source, source_account_id, source_external_id and, where
-- several mirror tables feed one core table, source_table. A row that the host wrote itself has no lineage (all null) and is never touched by a projection.
-- What the vendor no longer has is marked (deleted_at), not removed: tables of the host may refer to it, and the vendor may bring it back. Live rows: deleted_at is null.
--
-- The host's own user, team, office and prospect ids are plain numbers: the library does not own those tables.

create table $schema$.address (
    id                 bigint generated always as identity primary key,
    created_at         timestamptz not null default now(),
    updated_at         timestamptz not null default now(),
    one_line           text,
    street             text,
    street2            text,
    unit               text,
    city               text,
    state              text,
    zip                text,
    county             text,
    country            text,
    latitude           numeric(9,6),
    longitude          numeric(9,6),
    normalized_hash    bytea,
    geocoded_at        timestamptz,
    sync_source        text,
    source_account_id  bigint,
    source_external_id text,
    source_staging_id  bigint,
    deleted_at         timestamptz,
    unresolved_refs    text[]      not null default '{}',
    constraint address_lineage_key unique (sync_source, source_account_id, source_external_id)
);

-- Within the account it came from: addresses of two customers are never shared. A host's own addresses (no account) are shared among themselves.
create unique index address_hash_key on $schema$.address (source_account_id, normalized_hash) nulls not distinct where normalized_hash is not null;

create table $schema$.agent (
    id                 bigint generated always as identity primary key,
    created_at         timestamptz not null default now(),
    updated_at         timestamptz not null default now(),
    display_name       text,
    first_name         text,
    last_name          text,
    email              text,
    phone              text,
    agent_id_raw       text,
    agent_status       text,
    type               text,
    title              text,
    avatar             text,
    source             text,
    city               text,
    state              text,
    state_abbreviation text,
    birthdate          text,
    join_date          date,
    anniversary_date   date,
    real_agent         boolean,
    active_on_team     boolean,
    is_demo            boolean,
    brokerage_id       bigint,
    home_address_id    bigint      references $schema$.address (id) on delete set null,
    team_id            bigint,
    user_id            bigint,
    commission_plan_id bigint,
    sync_source        text,
    source_account_id  bigint,
    source_external_id text,
    source_staging_id  bigint,
    deleted_at         timestamptz,
    unresolved_refs    text[]      not null default '{}',
    constraint agent_lineage_key unique (sync_source, source_account_id, source_external_id)
);

-- The reference schema's api_key column is not carried over: secrets are in credentials, encrypted.
create index agent_raw_idx on $schema$.agent (agent_id_raw);
create index agent_user_idx on $schema$.agent (user_id);
create index agent_team_idx on $schema$.agent (team_id);
create index agent_email_idx on $schema$.agent (email);

create table $schema$.listing (
    id                         bigint generated always as identity primary key,
    created_at                 timestamptz not null default now(),
    updated_at                 timestamptz not null default now(),
    status                     text,
    list_price                 numeric(18,2),
    listing_date               date,
    expiration_date            date,
    closed_at                  date,
    terminated_at              date,
    days_on_market             integer,
    property_type              text,
    mls_number                 text,
    listing_id_raw             text,
    data_source                text,
    is_demo                    boolean,
    closed                     boolean,
    terminated                 boolean,
    address_id                 bigint      references $schema$.address (id) on delete set null,
    transaction_owner_agent_id bigint      references $schema$.agent (id) on delete set null,
    team_owner_agent_id        bigint      references $schema$.agent (id) on delete set null,
    team_id                    bigint,
    office_id                  bigint,
    user_id                    bigint,
    converted_transaction_id   bigint,
    sync_source                text,
    source_account_id          bigint,
    source_external_id         text,
    source_staging_id          bigint,
    deleted_at                 timestamptz,
    unresolved_refs            text[]      not null default '{}',
    constraint listing_lineage_key unique (sync_source, source_account_id, source_external_id),
    constraint listing_raw_key unique (data_source, source_account_id, listing_id_raw)
);

create index listing_owner_idx on $schema$.listing (transaction_owner_agent_id);
create index listing_user_idx on $schema$.listing (user_id, status);

create table $schema$.transaction (
    id                         bigint generated always as identity primary key,
    created_at                 timestamptz not null default now(),
    updated_at                 timestamptz not null default now(),
    status                     text,
    transaction_type           text,
    stage                      text,
    lifecycle_state            text,
    contract_date              date,
    closing_date               date,
    listing_date               date,
    firm_date                  date,
    sale_price                 numeric(18,2),
    list_price                 numeric(18,2),
    gross_commission           numeric(18,2),
    net_payout                 numeric(18,2),
    transaction_id_raw         text,
    rezen_code                 text,
    property_type              text,
    mls_num                    text,
    representation             text,
    team_id_raw                text,
    last_updated               timestamptz,
    terminated                 boolean,
    closed                     boolean,
    transaction_owner_name     text,
    transaction_owner_email    text,
    sync_source                text,
    listing_id                 bigint      references $schema$.listing (id) on delete set null,
    address_id                 bigint      references $schema$.address (id) on delete set null,
    user_id                    bigint,
    team_id                    bigint,
    transaction_owner_agent_id bigint      references $schema$.agent (id) on delete set null,
    team_owner_agent_id        bigint      references $schema$.agent (id) on delete set null,
    office_id                  bigint,
    is_demo                    boolean,
    currency                   char(3),
    lead_source                text,
    lead_type                  text,
    source_account_id          bigint,
    source_external_id         text,
    source_staging_id          bigint,
    deleted_at                 timestamptz,
    unresolved_refs            text[]      not null default '{}',
    constraint transaction_lineage_key unique (sync_source, source_account_id, source_external_id),
    constraint transaction_raw_key unique (sync_source, source_account_id, transaction_id_raw)
);

create index transaction_owner_idx on $schema$.transaction (transaction_owner_agent_id);
create index transaction_team_idx on $schema$.transaction (team_id, closing_date);
create index transaction_user_idx on $schema$.transaction (user_id, status);
create index transaction_listing_idx on $schema$.transaction (listing_id);

alter table $schema$.listing add constraint listing_converted_fkey foreign key (converted_transaction_id) references $schema$.transaction (id) on delete set null;

create table $schema$.participant (
    id                 bigint generated always as identity primary key,
    created_at         timestamptz not null default now(),
    updated_at         timestamptz not null default now(),
    role               text,
    status             text,
    first_name         text,
    last_name          text,
    email              text,
    phone              text,
    company            text,
    is_real_agent      boolean,
    paid_by_real       boolean,
    external           boolean,
    commission_split   numeric(9,6),
    gross_commission   numeric(18,2),
    net_payout         numeric(18,2),
    paid               boolean,
    paid_at            timestamptz,
    last_updated       timestamptz,
    agent_id_raw       text,
    participant_id_raw text,
    transaction_id     bigint      references $schema$.transaction (id) on delete cascade,
    listing_id         bigint      references $schema$.listing (id) on delete cascade,
    agent_id           bigint      references $schema$.agent (id) on delete set null,
    address_id         bigint      references $schema$.address (id) on delete set null,
    user_id            bigint,
    is_transaction     boolean     generated always as (transaction_id is not null) stored,
    is_listing         boolean     generated always as (listing_id is not null) stored,
    side               text,
    sync_source        text,
    source_account_id  bigint,
    source_external_id text,
    source_staging_id  bigint,
    deleted_at         timestamptz,
    unresolved_refs    text[]      not null default '{}',
    constraint participant_lineage_key unique (sync_source, source_account_id, source_external_id),
    constraint participant_transaction_key unique (transaction_id, participant_id_raw),
    constraint participant_listing_key unique (listing_id, participant_id_raw),
    -- At most one parent, not exactly one: a contact of a customer database (Follow Up Boss people) belongs to no transaction and no listing.
    constraint participant_parent_check check (num_nonnulls(transaction_id, listing_id) <= 1)
) with (autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_insert_scale_factor = 0.1, autovacuum_analyze_scale_factor = 0.02);

create index participant_agent_idx on $schema$.participant (agent_id);
create index participant_unlinked_idx on $schema$.participant (agent_id_raw) where agent_id is null;
create index participant_email_idx on $schema$.participant (email);

create table $schema$.contact_log (
    id                 bigint generated always as identity primary key,
    created_at         timestamptz not null default now(),
    updated_at         timestamptz not null default now(),
    user_id            bigint,
    agent_id           bigint      references $schema$.agent (id) on delete set null,
    prospect_id        bigint,
    contact_type       text,
    note               text,
    contacted_at       timestamptz,
    -- Row id of fub_people. No foreign key: that table exists only where Follow Up Boss is registered.
    fub_people_id      bigint,
    source_table       text,
    source_id          bigint,
    direction          text,
    sync_source        text,
    source_account_id  bigint,
    source_external_id text,
    source_staging_id  bigint,
    deleted_at         timestamptz,
    unresolved_refs    text[]      not null default '{}',
    constraint contact_log_source_key unique (source_table, source_id),
    -- Calls, messages and appointments have id spaces of their own, so the table they came from is part of the lineage.
    constraint contact_log_lineage_key unique (sync_source, source_account_id, source_table, source_external_id)
) with (autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_insert_scale_factor = 0.1, autovacuum_analyze_scale_factor = 0.02);

create index contact_log_agent_idx on $schema$.contact_log (agent_id, contacted_at desc);
create index contact_log_people_idx on $schema$.contact_log (fub_people_id, contacted_at desc);
