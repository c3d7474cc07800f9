-- rezen_sponsors -> network_hierarchy: the closure is made anew after the run, if an edge of it has changed.
with touched as (
    select m.agent_id_raw as agent_id_raw from %ROWS% m where m.rezen_account_id = @account
    union select m.owner_agent_id_raw from %ROWS% m where m.rezen_account_id = @account and m.owner_agent_id_raw is not null
)
%PART:rezen_hierarchy_mark%
