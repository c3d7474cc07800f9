-- rezen_referral_code -> agent: the agent whose code it is, and the row id of the agent beside the code.
with touched as (
    select m.agent_id_raw from %ROWS% m where m.rezen_account_id = @account
)
%PART:rezen_agent%;
update $schema$.rezen_referral_code m set agent_id = g.id
from $schema$.agent g
where m.rezen_account_id = @account and m.id = any(@ids) and g.sync_source = 'REZEN' and g.source_account_id = @account and g.source_external_id = m.agent_id_raw
    and m.agent_id is distinct from g.id
