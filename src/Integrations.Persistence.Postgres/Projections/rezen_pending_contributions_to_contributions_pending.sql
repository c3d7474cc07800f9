-- rezen_pending_contributions -> contributions_pending. What the newest reading does not have is marked (deleted_at).
insert into $schema$.contributions_pending as t (
    sync_source, source_account_id, source_external_id, contribution_id_raw, amount, currency, status, contribution_type, source, transaction_type, deal_type,
    transaction_status, pending_reason, processing_date, contribution_date, closing_date, tier_at_contribution, user_id, agent_id, receiving_agent_id,
    contributing_agent_id, transaction_id, snapshot_id, unresolved_refs, deleted_at, updated_at)
select
    'REZEN', @account, m.contribution_id_raw, m.contribution_id_raw, m.amount, case when length(m.currency) = 3 then m.currency end,
    coalesce(initcap(replace(m.status, '_', ' ')), 'Pending'), coalesce(m.contribution_type, 'RevShare'), 'reZEN', m.transaction_type, m.deal_type, m.transaction_status,
    m.pending_reason, m.processing_date, m.contribution_date, m.closing_date, m.tier, coalesce(m.user_id, a.user_id), g.id, g.id, c.id, t0.id, m.sync_run_id,
    case when m.transaction_id_raw is not null and t0.id is null then '{transaction}' else '{}' end::text[], m.deleted_at, m.updated_at
from %ROWS% m
join $schema$.rezen_accounts a on a.id = m.rezen_account_id
left join lateral (select * from $schema$.agent where sync_source = 'REZEN' and source_account_id = @account and source_external_id = m.owner_agent_id_raw offset 0) g on true
left join lateral (select * from $schema$.agent where sync_source = 'REZEN' and source_account_id = @account and source_external_id = m.contributor_agent_id_raw offset 0) c on true
left join lateral (select * from $schema$.transaction where sync_source = 'REZEN' and source_account_id = @account and source_external_id = m.transaction_id_raw offset 0) t0 on true
where m.rezen_account_id = @account
on conflict (sync_source, source_account_id, source_external_id) do update set
    contribution_id_raw = excluded.contribution_id_raw, amount = excluded.amount, currency = excluded.currency, status = excluded.status,
    contribution_type = excluded.contribution_type, source = excluded.source, transaction_type = excluded.transaction_type, deal_type = excluded.deal_type,
    transaction_status = excluded.transaction_status, pending_reason = excluded.pending_reason, processing_date = excluded.processing_date,
    contribution_date = excluded.contribution_date, closing_date = excluded.closing_date, tier_at_contribution = excluded.tier_at_contribution,
    user_id = excluded.user_id, agent_id = excluded.agent_id, receiving_agent_id = excluded.receiving_agent_id, contributing_agent_id = excluded.contributing_agent_id,
    transaction_id = excluded.transaction_id, snapshot_id = excluded.snapshot_id, unresolved_refs = excluded.unresolved_refs,
    deleted_at = case when excluded.deleted_at is not null then coalesce(t.deleted_at, excluded.deleted_at) end, updated_at = excluded.updated_at
where (
        t.contribution_id_raw, t.amount, t.currency, t.status, t.contribution_type, t.source, t.transaction_type, t.deal_type, t.transaction_status, t.pending_reason,
        t.processing_date, t.contribution_date, t.closing_date, t.tier_at_contribution, t.user_id, t.agent_id, t.receiving_agent_id, t.contributing_agent_id,
        t.transaction_id, t.snapshot_id, t.unresolved_refs, t.deleted_at is null)
    is distinct from (
        excluded.contribution_id_raw, excluded.amount, excluded.currency, excluded.status, excluded.contribution_type, excluded.source, excluded.transaction_type,
        excluded.deal_type, excluded.transaction_status, excluded.pending_reason, excluded.processing_date, excluded.contribution_date, excluded.closing_date,
        excluded.tier_at_contribution, excluded.user_id, excluded.agent_id, excluded.receiving_agent_id, excluded.contributing_agent_id, excluded.transaction_id,
        excluded.snapshot_id, excluded.unresolved_refs, excluded.deleted_at is null)
