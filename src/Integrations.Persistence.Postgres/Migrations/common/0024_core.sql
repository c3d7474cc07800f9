-- Core tables of deals, teams, networks and money. Lineage, marks of deletion and rows of the host: as for the core tables before them.
-- Rates are fractions (0.03 is 3 %). user_id and, where no table is named, team_id are the host's numbers.
-- Everything that refers to another core table has an index on it: deleting a row looks for those that refer to it.

create table $schema$.office (
    id                 bigint generated always as identity primary key,
    created_at         timestamptz not null default now(),
    updated_at         timestamptz not null default now(),
    name               text,
    office_id_raw      text,
    state              text,
    seen_at            timestamptz,
    sync_source        text,
    source_account_id  bigint,
    source_external_id text,
    source_staging_id  bigint,
    deleted_at         timestamptz,
    unresolved_refs    text[] not null default '{}',
    constraint office_lineage_key unique (sync_source, source_account_id, source_external_id)
);

-- Not checked for rows that are there already: a host may have written numbers of its own.
alter table $schema$.transaction add constraint transaction_office_fkey foreign key (office_id) references $schema$.office (id) on delete set null not valid;
alter table $schema$.listing add constraint listing_office_fkey foreign key (office_id) references $schema$.office (id) on delete set null not valid;
create index transaction_office_idx on $schema$.transaction (office_id) where office_id is not null;
create index listing_office_idx on $schema$.listing (office_id) where office_id is not null;

-- The deals of a user by closing date, whatever their status.
create index transaction_closing_idx on $schema$.transaction (user_id, closing_date);

-- An agent that is known only as somebody's counterpart has the names of the latest mention.
alter table $schema$.agent add column seen_at timestamptz;

-- Two vendors may have accounts of the same number.
drop index $schema$.address_hash_key;
create unique index address_hash_key on $schema$.address (sync_source, source_account_id, normalized_hash) nulls not distinct where normalized_hash is not null;

-- Same address, same hash: upper and lower case, and blanks around, make no difference.
create function $schema$.address_hash(street text, street2 text, unit text, city text, state text, zip text) returns bytea language sql immutable parallel safe as $body$
  select sha256(convert_to(lower(btrim(coalesce(street, '')) || '|' || btrim(coalesce(street2, '')) || '|' || btrim(coalesce(unit, '')) || '|' || btrim(coalesce(city, '')) || '|'
    || btrim(coalesce(state, '')) || '|' || btrim(coalesce(zip, ''))), 'UTF8'))
$body$;

-- A mail address as people are matched by it. Null when it is none.
create function $schema$.email_norm(value text) returns text language sql immutable parallel safe as $body$
  select case when value like '%_@_%' then lower(btrim(value)) end
$body$;

-- A phone number of the United States or Canada in E.164. Null when it has neither 10 digits nor 11 with a leading 1.
create function $schema$.phone_norm(value text) returns text language sql immutable parallel safe as $body$
  select case when d ~ '^1?[2-9][0-9]{9}$' then '+1' || right(d, 10) end from (select regexp_replace(value, '[^0-9]', '', 'g') as d) x
$body$;

-- A number out of a payload: a JSON number, digits in a string, or an object with an amount. Null when it is none, or beyond what a column holds.
create function $schema$.json_number(value jsonb, beyond numeric) returns numeric language sql immutable parallel safe as $body$
  select case when x.n > -beyond and x.n < beyond then x.n end
  from (
    select case when jsonb_typeof(v) = 'number' then v::numeric when jsonb_typeof(v) = 'string' and v #>> '{}' ~ '^-?[0-9]{1,20}(\.[0-9]{1,20})?$' then (v #>> '{}')::numeric end as n
    from (select case when jsonb_typeof(value) = 'object' then value -> 'amount' else value end as v) y) x
$body$;

create function $schema$.json_boolean(value jsonb) returns boolean language sql immutable parallel safe as $body$
  select case when jsonb_typeof(value) = 'boolean' then value::boolean end
$body$;

create table $schema$.transaction_financials (
    id                         bigint generated always as identity primary key,
    created_at                 timestamptz not null default now(),
    updated_at                 timestamptz not null default now(),
    transaction_id             bigint not null references $schema$.transaction (id) on delete cascade,
    gci                        numeric(18,2),
    agent_commission           numeric(18,2),
    team_split                 numeric(18,2),
    brokerage_split            numeric(18,2),
    fees                       numeric(18,2),
    sale_price                 numeric(18,2),
    list_price                 numeric(18,2),
    commission_amount          numeric(18,2),
    gross_commission           numeric(18,2),
    net_payout                 numeric(18,2),
    currency                   char(3),
    sale_commission_percent    numeric(9,6),
    listing_commission_percent numeric(9,6),
    deductions                 jsonb,
    sync_source                text,
    source_account_id          bigint,
    source_external_id         text,
    source_staging_id          bigint,
    deleted_at                 timestamptz,
    unresolved_refs            text[] not null default '{}',
    constraint transaction_financials_lineage_key unique (sync_source, source_account_id, source_external_id),
    constraint transaction_financials_transaction_key unique (transaction_id)
);

-- What changed in deals. The first reading of a deal is no change.
create table $schema$.transaction_history (
    id                 bigint generated always as identity primary key,
    created_at         timestamptz not null default now(),
    updated_at         timestamptz not null default now(),
    transaction_id     bigint not null references $schema$.transaction (id) on delete cascade,
    old_status         text,
    new_status         text,
    changed_at         timestamptz not null,
    -- Null when a sync changed it.
    changed_by         bigint,
    field_name         text not null,
    old_value          text,
    new_value          text,
    sync_run_id        uuid,
    sync_source        text,
    source_account_id  bigint,
    source_external_id text,
    source_staging_id  bigint,
    deleted_at         timestamptz,
    unresolved_refs    text[] not null default '{}'
);

create index transaction_history_changed_idx on $schema$.transaction_history (transaction_id, changed_at);

-- Agents of deals.
create table $schema$.transaction_participants (
    id                 bigint generated always as identity primary key,
    created_at         timestamptz not null default now(),
    updated_at         timestamptz not null default now(),
    transaction_id     bigint not null references $schema$.transaction (id) on delete cascade,
    participant_id     bigint references $schema$.participant (id) on delete cascade,
    user_id            bigint,
    agent_id           bigint references $schema$.agent (id) on delete cascade,
    role               text,
    percentage         numeric(9,6),
    amount_paid        numeric(18,2),
    sync_source        text,
    source_account_id  bigint,
    source_external_id text,
    source_staging_id  bigint,
    deleted_at         timestamptz,
    unresolved_refs    text[] not null default '{}',
    constraint transaction_participants_lineage_key unique (sync_source, source_account_id, source_external_id),
    constraint transaction_participants_participant_key unique (transaction_id, participant_id)
);

create index transaction_participants_participant_idx on $schema$.transaction_participants (participant_id);
create index transaction_participants_agent_idx on $schema$.transaction_participants (agent_id, transaction_id);

-- Tags of deals: the host's. reZEN sends none.
create table $schema$.transaction_tags (
    id                 bigint generated always as identity primary key,
    created_at         timestamptz not null default now(),
    updated_at         timestamptz not null default now(),
    transaction_id     bigint not null references $schema$.transaction (id) on delete cascade,
    tag                text not null,
    sync_source        text,
    source_account_id  bigint,
    source_external_id text,
    source_staging_id  bigint,
    deleted_at         timestamptz,
    unresolved_refs    text[] not null default '{}',
    constraint transaction_tags_lineage_key unique (sync_source, source_account_id, source_external_id),
    constraint transaction_tags_tag_key unique (transaction_id, tag)
);

create table $schema$.participant_paid (
    id                 bigint generated always as identity primary key,
    created_at         timestamptz not null default now(),
    updated_at         timestamptz not null default now(),
    participant_id     bigint not null references $schema$.participant (id) on delete cascade,
    transaction_id     bigint references $schema$.transaction (id) on delete cascade,
    user_id            bigint,
    payment_type       text not null,
    amount             numeric(18,2),
    amount_paid        numeric(18,2),
    date_paid          date,
    percent            numeric(9,6),
    currency           char(3),
    address_id         bigint references $schema$.address (id) on delete set null,
    sync_source        text,
    source_account_id  bigint,
    source_external_id text,
    source_staging_id  bigint,
    deleted_at         timestamptz,
    unresolved_refs    text[] not null default '{}',
    constraint participant_paid_lineage_key unique (sync_source, source_account_id, source_external_id),
    constraint participant_paid_type_key unique (participant_id, payment_type)
) with (autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_insert_scale_factor = 0.1, autovacuum_analyze_scale_factor = 0.02);

create index participant_paid_transaction_idx on $schema$.participant_paid (transaction_id);
create index participant_paid_address_idx on $schema$.participant_paid (address_id) where address_id is not null;

-- The seed's name of it.
create view $schema$.paid_participant as select * from $schema$.participant_paid;

-- What changed in listings. The first reading of a listing is no change.
create table $schema$.listing_history (
    id                 bigint generated always as identity primary key,
    created_at         timestamptz not null default now(),
    updated_at         timestamptz not null default now(),
    listing_id         bigint not null references $schema$.listing (id) on delete cascade,
    status             text,
    price              numeric(18,2),
    changed_at         timestamptz not null,
    old_status         text,
    new_status         text,
    old_price          numeric(18,2),
    new_price          numeric(18,2),
    sync_run_id        uuid,
    sync_source        text,
    source_account_id  bigint,
    source_external_id text,
    source_staging_id  bigint,
    deleted_at         timestamptz,
    unresolved_refs    text[] not null default '{}'
);

create index listing_history_changed_idx on $schema$.listing_history (listing_id, changed_at);

create table $schema$.team (
    id                  bigint generated always as identity primary key,
    created_at          timestamptz not null default now(),
    updated_at          timestamptz not null default now(),
    team_name           text,
    team_type           text,
    team_id_raw         text,
    status              text,
    config_id           text,
    commission_plan_id  text,
    logo                text,
    active              boolean,
    max_teammates       integer,
    max_leaders         integer,
    team_owner_agent_id bigint references $schema$.agent (id) on delete set null,
    sync_source         text,
    source_account_id   bigint,
    source_external_id  text,
    source_staging_id   bigint,
    deleted_at          timestamptz,
    unresolved_refs     text[] not null default '{}',
    constraint team_lineage_key unique (sync_source, source_account_id, source_external_id)
);

create index team_owner_idx on $schema$.team (team_owner_agent_id) where team_owner_agent_id is not null;

create table $schema$.team_members (
    id                      bigint generated always as identity primary key,
    created_at              timestamptz not null default now(),
    updated_at              timestamptz not null default now(),
    team_id                 bigint not null references $schema$.team (id) on delete cascade,
    agent_id                bigint references $schema$.agent (id) on delete set null,
    agent_id_raw            text,
    active                  boolean not null default true,
    status                  text not null default 'Active',
    is_leader               boolean,
    is_director             boolean,
    is_mentor               boolean,
    seat                    boolean,
    team_join_date          date,
    avatar                  text,
    hosted_avatar           text,
    last_updated            timestamptz,
    roles                   text[],
    member_commission_split numeric(9,6),
    real_cap                numeric(18,2),
    sync_source             text,
    source_account_id       bigint,
    source_external_id      text,
    source_staging_id       bigint,
    deleted_at              timestamptz,
    unresolved_refs         text[] not null default '{}',
    constraint team_members_lineage_key unique (sync_source, source_account_id, source_external_id),
    constraint team_members_agent_key unique (team_id, agent_id_raw)
);

create index team_members_agent_idx on $schema$.team_members (agent_id);

create table $schema$.team_settings (
    id                 bigint generated always as identity primary key,
    created_at         timestamptz not null default now(),
    updated_at         timestamptz not null default now(),
    team_id            bigint not null references $schema$.team (id) on delete cascade,
    visibility         text,
    collaboration_mode text,
    team_type          text,
    brokerage          text,
    sync_source        text,
    source_account_id  bigint,
    source_external_id text,
    source_staging_id  bigint,
    deleted_at         timestamptz,
    unresolved_refs    text[] not null default '{}',
    constraint team_settings_lineage_key unique (sync_source, source_account_id, source_external_id),
    constraint team_settings_team_key unique (team_id)
);

-- Caps, one row per agent and cap year: the year begins on the agent's anniversary.
create table $schema$.agent_cap_data (
    id                                 bigint generated always as identity primary key,
    created_at                         timestamptz not null default now(),
    updated_at                         timestamptz not null default now(),
    agent_id                           bigint not null references $schema$.agent (id) on delete cascade,
    team_cap                           numeric(18,2),
    team_cap_paid                      numeric(18,2),
    brokerage_cap                      numeric(18,2),
    brokerage_cap_paid                 numeric(18,2),
    annual_cap                         numeric(18,2),
    group_team_cap                     numeric(18,2),
    capped                             boolean,
    unlocked                           boolean,
    capped_at                          timestamptz,
    next_anniversary                   timestamptz,
    sponsor_producing_grace_period_end timestamptz,
    deferred_cap_end_date              timestamptz,
    grace_period_end                   timestamptz,
    year                               smallint,
    cap_limit                          numeric(18,2),
    cap_used                           numeric(18,2),
    cap_status                         text,
    cap_year_start                     date not null,
    currency                           char(3),
    sync_source                        text,
    source_account_id                  bigint,
    source_external_id                 text,
    source_staging_id                  bigint,
    deleted_at                         timestamptz,
    unresolved_refs                    text[] not null default '{}',
    constraint agent_cap_data_lineage_key unique (sync_source, source_account_id, source_external_id),
    constraint agent_cap_data_year_key unique (agent_id, cap_year_start)
);

create table $schema$.agent_commission (
    id                            bigint generated always as identity primary key,
    created_at                    timestamptz not null default now(),
    updated_at                    timestamptz not null default now(),
    agent_id                      bigint not null references $schema$.agent (id) on delete cascade,
    leader_split                  numeric(9,6),
    member_commission_split       numeric(9,6),
    pre_cap_real_commission_split numeric(9,6),
    pre_cap_fee                   numeric(18,2),
    post_cap_fee                  numeric(18,2),
    normal_team_lead_annual_cap   numeric(18,2),
    pays_leader_split             boolean,
    sync_source                   text,
    source_account_id             bigint,
    source_external_id            text,
    source_staging_id             bigint,
    deleted_at                    timestamptz,
    unresolved_refs               text[] not null default '{}',
    constraint agent_commission_lineage_key unique (sync_source, source_account_id, source_external_id),
    constraint agent_commission_agent_key unique (agent_id)
);

-- Who sponsors whom.
create table $schema$.agent_hierarchy (
    id                 bigint generated always as identity primary key,
    created_at         timestamptz not null default now(),
    updated_at         timestamptz not null default now(),
    agent_id           bigint not null references $schema$.agent (id) on delete cascade,
    sponsor_agent_id   bigint references $schema$.agent (id) on delete set null,
    director_id        bigint references $schema$.agent (id) on delete set null,
    leader_id          bigint references $schema$.agent (id) on delete set null,
    mentor_id          bigint references $schema$.agent (id) on delete set null,
    is_director        boolean,
    is_leader          boolean,
    is_mentor          boolean,
    needs_mentorship   boolean,
    -- Tiers below the owner of the account are positive, sponsors above him negative, he himself is 0.
    level              smallint,
    sync_source        text,
    source_account_id  bigint,
    source_external_id text,
    source_staging_id  bigint,
    deleted_at         timestamptz,
    unresolved_refs    text[] not null default '{}',
    constraint agent_hierarchy_lineage_key unique (sync_source, source_account_id, source_external_id),
    constraint agent_hierarchy_agent_key unique (agent_id)
);

create index agent_hierarchy_sponsor_idx on $schema$.agent_hierarchy (sponsor_agent_id);
create index agent_hierarchy_director_idx on $schema$.agent_hierarchy (director_id) where director_id is not null;
create index agent_hierarchy_leader_idx on $schema$.agent_hierarchy (leader_id) where leader_id is not null;
create index agent_hierarchy_mentor_idx on $schema$.agent_hierarchy (mentor_id) where mentor_id is not null;

-- Down-lines: one row per owner and agent below him. A changed tier is a move, not a second member. By account, not by user: an account may belong to no user of the host.
create table $schema$.network_member (
    id                     bigint generated always as identity primary key,
    created_at             timestamptz not null default now(),
    updated_at             timestamptz not null default now(),
    status                 text,
    tier                   text,
    sponsor_split          numeric(9,6),
    unlocking              boolean,
    capped                 boolean,
    left_network           boolean not null default false,
    unlocking_expiry       date,
    anniversary_date       date,
    broker_join_date       date,
    broker_terminated_date date,
    network_size           integer,
    cap_amount             numeric(18,2),
    cap_amount_paid        numeric(18,2),
    total_contribution     numeric(18,2),
    last_updated           timestamptz,
    last_contacted_date    timestamptz,
    user_id                bigint,
    agent_id               bigint references $schema$.agent (id) on delete cascade,
    downline_agent_id      bigint references $schema$.agent (id) on delete cascade,
    sponsoring_agent_id    bigint references $schema$.agent (id) on delete set null,
    contact_frequency      text,
    sponsorship_type       text,
    network_id_raw         text not null,
    sync_source            text,
    source_account_id      bigint,
    source_external_id     text,
    source_staging_id      bigint,
    deleted_at             timestamptz,
    unresolved_refs        text[] not null default '{}',
    constraint network_member_lineage_key unique (sync_source, source_account_id, source_external_id),
    constraint network_member_raw_key unique (sync_source, source_account_id, network_id_raw)
) with (autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_insert_scale_factor = 0.1, autovacuum_analyze_scale_factor = 0.02);

create unique index network_member_downline_key on $schema$.network_member (sync_source, source_account_id, downline_agent_id) where not left_network;
create index network_member_user_idx on $schema$.network_member (user_id, tier) where not left_network;
create index network_member_agent_idx on $schema$.network_member (agent_id);
create index network_member_downline_idx on $schema$.network_member (downline_agent_id);
create index network_member_sponsor_idx on $schema$.network_member (sponsoring_agent_id) where sponsoring_agent_id is not null;

-- Closure of the sponsor tree, derived from agent_hierarchy and network_member. An agent is not his own ancestor, whatever cycles the tree has.
create table $schema$.network_hierarchy (
    id                  bigint generated always as identity primary key,
    created_at          timestamptz not null default now(),
    updated_at          timestamptz not null default now(),
    ancestor_agent_id   bigint not null references $schema$.agent (id) on delete cascade,
    descendant_agent_id bigint not null references $schema$.agent (id) on delete cascade,
    depth               smallint not null,
    -- Row ids of the agents from the ancestor to the descendant. Null where the vendor gives the depth only.
    path_json           jsonb,
    sync_source         text,
    source_account_id   bigint,
    source_external_id  text,
    source_staging_id   bigint,
    deleted_at          timestamptz,
    unresolved_refs     text[] not null default '{}',
    constraint network_hierarchy_pair_key unique (ancestor_agent_id, descendant_agent_id)
) with (autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_insert_scale_factor = 0.1, autovacuum_analyze_scale_factor = 0.02);

create index network_hierarchy_descendant_idx on $schema$.network_hierarchy (descendant_agent_id, depth);
create index network_hierarchy_account_idx on $schema$.network_hierarchy (source_account_id);

create table $schema$.network_change_log (
    id                    bigint generated always as identity primary key,
    created_at            timestamptz not null default now(),
    updated_at            timestamptz not null default now(),
    network_id            text,
    user_id               bigint,
    agent_id              bigint references $schema$.agent (id) on delete set null,
    tier                  integer,
    downline_agent_id_raw text,
    type                  text not null,
    value_old             text,
    value_new             text,
    sync_run_id           uuid,
    sync_source           text,
    source_account_id     bigint,
    source_external_id    text,
    source_staging_id     bigint,
    deleted_at            timestamptz,
    unresolved_refs       text[] not null default '{}'
) with (autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_insert_scale_factor = 0.1, autovacuum_analyze_scale_factor = 0.02);

create index network_change_log_user_idx on $schema$.network_change_log (user_id, created_at);
create index network_change_log_network_idx on $schema$.network_change_log (network_id);
create index network_change_log_account_idx on $schema$.network_change_log (source_account_id, created_at);
create index network_change_log_agent_idx on $schema$.network_change_log (agent_id);

-- Names of tiers, shared by all: they are nobody's data. requirements and percentage are the host's.
create table $schema$.contribution_tiers (
    id           bigint generated always as identity primary key,
    created_at   timestamptz not null default now(),
    updated_at   timestamptz not null default now(),
    name         text not null,
    requirements jsonb,
    percentage   numeric(9,6),
    constraint contribution_tiers_name_key unique (name)
);

create table $schema$.contribution (
    id                    bigint generated always as identity primary key,
    created_at            timestamptz not null default now(),
    updated_at            timestamptz not null default now(),
    amount                numeric(18,2),
    currency              char(3),
    contribution_type     text,
    status                text,
    source                text,
    tier                  text,
    notes                 text,
    contribution_date     timestamptz,
    contribution_id_raw   text,
    is_demo               boolean,
    missed                boolean,
    user_id               bigint,
    agent_id              bigint references $schema$.agent (id) on delete set null,
    contributing_agent_id bigint references $schema$.agent (id) on delete set null,
    receiving_agent_id    bigint references $schema$.agent (id) on delete set null,
    transaction_id        bigint references $schema$.transaction (id) on delete set null,
    tier_id               bigint references $schema$.contribution_tiers (id) on delete set null,
    month                 date,
    sync_source           text,
    source_account_id     bigint,
    source_external_id    text,
    source_staging_id     bigint,
    deleted_at            timestamptz,
    unresolved_refs       text[] not null default '{}',
    constraint contribution_lineage_key unique (sync_source, source_account_id, source_external_id),
    constraint contribution_raw_key unique (sync_source, receiving_agent_id, contribution_id_raw)
) with (autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_insert_scale_factor = 0.1, autovacuum_analyze_scale_factor = 0.02);

create index contribution_receiving_idx on $schema$.contribution (receiving_agent_id, contribution_date);
create index contribution_transaction_idx on $schema$.contribution (transaction_id) where transaction_id is not null;
create index contribution_contributing_idx on $schema$.contribution (contributing_agent_id);
create index contribution_agent_idx on $schema$.contribution (agent_id);
create index contribution_tier_idx on $schema$.contribution (tier_id);

-- Contributions that are not final. Not unique by agents, deal and type: the vendor has several of one deal.
create table $schema$.contributions_pending (
    id                    bigint generated always as identity primary key,
    created_at            timestamptz not null default now(),
    updated_at            timestamptz not null default now(),
    amount                numeric(18,2),
    currency              char(3),
    status                text,
    contribution_type     text,
    source                text,
    transaction_type      text,
    deal_type             text,
    transaction_status    text,
    pending_reason        text,
    notes                 text,
    processing_date       timestamptz,
    contribution_date     timestamptz,
    closing_date          date,
    tier_at_contribution  integer,
    processing_error      text,
    user_id               bigint,
    agent_id              bigint references $schema$.agent (id) on delete set null,
    contributing_agent_id bigint references $schema$.agent (id) on delete set null,
    receiving_agent_id    bigint references $schema$.agent (id) on delete set null,
    transaction_id        bigint references $schema$.transaction (id) on delete set null,
    contribution_id_raw   text,
    snapshot_id           uuid,
    sync_source           text,
    source_account_id     bigint,
    source_external_id    text,
    source_staging_id     bigint,
    deleted_at            timestamptz,
    unresolved_refs       text[] not null default '{}',
    constraint contributions_pending_lineage_key unique (sync_source, source_account_id, source_external_id)
);

create index contributions_pending_pair_idx on $schema$.contributions_pending (receiving_agent_id, contributing_agent_id, transaction_id, contribution_type);
create index contributions_pending_contributing_idx on $schema$.contributions_pending (contributing_agent_id);
create index contributions_pending_agent_idx on $schema$.contributions_pending (agent_id);
create index contributions_pending_transaction_idx on $schema$.contributions_pending (transaction_id) where transaction_id is not null;

create table $schema$.contributors (
    id                 bigint generated always as identity primary key,
    created_at         timestamptz not null default now(),
    updated_at         timestamptz not null default now(),
    contribution_id    bigint not null references $schema$.contribution (id) on delete cascade,
    agent_id           bigint references $schema$.agent (id) on delete set null,
    user_id            bigint,
    percentage         numeric(9,6),
    amount             numeric(18,2),
    sync_source        text,
    source_account_id  bigint,
    source_external_id text,
    source_staging_id  bigint,
    deleted_at         timestamptz,
    unresolved_refs    text[] not null default '{}',
    constraint contributors_lineage_key unique (sync_source, source_account_id, source_external_id),
    constraint contributors_contribution_key unique (contribution_id)
) with (autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_insert_scale_factor = 0.1, autovacuum_analyze_scale_factor = 0.02);

create index contributors_agent_idx on $schema$.contributors (agent_id);

-- All income: GCI of closed deals, RevShare of contributions, Bonus of the host.
create table $schema$.income (
    id                 bigint generated always as identity primary key,
    created_at         timestamptz not null default now(),
    updated_at         timestamptz not null default now(),
    amount             numeric(18,2),
    currency           char(3),
    income_type        text not null,
    source             text,
    status             text,
    description        text,
    notes              text,
    income_date        timestamptz,
    period_month       smallint,
    period_year        smallint,
    income_id_raw      text,
    is_demo            boolean,
    user_id            bigint,
    agent_id           bigint references $schema$.agent (id) on delete set null,
    transaction_id     bigint references $schema$.transaction (id) on delete cascade,
    contribution_id    bigint references $schema$.contribution (id) on delete cascade,
    listing_id         bigint references $schema$.listing (id) on delete set null,
    sync_source        text,
    source_account_id  bigint,
    source_external_id text,
    source_staging_id  bigint,
    deleted_at         timestamptz,
    unresolved_refs    text[] not null default '{}',
    constraint income_lineage_key unique (sync_source, source_account_id, source_external_id),
    constraint income_raw_key unique (sync_source, source_account_id, income_type, source, income_id_raw),
    constraint income_month_check check (period_month between 1 and 12)
) with (autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_insert_scale_factor = 0.1, autovacuum_analyze_scale_factor = 0.02);

create index income_user_idx on $schema$.income (user_id, income_date);
create index income_period_idx on $schema$.income (user_id, period_year, period_month, income_type, currency) include (amount) where deleted_at is null;
create index income_agent_idx on $schema$.income (agent_id);
create index income_transaction_idx on $schema$.income (transaction_id) where transaction_id is not null;
create index income_contribution_idx on $schema$.income (contribution_id) where contribution_id is not null;
create index income_listing_idx on $schema$.income (listing_id) where listing_id is not null;

-- Derived from contribution: one row per receiving agent and currency.
create table $schema$.revshare_totals (
    id                     bigint generated always as identity primary key,
    created_at             timestamptz not null default now(),
    updated_at             timestamptz not null default now(),
    user_id                bigint,
    agent_id               bigint not null references $schema$.agent (id) on delete cascade,
    currency               char(3) not null,
    total_amount           numeric(18,2) not null,
    ytd_amount             numeric(18,2) not null,
    mtd_amount             numeric(18,2) not null,
    last_contribution_date timestamptz,
    -- The lowest tier that contributed.
    tier                   text,
    contributions          bigint not null,
    calculated_at          timestamptz not null,
    sync_source            text,
    source_account_id      bigint,
    source_external_id     text,
    source_staging_id      bigint,
    deleted_at             timestamptz,
    unresolved_refs        text[] not null default '{}',
    constraint revshare_totals_agent_key unique (agent_id, currency)
);

create index revshare_totals_user_idx on $schema$.revshare_totals (user_id);

create table $schema$.revshare_payment (
    id                 bigint generated always as identity primary key,
    created_at         timestamptz not null default now(),
    updated_at         timestamptz not null default now(),
    user_id            bigint,
    agent_id           bigint references $schema$.agent (id) on delete set null,
    revshare_totals_id bigint references $schema$.revshare_totals (id) on delete set null,
    amount             numeric(18,2),
    currency           char(3),
    status             text,
    payment_method     text,
    payment_reference  text,
    notes              text,
    payment_id_raw     text,
    payment_date       timestamptz,
    period_start       date,
    period_end         date,
    sync_source        text,
    source_account_id  bigint,
    source_external_id text,
    source_staging_id  bigint,
    deleted_at         timestamptz,
    unresolved_refs    text[] not null default '{}',
    constraint revshare_payment_lineage_key unique (sync_source, source_account_id, source_external_id),
    constraint revshare_payment_raw_key unique (agent_id, payment_id_raw)
);

create index revshare_payment_totals_idx on $schema$.revshare_payment (revshare_totals_id) where revshare_totals_id is not null;
create index revshare_payment_user_idx on $schema$.revshare_payment (user_id, payment_date);

create table $schema$.equity_transactions (
    id                 bigint generated always as identity primary key,
    created_at         timestamptz not null default now(),
    updated_at         timestamptz not null default now(),
    user_id            bigint,
    agent_id           bigint references $schema$.agent (id) on delete cascade,
    transaction_type   text,
    status             text,
    grant_type         text,
    grant_id_raw       text,
    notes              text,
    source             text,
    -- Shares, price of one and value.
    amount             numeric(18,6),
    price              numeric(18,6),
    value              numeric(18,6),
    currency           char(3),
    transaction_date   timestamptz,
    vesting_date       date,
    expiration_date    date,
    transaction_id     bigint references $schema$.transaction (id) on delete set null,
    transaction_id_raw text,
    sync_source        text,
    source_account_id  bigint,
    source_external_id text,
    source_staging_id  bigint,
    deleted_at         timestamptz,
    unresolved_refs    text[] not null default '{}',
    constraint equity_transactions_lineage_key unique (sync_source, source_account_id, source_external_id),
    constraint equity_transactions_grant_key unique (agent_id, grant_id_raw, transaction_type, transaction_date)
);

create index equity_transactions_transaction_idx on $schema$.equity_transactions (transaction_id) where transaction_id is not null;

-- Derived from equity_transactions: the months in which something was granted, vested, exercised or forfeited.
create table $schema$.equity_monthly (
    id                    bigint generated always as identity primary key,
    created_at            timestamptz not null default now(),
    updated_at            timestamptz not null default now(),
    user_id               bigint,
    agent_id              bigint not null references $schema$.agent (id) on delete cascade,
    period_month          smallint not null,
    period_year           smallint not null,
    total_shares          numeric(18,6) not null,
    vested_shares         numeric(18,6) not null,
    unvested_shares       numeric(18,6) not null,
    total_value           numeric(18,6) not null,
    grants_this_period    numeric(18,6) not null,
    vested_this_period    numeric(18,6) not null,
    exercised_this_period numeric(18,6) not null,
    forfeited_this_period numeric(18,6) not null,
    calculated_at         timestamptz not null,
    notes                 text,
    sync_source           text,
    source_account_id     bigint,
    source_external_id    text,
    source_staging_id     bigint,
    deleted_at            timestamptz,
    unresolved_refs       text[] not null default '{}',
    constraint equity_monthly_period_key unique (agent_id, period_year, period_month)
);

create table $schema$.equity_annual (
    id                  bigint generated always as identity primary key,
    created_at          timestamptz not null default now(),
    updated_at          timestamptz not null default now(),
    user_id             bigint,
    agent_id            bigint not null references $schema$.agent (id) on delete cascade,
    period_year         smallint not null,
    total_shares        numeric(18,6) not null,
    vested_shares       numeric(18,6) not null,
    unvested_shares     numeric(18,6) not null,
    total_value         numeric(18,6) not null,
    grants_this_year    numeric(18,6) not null,
    vested_this_year    numeric(18,6) not null,
    exercised_this_year numeric(18,6) not null,
    forfeited_this_year numeric(18,6) not null,
    dividends_earned    numeric(18,6),
    calculated_at       timestamptz not null,
    notes               text,
    sync_source         text,
    source_account_id   bigint,
    source_external_id  text,
    source_staging_id   bigint,
    deleted_at          timestamptz,
    unresolved_refs     text[] not null default '{}',
    constraint equity_annual_period_key unique (agent_id, period_year)
);

-- Derived tables that are to be made anew for an account, marked in the transaction that changed what they are made of. The version rises with each mark: a mark that was renewed while its
-- table was made stays.
create table $schema$.core_stale (
    vendor     text        not null,
    account_id bigint      not null,
    derived    text        not null,
    marked_at  timestamptz not null default now(),
    version    bigint      not null default 1,
    constraint core_stale_pkey primary key (vendor, account_id, derived)
) with (fillfactor = 50, autovacuum_vacuum_threshold = 200, autovacuum_vacuum_scale_factor = 0);
