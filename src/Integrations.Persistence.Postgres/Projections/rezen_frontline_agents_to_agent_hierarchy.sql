-- rezen_frontline_agents -> agent_hierarchy: the sponsor of each agent.
with touched as (
    select m.agent_id_raw as agent_id_raw from $schema$.rezen_frontline_agents m where m.rezen_account_id = @account and m.id = any(@ids)
)
%PART:rezen_agent_hierarchy%
