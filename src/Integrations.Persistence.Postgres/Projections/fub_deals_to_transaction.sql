-- fub_deals -> transaction. The vendor's status says whether a deal is kept, not whether it was won; a closing stage does.
-- A deleted deal (by the vendor's status or gone) is marked (deleted_at) and terminated, not removed: participants and tables of the host may refer to it.
with copied as (
    update $schema$.fub_deals c set copied_to_normalized = true
    from %ROWS% m
    where m.fub_account_id = @account and not m.copied_to_normalized and c.id = m.id
)
insert into $schema$.transaction as t (
    sync_source, source_account_id, source_external_id, transaction_id_raw, status, stage, closing_date, sale_price, gross_commission, terminated, closed,
    transaction_owner_name, transaction_owner_email, transaction_owner_agent_id, user_id, team_id, lead_source, lead_type, last_updated, unresolved_refs, deleted_at, updated_at)
select
    'FUB', m.fub_account_id, m.fub_deal_id::text, m.fub_deal_id::text,
    case when d.at is not null then 'Canceled' when m.closed_stage then 'Closed' else m.status end,
    m.stage_name, m.projected_close_date, m.price, m.commission_value, d.at is not null, coalesce(m.closed_stage, false),
    coalesce(u.name, m.fub_account_user_name), u.email, u.agent_id, coalesce(m.ad_user_id, u.user_id), m.ad_team_id, p.source_name, p.type,
    coalesce(m.vendor_updated_at, m.entered_stage_at, m.fub_created_at), m.unresolved_refs, d.at, m.updated_at
from %ROWS% m
cross join lateral (select case when m.deleted_at is not null then m.deleted_at when lower(m.status) = 'deleted' then m.updated_at end as at) d
left join lateral (select * from $schema$.fub_users where id = m.primary_fub_user_id offset 0) u on u.fub_account_id = @account
left join lateral (select * from $schema$.fub_people where id = m.primary_person_id offset 0) p on p.fub_account_id = @account
where m.fub_account_id = @account
on conflict (sync_source, source_account_id, source_external_id) do update set
    transaction_id_raw = excluded.transaction_id_raw, status = excluded.status, stage = excluded.stage, closing_date = excluded.closing_date, sale_price = excluded.sale_price,
    gross_commission = excluded.gross_commission, terminated = excluded.terminated, closed = excluded.closed, transaction_owner_name = excluded.transaction_owner_name,
    transaction_owner_email = excluded.transaction_owner_email, transaction_owner_agent_id = excluded.transaction_owner_agent_id, user_id = excluded.user_id,
    team_id = excluded.team_id, lead_source = excluded.lead_source, lead_type = excluded.lead_type, last_updated = excluded.last_updated,
    unresolved_refs = excluded.unresolved_refs, deleted_at = case when excluded.deleted_at is not null then coalesce(t.deleted_at, excluded.deleted_at) end, updated_at = excluded.updated_at
where (t.transaction_id_raw, t.status, t.stage, t.closing_date, t.sale_price, t.gross_commission, t.terminated, t.closed, t.transaction_owner_name, t.transaction_owner_email,
        t.transaction_owner_agent_id, t.user_id, t.team_id, t.lead_source, t.lead_type, t.last_updated, t.unresolved_refs, t.deleted_at is null)
    is distinct from (excluded.transaction_id_raw, excluded.status, excluded.stage, excluded.closing_date, excluded.sale_price, excluded.gross_commission, excluded.terminated,
        excluded.closed, excluded.transaction_owner_name, excluded.transaction_owner_email, excluded.transaction_owner_agent_id, excluded.user_id, excluded.team_id,
        excluded.lead_source, excluded.lead_type, excluded.last_updated, excluded.unresolved_refs, excluded.deleted_at is null)
