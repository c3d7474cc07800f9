-- rezen_transactions -> transaction_participants: the agents of a deal.
insert into $schema$.transaction_participants as t (
    sync_source, source_account_id, source_external_id, transaction_id, participant_id, user_id, agent_id, role, percentage, amount_paid, deleted_at, updated_at)
select
    'REZEN', @account, p.source_external_id, t0.id, p.id, p.user_id, p.agent_id, p.role, p.commission_split, p.net_payout,
    case when p.deleted_at is not null then p.deleted_at when p.agent_id is null then m.updated_at end, m.updated_at
from %ROWS% m
cross join lateral (select * from $schema$.transaction where sync_source = 'REZEN' and source_account_id = @account and source_external_id = m.transaction_id_raw offset 0) t0
join lateral (select * from $schema$.participant where transaction_id = t0.id offset 0) p on p.sync_source = 'REZEN'
left join lateral (select * from $schema$.transaction_participants where transaction_id = t0.id and participant_id = p.id offset 0) o on true
where m.rezen_account_id = @account and (p.agent_id is not null or o.id is not null)
on conflict (sync_source, source_account_id, source_external_id) do update set
    transaction_id = excluded.transaction_id, participant_id = excluded.participant_id, user_id = excluded.user_id, agent_id = excluded.agent_id, role = excluded.role,
    percentage = excluded.percentage, amount_paid = excluded.amount_paid,
    deleted_at = case when excluded.deleted_at is not null then coalesce(t.deleted_at, excluded.deleted_at) end, updated_at = excluded.updated_at
where (
        t.transaction_id, t.participant_id, t.user_id, t.agent_id, t.role, t.percentage, t.amount_paid, t.deleted_at is null)
    is distinct from (
        excluded.transaction_id, excluded.participant_id, excluded.user_id, excluded.agent_id, excluded.role, excluded.percentage, excluded.amount_paid,
        excluded.deleted_at is null)
