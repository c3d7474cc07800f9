-- Erasing accounts. What was removed stays on record, without any personal data: row ids, table names and numbers. An erasure that was interrupted goes on from here.

create table $schema$.integration_erasure (
    id          bigint      generated always as identity primary key,
    created_at  timestamptz not null default now(),
    vendor      text        not null,
    -- Row id of the account that was. Ids are never given twice.
    account_id  bigint      not null,
    -- Table name to rows deleted so far; written in the transaction that deletes them.
    deleted     jsonb       not null default '{}',
    finished_at timestamptz
);

create unique index integration_erasure_open_key on $schema$.integration_erasure (vendor, account_id) where finished_at is null;

-- Deleting a row looks for those that refer to it: without these indexes that is a read of the whole table for each.
create index agent_home_address_idx on $schema$.agent (home_address_id) where home_address_id is not null;
create index listing_address_idx on $schema$.listing (address_id) where address_id is not null;
create index listing_team_owner_idx on $schema$.listing (team_owner_agent_id) where team_owner_agent_id is not null;
create index listing_converted_idx on $schema$.listing (converted_transaction_id) where converted_transaction_id is not null;
create index transaction_address_idx on $schema$.transaction (address_id) where address_id is not null;
create index transaction_team_owner_idx on $schema$.transaction (team_owner_agent_id) where team_owner_agent_id is not null;
create index participant_address_idx on $schema$.participant (address_id) where address_id is not null;
