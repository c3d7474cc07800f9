-- rezen_transactions -> transaction. The status comes from the words of rezen_status_words and the group that the vendor listed the deal in.
-- A row of the list of deals whose state is a listing's is left to the stream of listings. The second and third statement link deals and listings, whichever came first.
insert into $schema$.transaction as t (
    sync_source, source_account_id, source_external_id, transaction_id_raw, status, transaction_type, stage, lifecycle_state, contract_date, closing_date, listing_date,
    firm_date, sale_price, gross_commission, net_payout, rezen_code, property_type, mls_num, representation, team_id_raw, last_updated, terminated, closed,
    transaction_owner_name, transaction_owner_email, address_id, user_id, team_id, transaction_owner_agent_id, team_owner_agent_id, office_id, currency, lead_source, deleted_at, updated_at)
select
    'REZEN', @account, m.transaction_id_raw, m.transaction_id_raw, s.status, $schema$.rezen_type(coalesce(m.transaction_type, m.deal_type), m.property_type),
    m.lifecycle_group, m.lifecycle_state, m.contract_acceptance_date, m.closing_date, m.listing_date, m.firm_date, m.price_amount, m.gross_commission_amount,
    m.my_net_payout_amount, m.code, m.property_type, m.mls_number, m.representation, m.team_id_raw, m.rezen_updated_at, s.status in ('Terminated', 'Canceled'),
    s.status = 'Closed', coalesce(m.transaction_owner_name, nullif(concat_ws(' ', w.first_name, w.last_name), '')), coalesce(m.transaction_owner_email, w.email), d.id,
    coalesce(m.user_id, a.user_id), a.team_id, g.id, h.id, f.id,
    (select c from (values (m.currency), (m.price_currency), (m.gross_commission_currency)) v(c) where length(c) = 3 limit 1), m.lead_source_name, m.deleted_at,
    m.updated_at
from %ROWS% m
%PART:rezen_deal_joins%
where m.rezen_account_id = @account and coalesce(m.lifecycle_state, '') not like 'LISTING\_%'
on conflict (sync_source, source_account_id, source_external_id) do update set
    transaction_id_raw = excluded.transaction_id_raw, status = excluded.status, transaction_type = excluded.transaction_type, stage = excluded.stage,
    lifecycle_state = excluded.lifecycle_state, contract_date = excluded.contract_date, closing_date = excluded.closing_date, listing_date = excluded.listing_date,
    firm_date = excluded.firm_date, sale_price = excluded.sale_price, gross_commission = excluded.gross_commission, net_payout = excluded.net_payout,
    rezen_code = excluded.rezen_code, property_type = excluded.property_type, mls_num = excluded.mls_num, representation = excluded.representation,
    team_id_raw = excluded.team_id_raw, last_updated = excluded.last_updated, terminated = excluded.terminated, closed = excluded.closed,
    transaction_owner_name = excluded.transaction_owner_name, transaction_owner_email = excluded.transaction_owner_email, address_id = excluded.address_id,
    user_id = excluded.user_id, team_id = excluded.team_id, transaction_owner_agent_id = excluded.transaction_owner_agent_id, team_owner_agent_id = excluded.team_owner_agent_id, office_id = excluded.office_id,
    currency = excluded.currency, lead_source = excluded.lead_source,
    deleted_at = case when excluded.deleted_at is not null then coalesce(t.deleted_at, excluded.deleted_at) end, updated_at = excluded.updated_at
where (
        t.transaction_id_raw, t.status, t.transaction_type, t.stage, t.lifecycle_state, t.contract_date, t.closing_date, t.listing_date, t.firm_date, t.sale_price,
        t.gross_commission, t.net_payout, t.rezen_code, t.property_type, t.mls_num, t.representation, t.team_id_raw, t.last_updated, t.terminated, t.closed,
        t.transaction_owner_name, t.transaction_owner_email, t.address_id, t.user_id, t.team_id, t.transaction_owner_agent_id, t.team_owner_agent_id, t.office_id, t.currency, t.lead_source,
        t.deleted_at is null)
    is distinct from (
        excluded.transaction_id_raw, excluded.status, excluded.transaction_type, excluded.stage, excluded.lifecycle_state, excluded.contract_date, excluded.closing_date,
        excluded.listing_date, excluded.firm_date, excluded.sale_price, excluded.gross_commission, excluded.net_payout, excluded.rezen_code, excluded.property_type,
        excluded.mls_num, excluded.representation, excluded.team_id_raw, excluded.last_updated, excluded.terminated, excluded.closed, excluded.transaction_owner_name,
        excluded.transaction_owner_email, excluded.address_id, excluded.user_id, excluded.team_id, excluded.transaction_owner_agent_id, excluded.team_owner_agent_id, excluded.office_id,
        excluded.currency, excluded.lead_source, excluded.deleted_at is null);
with touched as (
    select m.transaction_id_raw from %ROWS% m where m.rezen_account_id = @account
)
%PART:rezen_transaction_link%;
with touched as (
    select m.built_from_transaction_id_raw as listing_id_raw from %ROWS% m
    where m.rezen_account_id = @account and m.built_from_transaction_id_raw is not null
    union
    select l.listing_id_raw from %ROWS% m
    cross join lateral (select * from $schema$.rezen_listings where rezen_account_id = @account and in_contract_transaction_id_raw = m.transaction_id_raw offset 0) l
    where m.rezen_account_id = @account
    union
    select l.source_external_id from %ROWS% m
    cross join lateral (select * from $schema$.transaction where sync_source = 'REZEN' and source_account_id = @account and source_external_id = m.transaction_id_raw offset 0) t
    cross join lateral (select * from $schema$.listing where converted_transaction_id = t.id offset 0) l
    where m.rezen_account_id = @account
)
%PART:rezen_listing_link%
