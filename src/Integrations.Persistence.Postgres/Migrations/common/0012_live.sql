-- A stream has two writers: the main run (scope_key '') and reads of single records by id, for webhooks, repairs and replays (scope_key 'live', made on demand). Each has a lease and a
-- fencing number of its own. What both write is kept in the order in which the vendor was asked, and the mirror has that order already: last_seen_at is when the vendor was asked and had
-- the content of the row, deleted_at when it was asked and had the record no more.

-- Records that were found to be gone while a read was under way and before the mirror had them: a page that was asked for earlier must not bring them in. Emptied when the read has ended.
create table $schema$.sync_gone (
    vendor      text        not null,
    account_id  bigint      not null,
    entity_type text        not null,
    external_id text        not null,
    asked_at    timestamptz not null,
    constraint sync_gone_pkey primary key (vendor, account_id, entity_type, external_id)
);
