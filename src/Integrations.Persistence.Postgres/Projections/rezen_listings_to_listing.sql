-- rezen_listings -> listing. The status comes from the words of rezen_status_words and the group that the vendor listed it in.
-- The second and third statement link listings and deals, whichever came first.
insert into $schema$.listing as t (
    sync_source, source_account_id, source_external_id, listing_id_raw, data_source, status, list_price, listing_date, expiration_date, closed_at, days_on_market,
    property_type, mls_number, closed, terminated, address_id, transaction_owner_agent_id, team_owner_agent_id, office_id, user_id, team_id, deleted_at, updated_at)
select
    'REZEN', @account, m.listing_id_raw, m.listing_id_raw, 'reZEN', s.status, m.price_amount, m.listing_date, m.listing_expiration_date,
    (m.closed_at at time zone 'UTC')::date, (m.closed_at at time zone 'UTC')::date - m.listing_date, m.property_type, m.mls_number, s.status = 'Closed',
    s.status in ('Terminated', 'Canceled'), d.id, g.id, h.id, f.id, coalesce(m.user_id, a.user_id), a.team_id, m.deleted_at, m.updated_at
from %ROWS% m
%PART:rezen_deal_joins%
where m.rezen_account_id = @account
on conflict (sync_source, source_account_id, source_external_id) do update set
    listing_id_raw = excluded.listing_id_raw, data_source = excluded.data_source, status = excluded.status, list_price = excluded.list_price,
    listing_date = excluded.listing_date, expiration_date = excluded.expiration_date, closed_at = excluded.closed_at, days_on_market = excluded.days_on_market,
    property_type = excluded.property_type, mls_number = excluded.mls_number, closed = excluded.closed, terminated = excluded.terminated,
    address_id = excluded.address_id, transaction_owner_agent_id = excluded.transaction_owner_agent_id, team_owner_agent_id = excluded.team_owner_agent_id, office_id = excluded.office_id, user_id = excluded.user_id,
    team_id = excluded.team_id, deleted_at = case when excluded.deleted_at is not null then coalesce(t.deleted_at, excluded.deleted_at) end,
    updated_at = excluded.updated_at
where (
        t.listing_id_raw, t.data_source, t.status, t.list_price, t.listing_date, t.expiration_date, t.closed_at, t.days_on_market, t.property_type, t.mls_number,
        t.closed, t.terminated, t.address_id, t.transaction_owner_agent_id, t.team_owner_agent_id, t.office_id, t.user_id, t.team_id, t.deleted_at is null)
    is distinct from (
        excluded.listing_id_raw, excluded.data_source, excluded.status, excluded.list_price, excluded.listing_date, excluded.expiration_date, excluded.closed_at,
        excluded.days_on_market, excluded.property_type, excluded.mls_number, excluded.closed, excluded.terminated, excluded.address_id,
        excluded.transaction_owner_agent_id, excluded.team_owner_agent_id, excluded.office_id, excluded.user_id, excluded.team_id, excluded.deleted_at is null);
with touched as (
    select m.listing_id_raw from %ROWS% m where m.rezen_account_id = @account
)
%PART:rezen_listing_link%;
with touched as (
    select m.in_contract_transaction_id_raw as transaction_id_raw from %ROWS% m
    where m.rezen_account_id = @account and m.in_contract_transaction_id_raw is not null
    union
    select t.transaction_id_raw from %ROWS% m
    cross join lateral (select * from $schema$.rezen_transactions where rezen_account_id = @account and built_from_transaction_id_raw = m.listing_id_raw offset 0) t
    where m.rezen_account_id = @account
    union
    select t.source_external_id from %ROWS% m
    cross join lateral (select * from $schema$.listing where sync_source = 'REZEN' and source_account_id = @account and source_external_id = m.listing_id_raw offset 0) l
    cross join lateral (select * from $schema$.transaction where listing_id = l.id offset 0) t
    where m.rezen_account_id = @account
)
%PART:rezen_transaction_link%
