-- rezen_transactions -> participant: everybody in the lists of a transaction. Who is no longer in them is marked (deleted_at), as are all of them where the transaction itself is gone.
with parent as (
    select t.id as parent_id, m.transaction_id_raw as parent_id_raw, m.participants, m.other_participants, m.commission_splits, m.rezen_updated_at, coalesce(m.user_id, a.user_id) as user_id, m.deleted_at, m.updated_at
    from %ROWS% m
    join $schema$.rezen_accounts a on a.id = m.rezen_account_id
    cross join lateral (select * from $schema$.transaction where sync_source = 'REZEN' and source_account_id = @account and source_external_id = m.transaction_id_raw offset 0) t
    where m.rezen_account_id = @account
), entry as (
    select 'transaction:' || parent.parent_id_raw || ':' || p.participant_id_raw as external_id, parent.*, p.*
    from parent
    cross join lateral $schema$.rezen_participants(parent.participants, parent.other_participants, parent.commission_splits) p
), gone as (
    update $schema$.participant t set deleted_at = x.gone_at, updated_at = x.updated_at
    from (
        select k.id, coalesce(parent.deleted_at, parent.updated_at) as gone_at, parent.updated_at
        from parent
        cross join lateral (select * from $schema$.participant where transaction_id = parent.parent_id offset 0) k
        -- "not in" is a hash, whatever the planner thinks of the number of rows. external_id is never null.
        where k.sync_source = 'REZEN' and k.deleted_at is null and k.source_external_id not in (select entry.external_id from entry) offset 0) x
    where t.id = x.id
)
insert into $schema$.participant as t (
    sync_source, source_account_id, source_external_id, participant_id_raw, transaction_id, role, status, side, first_name, last_name, email, phone, company,
    is_real_agent, paid_by_real, external, commission_split, gross_commission, net_payout, paid, agent_id_raw, agent_id, user_id, last_updated, deleted_at, updated_at)
select
    'REZEN', @account, e.external_id, e.participant_id_raw, e.parent_id, e.role, e.status,
    case when e.role in ('BUYER', 'TENANT', 'BUYERS_AGENT', 'TENANT_AGENT', 'BUYERS_LAWYER') then 'BUY' when e.role in ('SELLER', 'LANDLORD', 'SELLERS_AGENT', 'SELLERS_LAWYER', 'BUILDER') then 'SELL' end,
    e.first_name, e.last_name, e.email, e.phone, e.company, e.agent_id_raw is not null and e.is_external is not true, e.paid_by_real, e.is_external, e.percent, e.gross,
    e.amount, e.has_payment is true, e.agent_id_raw, g.id, e.user_id, e.rezen_updated_at, e.deleted_at, e.updated_at
from entry e
left join lateral (select * from $schema$.agent where sync_source = 'REZEN' and source_account_id = @account and source_external_id = e.agent_id_raw offset 0) g on true
on conflict (sync_source, source_account_id, source_external_id) do update set
    participant_id_raw = excluded.participant_id_raw, transaction_id = excluded.transaction_id, role = excluded.role, status = excluded.status, side = excluded.side,
    first_name = excluded.first_name, last_name = excluded.last_name, email = excluded.email, phone = excluded.phone, company = excluded.company,
    is_real_agent = excluded.is_real_agent, paid_by_real = excluded.paid_by_real, external = excluded.external, commission_split = excluded.commission_split,
    gross_commission = excluded.gross_commission, net_payout = excluded.net_payout, paid = excluded.paid, agent_id_raw = excluded.agent_id_raw,
    agent_id = excluded.agent_id, user_id = excluded.user_id, last_updated = excluded.last_updated,
    deleted_at = case when excluded.deleted_at is not null then coalesce(t.deleted_at, excluded.deleted_at) end, updated_at = excluded.updated_at
where (
        t.participant_id_raw, t.transaction_id, t.role, t.status, t.side, t.first_name, t.last_name, t.email, t.phone, t.company, t.is_real_agent, t.paid_by_real,
        t.external, t.commission_split, t.gross_commission, t.net_payout, t.paid, t.agent_id_raw, t.agent_id, t.user_id, t.deleted_at is null)
    is distinct from (
        excluded.participant_id_raw, excluded.transaction_id, excluded.role, excluded.status, excluded.side, excluded.first_name, excluded.last_name, excluded.email,
        excluded.phone, excluded.company, excluded.is_real_agent, excluded.paid_by_real, excluded.external, excluded.commission_split, excluded.gross_commission,
        excluded.net_payout, excluded.paid, excluded.agent_id_raw, excluded.agent_id, excluded.user_id, excluded.deleted_at is null)
