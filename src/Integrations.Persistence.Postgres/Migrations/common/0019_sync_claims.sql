-- What planner and claims look at stays small beside thousands of accounts: due streams by their time, and waiting steps by kind and time.

drop index $schema$.sync_state_due_idx;
create index sync_state_due_idx on $schema$.sync_state (vendor, next_run_at) where scope_key = '' and status not in ('PAUSED', 'REAUTH_REQUIRED');
create index sync_job_steps_long_idx on $schema$.sync_job_steps (next_attempt_at) where status = 'PENDING' and job_type in ('Onboarding', 'Reconcile', 'Check');
create index sync_job_steps_short_idx on $schema$.sync_job_steps (next_attempt_at) where status = 'PENDING' and job_type not in ('Onboarding', 'Reconcile', 'Check');
