-- rezen_referral_code -> agent: the agent whose code it is, and the row id of the agent beside the code.
with touched as (
    select m.agent_id_raw from %ROWS% m where m.rezen_account_id = @account
)
%PART:rezen_agent%;
update $schema$.rezen_referral_code t set agent_id = g.id
from %ROWS% m
cross join lateral (select * from $schema$.agent where sync_source = 'REZEN' and source_account_id = @account and source_external_id = m.agent_id_raw offset 0) g
where m.rezen_account_id = @account and t.id = m.id and t.agent_id is distinct from g.id
