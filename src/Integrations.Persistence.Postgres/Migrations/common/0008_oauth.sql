-- Renewal of tokens: one process at a time, over all processes. A lease without an owner is a pause after a renewal that failed.

alter table $schema$.credentials
    add column renewal_lease uuid,
    add column renewal_until timestamptz;

-- Sign-ins at vendors that were begun. Of the secret that travels through the browser only the hash is kept.
create table $schema$.oauth_states (
    id           uuid        primary key,
    created_at   timestamptz not null,
    vendor       text        not null,
    secret_hash  bytea       not null,
    tenant_id    uuid        not null,
    user_id      bigint,
    team_id      bigint,
    redirect_uri text        not null,
    expires_at   timestamptz not null,
    used_at      timestamptz
);

create index oauth_states_expires_idx on $schema$.oauth_states (expires_at);
