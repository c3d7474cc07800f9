-- Words that all vendors share. The labels of sync_job_status and sync_job_type are those of the reference schema; 'Reconcile' is ours.
-- Vendor vocabularies are text columns, never enums: they grow without notice.

create type $schema$.sync_job_status as enum ('PENDING', 'IN_PROGRESS', 'COMPLETED', 'ERROR');

create type $schema$.staging_status as enum ('PENDING', 'PROCESSING', 'PROMOTED', 'SKIPPED', 'ERROR', 'DEAD');

create type $schema$.sync_job_type as enum ('Onboarding', 'Sync', 'All', 'Created Today', 'Updated Today', 'Reconcile');
