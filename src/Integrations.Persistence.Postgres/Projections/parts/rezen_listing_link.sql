-- The deal made of each touched listing: the one that the listing names, otherwise the latest one that names the listing.
update $schema$.listing t set converted_transaction_id = x.transaction_id, unresolved_refs = x.unresolved_refs, updated_at = greatest(t.updated_at, m.updated_at, x.updated_at)
from touched
cross join lateral (select * from $schema$.rezen_listings where rezen_account_id = @account and listing_id_raw = touched.listing_id_raw offset 0) m
cross join lateral (
    select d.id as transaction_id, case when m.in_contract_transaction_id_raw is not null and d.id is null then '{transaction}' else '{}' end::text[] as unresolved_refs, d.updated_at
    from (select 1) one
    left join lateral (
        select c.id, c.updated_at from (
            select m.in_contract_transaction_id_raw as transaction_id_raw, true as is_named, null::timestamptz as rezen_updated_at
            union all
            select o.transaction_id_raw, false, o.rezen_updated_at from $schema$.rezen_transactions o
            where o.rezen_account_id = @account and o.built_from_transaction_id_raw = m.listing_id_raw) n
        cross join lateral (select * from $schema$.transaction where sync_source = 'REZEN' and source_account_id = @account and source_external_id = n.transaction_id_raw offset 0) c
        order by n.is_named desc, n.rezen_updated_at desc nulls last, n.transaction_id_raw limit 1) d on true) x
cross join lateral (select id from $schema$.listing where sync_source = 'REZEN' and source_account_id = @account and source_external_id = m.listing_id_raw offset 0) k
where t.id = k.id and (t.converted_transaction_id, t.unresolved_refs) is distinct from (x.transaction_id, x.unresolved_refs)
