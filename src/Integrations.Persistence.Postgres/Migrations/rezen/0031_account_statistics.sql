-- Accounts come all the time. Statistics that know none of the new one's rows take it for empty: then every key of a table that begins with the account has the same price, and by the wrong one
-- all rows of the account are read for each that is looked up. Without statistics of this column a two-hundredth is assumed.
alter table $schema$.rezen_transactions alter column rezen_account_id set statistics 0;
alter table $schema$.rezen_listings alter column rezen_account_id set statistics 0;
alter table $schema$.rezen_contributions alter column rezen_account_id set statistics 0;
alter table $schema$.rezen_pending_contributions alter column rezen_account_id set statistics 0;
alter table $schema$.rezen_revshare_payments alter column rezen_account_id set statistics 0;
alter table $schema$.rezen_network_members alter column rezen_account_id set statistics 0;
alter table $schema$.rezen_frontline_agents alter column rezen_account_id set statistics 0;
alter table $schema$.rezen_sponsors alter column rezen_account_id set statistics 0;
alter table $schema$.rezen_agent_caps alter column rezen_account_id set statistics 0;
alter table $schema$.rezen_team_members alter column rezen_account_id set statistics 0;
alter table $schema$.agent_rezen alter column rezen_account_id set statistics 0;
