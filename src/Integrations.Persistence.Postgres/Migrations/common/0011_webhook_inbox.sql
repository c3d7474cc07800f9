-- Webhooks as they arrived: committed before the vendor gets its 2xx, processed later, kept for replay. One parent for all vendors, partitioned by vendor.

create sequence $schema$.webhook_inbox_id_seq as bigint;

create table $schema$.webhook_inbox (
    id                bigint                  not null default nextval('$schema$.webhook_inbox_id_seq'),
    vendor            text                    not null,
    account_id        bigint                  not null,
    received_at       timestamptz             not null default now(),
    event_name        text,
    event_id          text,
    -- The vendor's clock; null when it does not say.
    event_created_at  timestamptz,
    -- The stream to read again; null when the event concerns none.
    entity_type       text,
    object_ids        text[]                  not null default '{}',
    is_delete         boolean                 not null default false,
    headers           jsonb                   not null default '{}',
    raw               jsonb                   not null,
    body_sha256       bytea                   not null,
    signature_valid   boolean                 not null,
    -- Hash of the event id, or of the body where the vendor gives no id.
    dedupe_key        bytea                   not null,
    status            $schema$.staging_status not null default 'PENDING',
    attempts          integer                 not null default 0,
    next_attempt_at   timestamptz             not null default now(),
    processed_at      timestamptz,
    -- The run that read its records.
    run_id            uuid,
    last_error        text,

    constraint webhook_inbox_pkey primary key (vendor, id),
    constraint webhook_inbox_dedupe_key unique (vendor, account_id, dedupe_key),
    constraint webhook_inbox_processed_check check (status not in ('PROMOTED', 'SKIPPED', 'DEAD') or processed_at is not null)
) partition by list (vendor);

alter sequence $schema$.webhook_inbox_id_seq owned by $schema$.webhook_inbox.id;

create index webhook_inbox_open_idx on $schema$.webhook_inbox (account_id, entity_type, next_attempt_at) where status in ('PENDING', 'ERROR');
-- Deliveries that name nothing to read are settled without a lease.
create index webhook_inbox_empty_idx on $schema$.webhook_inbox (account_id) where status = 'PENDING' and (entity_type is null or object_ids = '{}');
create index webhook_inbox_account_idx on $schema$.webhook_inbox (account_id, received_at desc);

-- Callback addresses: the token of an address is looked up by its hash. The encrypted token is kept to register the address at the vendor again.
create table $schema$.webhook_tokens (
    id         bigint generated always as identity primary key,
    created_at timestamptz not null default now(),
    vendor     text        not null,
    account_id bigint      not null,
    token_hash bytea       not null,
    token_enc  bytea       not null,
    key_id     text        not null,
    -- A replaced token is still taken until then. Null for the current one.
    retires_at timestamptz,
    constraint webhook_tokens_hash_key unique (token_hash)
);

create unique index webhook_tokens_current_key on $schema$.webhook_tokens (vendor, account_id) where retires_at is null;
