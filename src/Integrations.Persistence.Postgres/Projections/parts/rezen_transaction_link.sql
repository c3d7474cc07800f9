-- The listing of each touched deal: the one that the deal names, otherwise the latest one that names the deal.
update $schema$.transaction t set listing_id = x.listing_id, unresolved_refs = x.unresolved_refs, updated_at = greatest(t.updated_at, m.updated_at, x.updated_at)
from touched
cross join lateral (select * from $schema$.rezen_transactions where rezen_account_id = @account and transaction_id_raw = touched.transaction_id_raw offset 0) m
cross join lateral (
    select l.id as listing_id, case when m.built_from_transaction_id_raw is not null and l.id is null then '{listing}' else '{}' end::text[] as unresolved_refs, l.updated_at
    from (select 1) one
    left join lateral (
        select c.id, c.updated_at from (
            select m.built_from_transaction_id_raw as listing_id_raw, true as is_named, null::timestamptz as rezen_updated_at
            union all
            select o.listing_id_raw, false, o.rezen_updated_at from $schema$.rezen_listings o
            where o.rezen_account_id = @account and o.in_contract_transaction_id_raw = m.transaction_id_raw) n
        cross join lateral (select * from $schema$.listing where sync_source = 'REZEN' and source_account_id = @account and source_external_id = n.listing_id_raw offset 0) c
        order by n.is_named desc, n.rezen_updated_at desc nulls last, n.listing_id_raw limit 1) l on true) x
cross join lateral (select id from $schema$.transaction where sync_source = 'REZEN' and source_account_id = @account and source_external_id = m.transaction_id_raw offset 0) k
where t.id = k.id and (t.listing_id, t.unresolved_refs) is distinct from (x.listing_id, x.unresolved_refs)
