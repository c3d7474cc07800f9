-- Reconciliation: what a comparison with the vendor found, and what a run needs to be taken back.

alter type $schema$.sync_job_type add value 'Check';

alter table $schema$.sync_state
    -- Where deltas stood when a full read began. A full read that is taken back gives it back.
    add column cursor_before text,
    -- Where the reading of keys continues; the cursor of deltas stays untouched by it.
    add column key_cursor    text,
    add column last_check_at timestamptz,
    drop constraint sync_state_mode_check,
    drop constraint sync_state_phase_check,
    add constraint sync_state_mode_check check (mode in ('full', 'delta', 'created', 'keys')),
    add constraint sync_state_phase_check check (phase in ('read', 'compare', 'promote', 'settle'));

-- The schedule of a stream does not hang on a job: a stream that was never read is due, and what keeps it from being planned is an open step and nothing else.
update $schema$.sync_state set next_run_at = now() where next_run_at is null and status not in ('PAUSED', 'REAUTH_REQUIRED');

-- A reading of keys writes the change stamps down as well.
alter table $schema$.sync_seen add column vendor_updated_at timestamptz;

-- What a comparison found, until it is settled: one row per record and kind, found again or not.
create table $schema$.sync_findings (
    id            bigint generated always as identity primary key,
    created_at    timestamptz not null default now(),
    last_found_at timestamptz not null default now(),
    vendor        text        not null,
    account_id    bigint      not null,
    entity_type   text        not null,
    run_id        uuid        not null,
    kind          text        not null,
    external_id   text        not null,
    vendor_stamp  timestamptz,
    local_stamp   timestamptz,
    -- Set by an operator: the row may go, if the vendor, asked for it by id, does not report it.
    released_at   timestamptz,
    released_by   text,
    resolved_at   timestamptz,
    resolution    text,
    constraint sync_findings_kind_check check (kind in ('missing', 'extra', 'changed')),
    constraint sync_findings_resolution_check check (resolution in ('stored', 'deleted', 'returned', 'rejected', 'absent')),
    constraint sync_findings_resolved_check check ((resolved_at is null) = (resolution is null))
) with (autovacuum_vacuum_scale_factor = 0.05, autovacuum_analyze_scale_factor = 0.02);

create unique index sync_findings_open_key on $schema$.sync_findings (vendor, account_id, entity_type, kind, external_id) where resolved_at is null;
create index sync_findings_stream_idx on $schema$.sync_findings (vendor, account_id, entity_type, id);
