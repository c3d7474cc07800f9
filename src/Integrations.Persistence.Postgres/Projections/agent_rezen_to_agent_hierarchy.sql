-- agent_rezen -> agent_hierarchy: the sponsor of each agent.
with touched as (
    select m.agent_id_raw as agent_id_raw from %ROWS% m where m.rezen_account_id = @account
)
%PART:rezen_agent_hierarchy%
