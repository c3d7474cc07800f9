-- agent_rezen -> agent_commission: splits as fractions, from the agent's own profile where it has them, otherwise from his roster.
with touched as (
    select distinct m.agent_id_raw as agent_id_raw from %ROWS% m where m.rezen_account_id = @account and m.agent_id_raw is not null
)
%PART:rezen_agent_commission%
