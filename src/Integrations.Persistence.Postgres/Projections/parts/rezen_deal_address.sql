insert into $schema$.address as t (sync_source, source_account_id, source_external_id, normalized_hash, one_line, street, street2, unit, city, state, zip, county, country, updated_at)
select 'REZEN', @account, encode(h.hash, 'hex'), h.hash, max(m.address_one_line), max(m.address_street), max(m.address_street2), max(m.address_unit), max(m.address_city), max(m.address_state),
    max(m.address_zip), max(m.address_county), max(m.address_country), max(m.updated_at)
from %ROWS% m
cross join lateral (
    select $schema$.address_hash(m.address_street, m.address_street2, m.address_unit, m.address_city, m.address_state, m.address_zip) as hash
    where coalesce(m.address_street, m.address_city, m.address_zip) is not null) h
where m.rezen_account_id = @account
group by h.hash
order by h.hash
on conflict (sync_source, source_account_id, source_external_id) do update set
    one_line = greatest(t.one_line, excluded.one_line), street = greatest(t.street, excluded.street), street2 = greatest(t.street2, excluded.street2), unit = greatest(t.unit, excluded.unit),
    city = greatest(t.city, excluded.city), state = greatest(t.state, excluded.state), zip = greatest(t.zip, excluded.zip), county = greatest(t.county, excluded.county),
    country = greatest(t.country, excluded.country), updated_at = excluded.updated_at
where (t.one_line, t.street, t.street2, t.unit, t.city, t.state, t.zip, t.county, t.country) is distinct from (
    greatest(t.one_line, excluded.one_line), greatest(t.street, excluded.street), greatest(t.street2, excluded.street2), greatest(t.unit, excluded.unit), greatest(t.city, excluded.city),
    greatest(t.state, excluded.state), greatest(t.zip, excluded.zip), greatest(t.county, excluded.county), greatest(t.country, excluded.country))
