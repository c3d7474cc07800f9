with mention as (
    select distinct on (x.agent_id_raw) x.agent_id_raw, x.first_name, x.last_name, x.email, x.phone, x.seen_at, x.updated_at
    from %ROWS% m
    cross join lateral (
        select p.agent_id_raw, p.first_name, p.last_name, p.email, p.phone, coalesce(m.rezen_updated_at, '-infinity') as seen_at, m.updated_at
        from $schema$.rezen_participants(m.participants, m.other_participants, null) p
        union all
        select r.agent_id_raw, null, null, null, null, null, m.updated_at from (values (m.transaction_owner_agent_id_raw), (m.owner_agent_id_raw)) r(agent_id_raw)) x
    where m.rezen_account_id = @account and x.agent_id_raw is not null
    order by x.agent_id_raw, x.seen_at desc nulls last, x.first_name desc nulls last, x.last_name desc nulls last, x.email desc nulls last, x.phone desc nulls last
)
%PART:rezen_mention%
