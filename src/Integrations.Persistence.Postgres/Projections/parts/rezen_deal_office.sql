insert into $schema$.office as t (sync_source, source_account_id, source_external_id, office_id_raw, name, seen_at, updated_at)
select distinct on (m.office_id_raw) 'REZEN', @account, m.office_id_raw, m.office_id_raw, m.office_name, coalesce(m.rezen_updated_at, '-infinity'), m.updated_at
from %ROWS% m
where m.rezen_account_id = @account and m.office_id_raw is not null
order by m.office_id_raw, m.rezen_updated_at desc nulls last, m.office_name desc nulls last
on conflict (sync_source, source_account_id, source_external_id) do update set name = excluded.name, seen_at = excluded.seen_at, updated_at = excluded.updated_at
where (excluded.seen_at, coalesce(excluded.name, '')) > (t.seen_at, coalesce(t.name, '')) and excluded.name is distinct from t.name
