-- Deliveries that name nothing to read are settled without a lease.

create index webhook_inbox_empty_idx on $schema$.webhook_inbox (account_id) where status = 'PENDING' and (entity_type is null or object_ids = '{}');
