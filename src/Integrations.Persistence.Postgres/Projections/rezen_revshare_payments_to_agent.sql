-- rezen_revshare_payments -> agent: who is paid.
with mention as (
    select distinct m.owner_agent_id_raw as agent_id_raw, null as first_name, null as last_name, null as email, null as phone, null::timestamptz as seen_at, max(m.updated_at) over () as updated_at
    from %ROWS% m
    where m.rezen_account_id = @account and m.owner_agent_id_raw is not null
)
%PART:rezen_mention%
