-- rezen_sponsors -> agent_hierarchy: a sponsor that came or went changes his neighbours, so all sponsors of the account and its owner are looked at.
with touched as (
    select m.agent_id_raw from %ROWS% m where m.rezen_account_id = @account
    union select m.owner_agent_id_raw from %ROWS% m where m.rezen_account_id = @account and m.owner_agent_id_raw is not null
)
%PART:rezen_agent_hierarchy%
