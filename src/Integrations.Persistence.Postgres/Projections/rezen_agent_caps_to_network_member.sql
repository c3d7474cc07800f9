-- rezen_agent_caps -> network_member: the cap of an agent below the owner. One that is not visible any more is taken back.
update $schema$.network_member t set capped = x.capped, cap_amount = x.cap_amount, cap_amount_paid = x.cap_amount_paid, updated_at = x.updated_at
from (
    select m.agent_id_raw, m.updated_at, v.capped, v.cap_amount, v.cap_amount_paid
    from %ROWS% m
    left join lateral (select m.capped, m.cap_amount, m.cap_amount_paid where m.visibility is distinct from 'not_visible' and m.deleted_at is null) v on true
    where m.rezen_account_id = @account) x
cross join lateral (select id from $schema$.network_member where sync_source = 'REZEN' and source_account_id = @account and source_external_id = x.agent_id_raw offset 0) k
where t.id = k.id and (t.capped, t.cap_amount, t.cap_amount_paid) is distinct from (x.capped, x.cap_amount, x.cap_amount_paid)
