-- Follow Up Boss: one mirror table per stream.
--
-- Names. A column named by a vendor word (people_id, call_id, person_id, stage_id) or ending in _raw holds the vendor's id; columns that refer to a table of ours
-- (fub_people_id, fub_users_id, fub_stage_id, primary_person_id, ...) hold row ids. The latter are filled by looking the vendor id up in the same account.
--
-- Foreign keys. Every row belongs to its account (on delete cascade). Row ids of other mirror tables have no foreign key. Measured with 100,000 calls and four indexes on
-- PostgreSQL 15: 1.3 to 2.4 s without foreign keys, 2.5 to 2.8 s with the account's, 3.7 s with two more, and each of those locks its target row as well. They would guard against
-- nothing: a mirror row is never deleted by itself, deletes are marks; and a row that arrives before its target is not refused but noted in unresolved_refs.
--
-- Local times have one name everywhere, created_at and updated_at; the other names of the reference schema (ad_updated_at, last_updated_ad, ad_created_at) are generated copies.
--
-- The large tables are vacuumed and analysed earlier than by default: 20 % of five million rows is a million rows late.

-- Vendor user accounts.
create table $schema$.fub_users (
    id                      bigint generated always as identity primary key,
    created_at              timestamptz not null default now(),
    fub_account_id          bigint not null references $schema$.fub_accounts (id) on delete cascade,

    updated_at              timestamptz not null default now(),
    fub_user_id             bigint not null,
    user_id                 bigint,
    agent_id                bigint references $schema$.agent (id) on delete set null,
    is_owner                boolean,
    name                    text,
    first_name              text,
    last_name               text,
    email                   text,
    phone                   text,
    role                    text,
    status                  text,
    timezone                text,
    fuid                    text,
    picture                 jsonb,
    lead_email_address      text,
    pause_lead_distribution boolean,
    team_ids                bigint[],
    team_leader_of          bigint[],
    groups                  jsonb,
    fub_created_at          timestamptz,
    fub_updated_at          timestamptz,
    last_seen_at_vendor     timestamptz,
    credentials_id          bigint,

    raw                     jsonb not null,
    raw_original            bytea,
    content_hash            bytea not null,
    vendor_updated_at       timestamptz,
    first_seen_at           timestamptz not null,
    last_seen_at            timestamptz not null,
    synced_at               timestamptz not null,
    sync_run_id             uuid,
    deleted_at              timestamptz,
    deleted_source          text,
    unresolved_refs         text[] not null default '{}',

    constraint fub_users_vendor_key unique (fub_account_id, fub_user_id),
    constraint fub_users_deleted_check check ((deleted_at is null) = (deleted_source is null))
);

create index fub_users_user_idx on $schema$.fub_users (user_id);
create index fub_users_email_idx on $schema$.fub_users (email);
create index fub_users_agent_idx on $schema$.fub_users (agent_id) where agent_id is not null;
create index fub_users_unresolved_idx on $schema$.fub_users (fub_account_id) where unresolved_refs <> '{}';
-- Not unique although an account has one owner: when ownership changes, the new owner may arrive a page before the old one loses the mark, and a mirror must not refuse that.
create index fub_users_owner_idx on $schema$.fub_users (fub_account_id) where is_owner;

-- Groups for lead distribution. Members: column users, and the view fub_group_users.
create table $schema$.fub_groups (
    id                bigint generated always as identity primary key,
    created_at        timestamptz not null default now(),
    fub_account_id    bigint not null references $schema$.fub_accounts (id) on delete cascade,

    updated_at        timestamptz not null default now(),
    group_id          bigint not null,
    name              text,
    type              text,
    distribution      text,
    default_user_id   bigint,
    default_pond_id   bigint,
    default_group_id  bigint,
    claim_window      integer,
    hide_name         boolean,
    hide_source       boolean,
    is_primary        boolean,
    users             jsonb,

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

    constraint fub_groups_vendor_key unique (fub_account_id, group_id),
    constraint fub_groups_deleted_check check ((deleted_at is null) = (deleted_source is null))
);

create index fub_groups_unresolved_idx on $schema$.fub_groups (fub_account_id) where unresolved_refs <> '{}';

-- Stages of people, and stages of deals (pipeline stages). The two id spaces are not known to be disjoint, so the kind is part of the key.
create table $schema$.fub_stages (
    id                bigint generated always as identity primary key,
    created_at        timestamptz not null default now(),
    fub_account_id    bigint not null references $schema$.fub_accounts (id) on delete cascade,

    updated_at        timestamptz not null default now(),
    stage_kind        text not null,
    stage_id          bigint not null,
    name              text,
    order_weight      integer,
    is_protected      boolean,
    pipeline_id       bigint,
    description       text,
    color             text,
    closed_stage      boolean,
    people_count      integer,
    systems           jsonb,

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

    constraint fub_stages_vendor_key unique (fub_account_id, stage_kind, stage_id),
    constraint fub_stages_deleted_check check ((deleted_at is null) = (deleted_source is null)),
    constraint fub_stages_kind_check check (stage_kind in ('people', 'deal'))
);

create index fub_stages_unresolved_idx on $schema$.fub_stages (fub_account_id) where unresolved_refs <> '{}';

-- Contacts.
create table $schema$.fub_people (
    id                                bigint generated always as identity primary key,
    created_at                        timestamptz not null default now(),
    fub_account_id                    bigint not null references $schema$.fub_accounts (id) on delete cascade,

    updated_at                        timestamptz not null default now(),
    people_id                         bigint not null,
    ad_people_id                      text not null,
    fub_account_id_raw                text,
    people_name                       text,
    fub_created_at                    timestamptz,
    fub_created_at_formatted          timestamptz generated always as (fub_created_at) stored,
    fub_updated_at                    timestamptz,
    assigned_to_fub_name              text,
    assigned_to_fub_account_user_name text,
    first_name                        text,
    last_name                         text,
    type                              text,
    stage_name                        text,
    source_name                       text,
    source_id                         bigint,
    source_url                        text,
    created_via                       text,
    -- Text at the vendor, kept as it came; price_amount is its number.
    price                             text,
    price_amount                      numeric(18,2),
    deal_status                       text,
    deal_price                        numeric(18,2),
    deal_stage                        text,
    deal_name                         text,
    deal_close_date                   date,
    -- A counter at the vendor, not a boolean.
    contacted                         integer,
    website_visits                    integer,
    claimed                           boolean,
    last_activity                     timestamptz,
    url                               text,
    tags                              text[],
    sms_fetched                       boolean not null default false,
    missing_user                      boolean generated always as (assigned_to_fub_id is not null and assigned_to_fub_account_user_id is null) stored,
    assigned_to_fub_id                bigint,
    assigned_to_fub_account_user_id   bigint,
    stage_id                          bigint,
    fub_stage_id                      bigint,
    credentials_id                    bigint,
    emails                            jsonb,
    primary_email_norm                text,
    primary_phone_e164                text,
    phones                            jsonb,
    addresses                         jsonb,
    is_trashed                        boolean,
    merged_into_people_id             bigint,
    user_id                           bigint,

    raw                               jsonb not null,
    raw_original                      bytea,
    content_hash                      bytea not null,
    vendor_updated_at                 timestamptz,
    first_seen_at                     timestamptz not null,
    last_seen_at                      timestamptz not null,
    synced_at                         timestamptz not null,
    sync_run_id                       uuid,
    deleted_at                        timestamptz,
    deleted_source                    text,
    unresolved_refs                   text[] not null default '{}',

    constraint fub_people_vendor_key unique (fub_account_id, people_id),
    constraint fub_people_deleted_check check ((deleted_at is null) = (deleted_source is null))
) with (autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_insert_scale_factor = 0.1, autovacuum_analyze_scale_factor = 0.02);

create index fub_people_updated_idx on $schema$.fub_people (fub_account_id, fub_updated_at);
create index fub_people_stage_idx on $schema$.fub_people (fub_stage_id);
create index fub_people_assigned_idx on $schema$.fub_people (assigned_to_fub_account_user_id);
create index fub_people_email_idx on $schema$.fub_people (primary_email_norm);
create index fub_people_phone_idx on $schema$.fub_people (primary_phone_e164);
create index fub_people_tags_idx on $schema$.fub_people using gin (tags);
create index fub_people_unresolved_idx on $schema$.fub_people (fub_account_id) where unresolved_refs <> '{}';

-- Deals. People and users are many-to-many: columns people and fub_users, and the views fub_deal_people and fub_deal_users; the primary and secondary pairs are their first two.
create table $schema$.fub_deals (
    id                        bigint generated always as identity primary key,
    created_at                timestamptz not null default now(),
    fub_account_id            bigint not null references $schema$.fub_accounts (id) on delete cascade,

    updated_at                timestamptz not null default now(),
    ad_updated_at             timestamptz generated always as (updated_at) stored,
    ad_deal_id                text not null,
    fub_deal_id               bigint not null,
    deal_id                   bigint generated always as (fub_deal_id) stored,
    fub_account_id_raw        text,
    fub_account_user_name     text,
    ad_user_name              text,
    ad_team_name              text,
    deal_name                 text,
    type                      integer,
    status                    text,
    price                     numeric(18,2),
    fub_created_at            timestamptz,
    description               text,
    projected_close_date      date,
    pipeline_id               bigint,
    pipeline_name             text,
    stage_id                  bigint,
    stage_name                text,
    fub_stage_id              bigint,
    closed_stage              boolean,
    entered_stage_at          timestamptz,
    commission_value          numeric(18,2),
    agent_commission          numeric(18,2),
    team_commission           numeric(18,2),
    time_to_close             integer,
    primary_person_id_raw     bigint,
    primary_person_id         bigint,
    secondary_person_id_raw   bigint,
    secondary_person_id       bigint,
    primary_fub_user_id_raw   bigint,
    primary_fub_user_id       bigint,
    secondary_fub_user_id_raw bigint,
    secondary_fub_user_id     bigint,
    fub_account_user_id       bigint,
    ad_user_id                bigint,
    ad_team_id                bigint,
    credentials_id            bigint,
    people                    jsonb,
    fub_users                 jsonb,
    -- Set by the projection into transaction.
    copied_to_normalized      boolean not null default false,

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

    constraint fub_deals_vendor_key unique (fub_account_id, fub_deal_id),
    constraint fub_deals_deleted_check check ((deleted_at is null) = (deleted_source is null))
);

create index fub_deals_stage_idx on $schema$.fub_deals (fub_account_id, pipeline_id, stage_id);
create index fub_deals_uncopied_idx on $schema$.fub_deals (id) where not copied_to_normalized;
create index fub_deals_person_idx on $schema$.fub_deals (primary_person_id);
create index fub_deals_fub_stage_idx on $schema$.fub_deals (fub_stage_id);
create index fub_deals_unresolved_idx on $schema$.fub_deals (fub_account_id) where unresolved_refs <> '{}';

-- Lead activity.
create table $schema$.fub_events (
    id                 bigint generated always as identity primary key,
    created_at         timestamptz not null default now(),
    fub_account_id     bigint not null references $schema$.fub_accounts (id) on delete cascade,

    updated_at         timestamptz not null default now(),
    last_updated_ad    timestamptz generated always as (updated_at) stored,
    ad_events_id       text not null,
    fub_events_id      bigint not null,
    fub_account_id_raw text,
    fub_created_at     timestamptz,
    fub_updated_at     timestamptz,
    people_name        text,
    occurred           timestamptz,
    source             text,
    type               text,
    property_street    text,
    property_city      text,
    property_state     text,
    property_zip       text,
    property_id        bigint,
    message            text,
    description        text,
    people_id          bigint,
    fub_people_id      bigint,
    credentials_id     bigint,
    page_title         text,
    page_url           text,
    page_duration      integer,
    property           jsonb,
    property_search    jsonb,
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

    constraint fub_events_vendor_key unique (fub_account_id, fub_events_id),
    constraint fub_events_deleted_check check ((deleted_at is null) = (deleted_source is null))
) with (autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_insert_scale_factor = 0.1, autovacuum_analyze_scale_factor = 0.02);

create index fub_events_person_idx on $schema$.fub_events (fub_people_id, occurred desc);
create index fub_events_occurred_idx on $schema$.fub_events (fub_account_id, occurred);
create index fub_events_type_idx on $schema$.fub_events (type);
create index fub_events_unresolved_idx on $schema$.fub_events (fub_account_id) where unresolved_refs <> '{}';

-- Calls; the largest table. Not partitioned: the reference schema asks for partitions by month above five million rows, which a host may add.
create table $schema$.fub_calls (
    id                      bigint generated always as identity primary key,
    created_at              timestamptz not null default now(),
    fub_account_id          bigint not null references $schema$.fub_accounts (id) on delete cascade,

    updated_at              timestamptz not null default now(),
    ad_updated_at           timestamptz generated always as (updated_at) stored,
    ad_call_id              text not null,
    call_id                 bigint not null,
    fub_account_id_raw      text,
    user_name               text,
    name                    text,
    people_name             text,
    fub_created_at          timestamptz,
    fub_updated_at          timestamptz,
    created_by_id           bigint,
    updated_by_id           bigint,
    -- Kept for its name only; nothing writes it.
    fub_users_id_deprecated bigint,
    phone                   text,
    from_number             text,
    to_number               text,
    note                    text,
    outcome                 text,
    is_incoming             boolean,
    direction               text generated always as (case when is_incoming then 'inbound' when not is_incoming then 'outbound' end) stored,
    duration                integer,
    recording_url           text,
    user_missing            boolean generated always as (fub_user_id is not null and fub_users_id is null) stored,
    fub_user_id             bigint,
    fub_users_id            bigint,
    person_id               bigint,
    fub_people_id           bigint,
    user_id                 bigint,
    ad_user_id              bigint generated always as (user_id) stored,
    credentials_id          bigint,

    raw                     jsonb not null,
    raw_original            bytea,
    content_hash            bytea not null,
    vendor_updated_at       timestamptz,
    first_seen_at           timestamptz not null,
    last_seen_at            timestamptz not null,
    synced_at               timestamptz not null,
    sync_run_id             uuid,
    deleted_at              timestamptz,
    deleted_source          text,
    unresolved_refs         text[] not null default '{}',

    constraint fub_calls_vendor_key unique (fub_account_id, call_id),
    constraint fub_calls_deleted_check check ((deleted_at is null) = (deleted_source is null))
) with (autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_insert_scale_factor = 0.1, autovacuum_analyze_scale_factor = 0.02);

create index fub_calls_created_idx on $schema$.fub_calls (fub_account_id, fub_created_at);
create index fub_calls_person_idx on $schema$.fub_calls (fub_people_id, fub_created_at desc);
create index fub_calls_user_idx on $schema$.fub_calls (fub_users_id);
create index fub_calls_unresolved_idx on $schema$.fub_calls (fub_account_id) where unresolved_refs <> '{}';

-- Text messages.
create table $schema$.fub_text_messages (
    id                 bigint generated always as identity primary key,
    created_at         timestamptz not null default now(),
    fub_account_id     bigint not null references $schema$.fub_accounts (id) on delete cascade,

    updated_at         timestamptz not null default now(),
    ad_updated_at      timestamptz generated always as (updated_at) stored,
    ad_text_message_id text not null,
    text_message_id    text not null,
    created_at_fub     timestamptz,
    updated_at_fub     timestamptz,
    name               text,
    user_name          text,
    user_id_fub        bigint,
    status             text,
    message            text,
    from_number        text,
    to_number          text,
    sent               timestamptz,
    is_incoming        boolean,
    archived           boolean,
    read               boolean,
    participants       jsonb,
    is_webhook         boolean,
    picture            jsonb,
    fub_user_id        bigint,
    fub_users_id       bigint,
    person_id          bigint,
    fub_people_id      bigint,
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

    constraint fub_text_messages_vendor_key unique (fub_account_id, text_message_id),
    constraint fub_text_messages_deleted_check check ((deleted_at is null) = (deleted_source is null))
) with (autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_insert_scale_factor = 0.1, autovacuum_analyze_scale_factor = 0.02);

create index fub_text_messages_person_idx on $schema$.fub_text_messages (fub_people_id, sent desc);
create index fub_text_messages_from_idx on $schema$.fub_text_messages (from_number);
create index fub_text_messages_to_idx on $schema$.fub_text_messages (to_number);
create index fub_text_messages_unresolved_idx on $schema$.fub_text_messages (fub_account_id) where unresolved_refs <> '{}';

-- Calendar.
create table $schema$.fub_appointments (
    id                     bigint generated always as identity primary key,
    created_at             timestamptz not null default now(),
    fub_account_id         bigint not null references $schema$.fub_accounts (id) on delete cascade,

    updated_at             timestamptz not null default now(),
    ad_created_at          timestamptz generated always as (created_at) stored,
    ad_updated_at          timestamptz generated always as (updated_at) stored,
    ad_appointment_id      text not null,
    appointment_id         text not null,
    fub_created_at         timestamptz,
    fub_updated_at         timestamptz,
    created_by_name        text,
    updated_by_name        text,
    created_by_id          bigint,
    updated_by_id          bigint,
    title                  text,
    description            text,
    location               text,
    external_link          text,
    start                  timestamptz,
    "end"                  timestamptz,
    timezone               text,
    is_all_day             boolean,
    is_from_fub            boolean,
    invitees               jsonb,
    outcome                text,
    type                   text,
    type_id                bigint,
    outcome_id             bigint,
    fub_user_id_raw        bigint,
    fub_user_id            bigint,
    created_by_fub_user_id bigint,
    invited_person_id_raw  bigint,
    invited_person_id      bigint,
    user_id                bigint,

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

    constraint fub_appointments_vendor_key unique (fub_account_id, appointment_id),
    constraint fub_appointments_deleted_check check ((deleted_at is null) = (deleted_source is null))
) with (autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_insert_scale_factor = 0.1, autovacuum_analyze_scale_factor = 0.02);

create index fub_appointments_start_idx on $schema$.fub_appointments (fub_account_id, start);
create index fub_appointments_person_idx on $schema$.fub_appointments (invited_person_id);
create index fub_appointments_unresolved_idx on $schema$.fub_appointments (fub_account_id) where unresolved_refs <> '{}';

-- The many-to-many children of deals and groups: always in step with their parents, because they are read from them. Row ids are null where the target has not arrived.
create view $schema$.fub_deal_people as
select d.fub_account_id, d.id as deal_id, d.fub_deal_id, (e.value ->> 'id')::bigint as person_id, p.id as fub_people_id, e.value ->> 'name' as name, e.ordinality as position
from $schema$.fub_deals d
cross join lateral jsonb_array_elements(case when jsonb_typeof(d.people) = 'array' then d.people end) with ordinality e
left join $schema$.fub_people p on p.fub_account_id = d.fub_account_id and p.people_id = (e.value ->> 'id')::bigint
where d.deleted_at is null;

create view $schema$.fub_deal_users as
select d.fub_account_id, d.id as deal_id, d.fub_deal_id, (e.value ->> 'id')::bigint as fub_user_id, u.id as fub_users_id, e.value ->> 'name' as name, e.ordinality as position
from $schema$.fub_deals d
cross join lateral jsonb_array_elements(case when jsonb_typeof(d.fub_users) = 'array' then d.fub_users end) with ordinality e
left join $schema$.fub_users u on u.fub_account_id = d.fub_account_id and u.fub_user_id = (e.value ->> 'id')::bigint
where d.deleted_at is null;

create view $schema$.fub_group_users as
select g.fub_account_id, g.id as group_id, g.group_id as fub_group_id, (e.value ->> 'id')::bigint as fub_user_id, u.id as fub_users_id, e.value ->> 'name' as name, e.ordinality as position
from $schema$.fub_groups g
cross join lateral jsonb_array_elements(case when jsonb_typeof(g.users) = 'array' then g.users end) with ordinality e
left join $schema$.fub_users u on u.fub_account_id = g.fub_account_id and u.fub_user_id = (e.value ->> 'id')::bigint
where g.deleted_at is null;
