-- Keys that begin with the source, as the lineage key does. A table without statistics, and one whose statistics do not know the account yet, give both the same price for a row that is
-- looked up by its lineage, and by the wrong one all rows of the account are read for it. The columns are the same, in another order.
alter table $schema$.transaction drop constraint transaction_raw_key, add constraint transaction_raw_key unique (transaction_id_raw, source_account_id, sync_source);
alter table $schema$.network_member drop constraint network_member_raw_key, add constraint network_member_raw_key unique (network_id_raw, source_account_id, sync_source);
alter table $schema$.income drop constraint income_raw_key, add constraint income_raw_key unique (income_id_raw, source_account_id, sync_source, income_type, source);
alter table $schema$.contribution drop constraint contribution_raw_key, add constraint contribution_raw_key unique (contribution_id_raw, receiving_agent_id, sync_source);
