-- rezen_frontline_agents -> agent: the best that is known of each agent, whichever list came first: his own profile, a roster, the down-line, the front line, the sponsors.
with touched as (
    select m.agent_id_raw as agent_id_raw from %ROWS% m where m.rezen_account_id = @account and m.agent_id_raw is not null
    union select m.owner_agent_id_raw from %ROWS% m where m.rezen_account_id = @account and m.owner_agent_id_raw is not null
)
%PART:rezen_agent%
