-- The deal made of each touched listing: the one that the listing names, otherwise the latest one that names the listing.
update $schema$.listing t set converted_transaction_id = x.transaction_id, unresolved_refs = x.unresolved_refs, updated_at = greatest(t.updated_at, m.updated_at, x.updated_at)
from touched
join $schema$.rezen_listings m on m.rezen_account_id = @account and m.listing_id_raw = touched.listing_id_raw
cross join lateral (
    select d.id as transaction_id, case when m.in_contract_transaction_id_raw is not null and d.id is null then '{transaction}' else '{}' end::text[] as unresolved_refs, d.updated_at
    from (select 1) one
    left join lateral (
        select c.id, c.updated_at from (
            select m.in_contract_transaction_id_raw as transaction_id_raw, true as is_named, null::timestamptz as rezen_updated_at
            union all
            select o.transaction_id_raw, false, o.rezen_updated_at from $schema$.rezen_transactions o
            where o.rezen_account_id = @account and o.built_from_transaction_id_raw = m.listing_id_raw) n
        join $schema$.transaction c on c.sync_source = 'REZEN' and c.source_account_id = @account and c.source_external_id = n.transaction_id_raw
        order by n.is_named desc, n.rezen_updated_at desc nulls last, n.transaction_id_raw limit 1) d on true) x
where t.sync_source = 'REZEN' and t.source_account_id = @account and t.source_external_id = m.listing_id_raw
    and (t.converted_transaction_id, t.unresolved_refs) is distinct from (x.transaction_id, x.unresolved_refs)
