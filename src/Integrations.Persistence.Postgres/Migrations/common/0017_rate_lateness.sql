-- A vendor counts a request when it arrives. A permit whose answer came later than the margin counts from its answer: it is taken from the youngest grant that is as old as it says,
-- and added anew when that grant has left the window.

create function $schema$.rate_delay(p_now bigint, p_vendor text, p_scope text, p_context text, p_granted bigint[], p_count_from bigint) returns void
language plpgsql as $body$
declare
    r $schema$.rate_budget;
    since bigint;
    span bigint;
    age bigint;
    moved integer := 0;
    i integer;
begin
    perform set_config('synchronous_commit', 'off', true);
    r := $schema$.rate_lock(p_vendor, p_scope, p_context);
    span := case when r.learned_limit is null then r.assumed_window_us else r.learned_window_us end;
    if span is null then
        return;
    end if;
    r.clock_us := greatest(coalesce(p_now, floor(extract(epoch from clock_timestamp()) * 1000000)::bigint), r.clock_us);
    since := r.clock_us - p_count_from;
    foreach age in array p_granted loop
        i := cardinality(r.sent_at_us);
        while i > 0 and (r.sent_permits[i] = 0 or r.sent_at_us[i] >= since or r.sent_at_us[i] > r.clock_us - age) loop
            i := i - 1;
        end loop;
        if i > 0 and r.sent_at_us[i] + span > r.clock_us then
            r.sent_permits[i] := r.sent_permits[i] - 1;
            moved := moved + 1;
        elsif age >= span then
            moved := moved + 1;
        end if;
    end loop;
    select coalesce(array_agg(s.at_us order by s.at_us), '{}'), coalesce(array_agg(s.permits order by s.at_us), '{}') into r.sent_at_us, r.sent_permits
    from (
      select x.at_us, sum(x.permits)::integer as permits
      from (select u.at_us, u.permits from unnest(r.sent_at_us, r.sent_permits) as u(at_us, permits) union all select since, moved) x
      where x.permits > 0 group by x.at_us) s;
    perform $schema$.rate_save(r);
end
$body$;
