-- What a reader of the table asks first and the vendor does not say.

comment on column $schema$.listing.terminated_at is 'Null for reZEN, which gives no day of termination: "terminated" says that it is, listing_history.changed_at when the change was made.';
comment on column $schema$.listing.team_owner_agent_id is 'reZEN: the agent who takes part in the listing as head of a team (TEAM_LEADER, PRO_TEAM_LEADER or DOMESTIC_LEAD). Null without one, and with several.';
comment on column $schema$.transaction.team_owner_agent_id is 'reZEN: the agent who takes part in the deal as head of a team (TEAM_LEADER, PRO_TEAM_LEADER or DOMESTIC_LEAD). Null without one, and with several.';
comment on column $schema$.rezen_referral_code.agent_id is 'The agent whose code it is. Null for a row that the host wrote itself and does not fill.';
