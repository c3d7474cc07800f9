-- One person, or one deal, at two vendors. Rows are never merged: each vendor's row stays its own, and these views say which belong together, and by which rule. A name alone is no rule.

create index participant_phone_idx on $schema$.participant (phone) where phone is not null;
create index transaction_mls_idx on $schema$.transaction (user_id, upper(btrim(mls_num))) where mls_num is not null;
create index transaction_price_idx on $schema$.transaction (user_id, closing_date, sale_price) where closing_date is not null and sale_price > 0;

-- Both directions. rule: "mail" (same normalised address), or "phone" (same number in E.164 and same last name).
create view $schema$.participant_match as
select a.user_id, a.id as participant_id, a.sync_source, b.id as other_participant_id, b.sync_source as other_sync_source, 'mail' as rule
from $schema$.participant a
join $schema$.participant b on b.email = a.email and b.user_id = a.user_id and b.sync_source <> a.sync_source
where a.deleted_at is null and b.deleted_at is null and a.email is not null
union all
select a.user_id, a.id, a.sync_source, b.id, b.sync_source, 'phone'
from $schema$.participant a
join $schema$.participant b on b.phone = a.phone and b.user_id = a.user_id and b.sync_source <> a.sync_source and lower(btrim(b.last_name)) = lower(btrim(a.last_name))
where a.deleted_at is null and b.deleted_at is null and a.phone ~ '^\+[0-9]{8,15}$' and a.email is distinct from b.email;

-- Both directions. rule: "mls" (same MLS number of the same user), or "price" (same price and closing day of the same user, where neither vendor has a second such deal).
create view $schema$.transaction_match as
with priced as (
    select t.id, t.user_id, t.sync_source, t.closing_date, t.sale_price, count(*) over (partition by t.user_id, t.sync_source, t.closing_date, t.sale_price) as alike
    from $schema$.transaction t
    where t.deleted_at is null and t.sync_source is not null and t.user_id is not null and t.closing_date is not null and t.sale_price > 0
)
select a.user_id, a.id as transaction_id, a.sync_source, b.id as other_transaction_id, b.sync_source as other_sync_source, 'mls' as rule
from $schema$.transaction a
join $schema$.transaction b on b.user_id = a.user_id and b.sync_source <> a.sync_source and upper(btrim(b.mls_num)) = upper(btrim(a.mls_num))
where a.deleted_at is null and b.deleted_at is null and upper(btrim(a.mls_num)) not in ('', 'N/A', 'NA', 'NONE', '0')
union
select a.user_id, a.id, a.sync_source, b.id, b.sync_source, 'price'
from priced a
join priced b on b.user_id = a.user_id and b.sync_source <> a.sync_source and b.closing_date = a.closing_date and b.sale_price = a.sale_price
where a.alike = 1 and b.alike = 1;
