-- Webhooks as they are wanted and as the vendors have them registered: one row for each wanted group of events of an account. One parent for all vendors, partitioned by vendor.

create type $schema$.webhook_object_type as enum ('TRANSACTION', 'LISTING');

create sequence $schema$.webhooks_registered_id_seq as bigint;

create table $schema$.webhooks_registered (
    id                  bigint                        not null default nextval('$schema$.webhooks_registered_id_seq'),
    created_at          timestamptz                   not null default now(),
    updated_at          timestamptz                   not null default now(),
    vendor              text                          not null,
    account_id          bigint                        not null,
    user_id             bigint,
    -- The vendor's id; null while nothing is registered.
    webhook_id_raw      text,
    type                $schema$.webhook_object_type,
    -- With its token masked: whoever reads the table cannot send us anything.
    callback_url        text                          not null,
    callback_token_hash bytea                         not null,
    event_types         text[]                        not null,
    -- The stream that the events announce.
    entity_type         text,
    status              text                          not null,
    status_reason       text,
    secret_ref          text,
    registered_at       timestamptz,
    verified_at         timestamptz,
    last_delivery_at    timestamptz,
    removed_at          timestamptz,
    -- When the account's webhooks are compared again.
    next_check_at       timestamptz                   not null,

    constraint webhooks_registered_pkey primary key (vendor, id),
    constraint webhooks_registered_status_check check (status in ('desired', 'registered', 'failing', 'removed')),
    constraint webhooks_registered_removed_check check ((status = 'removed') = (removed_at is not null))
) partition by list (vendor);

alter sequence $schema$.webhooks_registered_id_seq owned by $schema$.webhooks_registered.id;

create unique index webhooks_registered_wanted_key on $schema$.webhooks_registered (vendor, account_id, event_types) where removed_at is null;
create index webhooks_registered_due_idx on $schema$.webhooks_registered (next_check_at) where removed_at is null;

-- Alarms: what is wrong, since when and what to do. At most one is open for a rule, account and stream; closed ones are history.
create table $schema$.integration_alert (
    id           bigint generated always as identity primary key,
    created_at   timestamptz not null default now(),
    rule         text        not null,
    vendor       text,
    account_id   bigint,
    entity_type  text,
    -- Since when it is so; at or before opened_at.
    since        timestamptz not null,
    what         text        not null,
    remedy       text        not null,
    opened_at    timestamptz not null,
    last_seen_at timestamptz not null,
    notified_at  timestamptz,
    closed_at    timestamptz,
    constraint integration_alert_account_check check ((vendor is null) = (account_id is null))
);

create unique index integration_alert_open_key on $schema$.integration_alert (rule, vendor, account_id, entity_type) nulls not distinct where closed_at is null;
create index integration_alert_account_idx on $schema$.integration_alert (vendor, account_id, opened_at desc);
