with mention as (
    select distinct on (x.agent_id_raw) x.agent_id_raw, x.first_name, x.last_name, null as email, null as phone, x.seen_at, m.updated_at
    from %ROWS% m
    cross join lateral (values
        (m.contributor_agent_id_raw, m.contributor_first_name, m.contributor_last_name, case when coalesce(m.contributor_first_name, m.contributor_last_name) is not null then '-infinity'::timestamptz end),
        (m.owner_agent_id_raw, null, null, null)) x(agent_id_raw, first_name, last_name, seen_at)
    where m.rezen_account_id = @account and x.agent_id_raw is not null
    order by x.agent_id_raw, x.seen_at desc nulls last, x.first_name desc nulls last, x.last_name desc nulls last
)
%PART:rezen_mention%
