-- rezen_transactions -> participant_paid: the participants of a deal that a payment is noted for.
insert into $schema$.participant_paid as t (
    sync_source, source_account_id, source_external_id, participant_id, transaction_id, user_id, payment_type, amount, amount_paid, date_paid, percent, currency,
    deleted_at, updated_at)
select
    'REZEN', @account, p.source_external_id, p.id, t0.id, p.user_id, 'COMMISSION', p.net_payout, case when t0.closed then p.net_payout end,
    case when t0.closed then t0.closing_date end, p.commission_split, t0.currency,
    case when p.deleted_at is not null then p.deleted_at when not p.paid then m.updated_at end, m.updated_at
from %ROWS% m
cross join lateral (select * from $schema$.transaction where sync_source = 'REZEN' and source_account_id = @account and source_external_id = m.transaction_id_raw offset 0) t0
join lateral (select * from $schema$.participant where transaction_id = t0.id offset 0) p on p.sync_source = 'REZEN'
left join lateral (select * from $schema$.participant_paid where participant_id = p.id and payment_type = 'COMMISSION' offset 0) o on true
where m.rezen_account_id = @account and (p.paid or o.id is not null)
on conflict (sync_source, source_account_id, source_external_id) do update set
    participant_id = excluded.participant_id, transaction_id = excluded.transaction_id, user_id = excluded.user_id, payment_type = excluded.payment_type,
    amount = excluded.amount, amount_paid = excluded.amount_paid, date_paid = excluded.date_paid, percent = excluded.percent, currency = excluded.currency,
    deleted_at = case when excluded.deleted_at is not null then coalesce(t.deleted_at, excluded.deleted_at) end, updated_at = excluded.updated_at
where (
        t.participant_id, t.transaction_id, t.user_id, t.payment_type, t.amount, t.amount_paid, t.date_paid, t.percent, t.currency, t.deleted_at is null)
    is distinct from (
        excluded.participant_id, excluded.transaction_id, excluded.user_id, excluded.payment_type, excluded.amount, excluded.amount_paid, excluded.date_paid,
        excluded.percent, excluded.currency, excluded.deleted_at is null)
