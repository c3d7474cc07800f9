-- rezen_transactions -> transaction_financials: one row per deal. net_payout and agent_commission are the view of the key's owner.
insert into $schema$.transaction_financials as t (
    sync_source, source_account_id, source_external_id, transaction_id, gci, gross_commission, agent_commission, net_payout, sale_price, commission_amount, currency,
    sale_commission_percent, listing_commission_percent, deleted_at, updated_at)
select
    'REZEN', @account, m.transaction_id_raw, t0.id, m.gross_commission_amount, m.gross_commission_amount, m.my_net_payout_amount, m.my_net_payout_amount, m.price_amount,
    coalesce(m.sale_commission_amount, m.listing_commission_amount), t0.currency, m.sale_commission_percent, m.listing_commission_percent, m.deleted_at, m.updated_at
from %ROWS% m
cross join lateral (select * from $schema$.transaction where sync_source = 'REZEN' and source_account_id = @account and source_external_id = m.transaction_id_raw offset 0) t0
where m.rezen_account_id = @account
on conflict (sync_source, source_account_id, source_external_id) do update set
    transaction_id = excluded.transaction_id, gci = excluded.gci, gross_commission = excluded.gross_commission, agent_commission = excluded.agent_commission,
    net_payout = excluded.net_payout, sale_price = excluded.sale_price, commission_amount = excluded.commission_amount, currency = excluded.currency,
    sale_commission_percent = excluded.sale_commission_percent, listing_commission_percent = excluded.listing_commission_percent,
    deleted_at = case when excluded.deleted_at is not null then coalesce(t.deleted_at, excluded.deleted_at) end, updated_at = excluded.updated_at
where (
        t.transaction_id, t.gci, t.gross_commission, t.agent_commission, t.net_payout, t.sale_price, t.commission_amount, t.currency, t.sale_commission_percent,
        t.listing_commission_percent, t.deleted_at is null)
    is distinct from (
        excluded.transaction_id, excluded.gci, excluded.gross_commission, excluded.agent_commission, excluded.net_payout, excluded.sale_price, excluded.commission_amount,
        excluded.currency, excluded.sale_commission_percent, excluded.listing_commission_percent, excluded.deleted_at is null)
