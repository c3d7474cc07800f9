-- rezen_contributions -> contribution. Most come from deals of others, which the key does not see: their transaction stays in unresolved_refs.
insert into $schema$.contribution_tiers (name)
select distinct 'Tier ' || m.tier from %ROWS% m
where m.rezen_account_id = @account and m.tier is not null and not exists (select from $schema$.contribution_tiers n where n.name = 'Tier ' || m.tier)
on conflict (name) do nothing;
insert into $schema$.contribution as t (
    sync_source, source_account_id, source_external_id, contribution_id_raw, amount, currency, contribution_type, status, source, tier, tier_id, contribution_date, month,
    missed, user_id, agent_id, receiving_agent_id, contributing_agent_id, transaction_id, unresolved_refs, deleted_at, updated_at)
select
    'REZEN', @account, m.contribution_id_raw, m.contribution_id_raw, m.amount, case when length(m.currency) = 3 then m.currency end,
    coalesce(m.contribution_type, 'RevShare'), initcap(replace(m.status, '_', ' ')), 'reZEN', m.tier::text, n.id, coalesce(m.contribution_date, m.paid_at),
    date_trunc('month', coalesce(m.contribution_date, m.paid_at) at time zone 'UTC')::date, m.missed, coalesce(m.user_id, a.user_id), g.id, g.id, c.id, t0.id,
    case when m.transaction_id_raw is not null and t0.id is null then '{transaction}' else '{}' end::text[], m.deleted_at, m.updated_at
from %ROWS% m
join $schema$.rezen_accounts a on a.id = m.rezen_account_id
left join lateral (select * from $schema$.agent where sync_source = 'REZEN' and source_account_id = @account and source_external_id = m.owner_agent_id_raw offset 0) g on true
left join lateral (select * from $schema$.agent where sync_source = 'REZEN' and source_account_id = @account and source_external_id = m.contributor_agent_id_raw offset 0) c on true
left join lateral (select * from $schema$.transaction where sync_source = 'REZEN' and source_account_id = @account and source_external_id = m.transaction_id_raw offset 0) t0 on true
left join $schema$.contribution_tiers n on n.name = 'Tier ' || m.tier
where m.rezen_account_id = @account
on conflict (sync_source, source_account_id, source_external_id) do update set
    contribution_id_raw = excluded.contribution_id_raw, amount = excluded.amount, currency = excluded.currency, contribution_type = excluded.contribution_type,
    status = excluded.status, source = excluded.source, tier = excluded.tier, tier_id = excluded.tier_id, contribution_date = excluded.contribution_date,
    month = excluded.month, missed = excluded.missed, user_id = excluded.user_id, agent_id = excluded.agent_id, receiving_agent_id = excluded.receiving_agent_id,
    contributing_agent_id = excluded.contributing_agent_id, transaction_id = excluded.transaction_id, unresolved_refs = excluded.unresolved_refs,
    deleted_at = case when excluded.deleted_at is not null then coalesce(t.deleted_at, excluded.deleted_at) end, updated_at = excluded.updated_at
where (
        t.contribution_id_raw, t.amount, t.currency, t.contribution_type, t.status, t.source, t.tier, t.tier_id, t.contribution_date, t.month, t.missed, t.user_id,
        t.agent_id, t.receiving_agent_id, t.contributing_agent_id, t.transaction_id, t.unresolved_refs, t.deleted_at is null)
    is distinct from (
        excluded.contribution_id_raw, excluded.amount, excluded.currency, excluded.contribution_type, excluded.status, excluded.source, excluded.tier, excluded.tier_id,
        excluded.contribution_date, excluded.month, excluded.missed, excluded.user_id, excluded.agent_id, excluded.receiving_agent_id, excluded.contributing_agent_id,
        excluded.transaction_id, excluded.unresolved_refs, excluded.deleted_at is null)
