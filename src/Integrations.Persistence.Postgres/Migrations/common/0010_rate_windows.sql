-- Many grants in one window made a long row that every call wrote anew. Beyond 48 of them, those within a hundredth of the window count together, as of the last: a permit may return
-- a hundredth of a window late and never early.

-- p_now null: the clock of this server, which all processes share.
create or replace function $schema$.rate_reserve(
    p_now bigint, p_permits integer, p_margin double precision, p_vendors text[], p_scopes text[], p_contexts text[], p_limits integer[], p_windows bigint[])
returns table (place integer, granted integer, wait_us bigint, limited_by integer, request_limit integer, window_us bigint, used integer, sequence bigint, has_foreign boolean)
language plpgsql as $body$
declare
    rows $schema$.rate_budget[];
    r $schema$.rate_budget;
    counts integer[];
    now_us bigint := coalesce(p_now, floor(extract(epoch from clock_timestamp()) * 1000000)::bigint);
    most integer := p_permits;
    longest bigint := 0;
    longest_place integer;
    allowed integer;
    span bigint;
    free integer;
    waits bigint;
    first_kept integer;
    i integer;
    n integer;
begin
    -- A grant that a crash of the server forgets is older than the server's restart takes.
    perform set_config('synchronous_commit', 'off', true);

    for i in select o.n::integer from unnest(p_vendors, p_scopes, p_contexts) with ordinality as o(v, s, c, n) order by o.v, o.s, o.c loop
        rows[i] := $schema$.rate_lock(p_vendors[i], p_scopes[i], p_contexts[i]);
        now_us := greatest(now_us, (rows[i]).clock_us);
    end loop;

    for i in 1 .. cardinality(p_vendors) loop
        r := rows[i];
        r.clock_us := now_us;
        if p_limits[i] is not null then
            r.assumed_limit := p_limits[i];
            r.assumed_window_us := p_windows[i];
        end if;
        allowed := coalesce(r.learned_limit, r.assumed_limit);
        waits := greatest(r.blocked_until_us - now_us, 0);
        if allowed is null then
            counts[i] := 0;
            free := p_permits;
        else
            span := ceil((case when r.learned_limit is null then r.assumed_window_us else r.learned_window_us end) * (1 + p_margin)::numeric)::bigint;
            first_kept := 1;
            while first_kept <= cardinality(r.sent_at_us) and r.sent_at_us[first_kept] + span <= now_us loop
                first_kept := first_kept + 1;
            end loop;
            r.sent_at_us := r.sent_at_us[first_kept:];
            r.sent_permits := r.sent_permits[first_kept:];
            counts[i] := coalesce((select sum(p) from unnest(r.sent_permits) as p), 0);
            if r.foreign_use > 0 and r.foreign_since_us + span <= now_us then
                r.foreign_use := 0;
            end if;
            free := greatest(0, allowed - counts[i] - r.foreign_use);
            waits := greatest(waits, case when allowed < 1 then span else $schema$.rate_until_free(r, counts[i], allowed, span, now_us) end);
        end if;
        if r.blocked_until_us > now_us then
            free := 0;
        end if;
        most := least(most, free);
        if waits > longest then
            longest := waits;
            longest_place := i - 1;
        end if;
        rows[i] := r;
    end loop;

    for i in 1 .. cardinality(p_vendors) loop
        r := rows[i];
        allowed := coalesce(r.learned_limit, r.assumed_limit);
        if most > 0 then
            r.sequence := r.sequence + most;
            if allowed is not null then
                counts[i] := counts[i] + most;
                span := case when r.learned_limit is null then r.assumed_window_us else r.learned_window_us end;
                n := cardinality(r.sent_at_us);
                if r.sent_at_us[n] = now_us or (n > 48 and now_us - r.sent_at_us[n - 1] < span / 100) then
                    r.sent_at_us[n] := now_us;
                    r.sent_permits[n] := r.sent_permits[n] + most;
                else
                    r.sent_at_us := r.sent_at_us || now_us;
                    r.sent_permits := r.sent_permits || most;
                end if;
            end if;
            perform $schema$.rate_save(r);
        elsif p_limits[i] is not null then
            -- A refusal changes nothing but what is assumed, and that seldom.
            update $schema$.rate_budget b set assumed_limit = r.assumed_limit, assumed_window_us = r.assumed_window_us
            where b.vendor = r.vendor and b.scope_key = r.scope_key and b.context = r.context
              and (b.assumed_limit, b.assumed_window_us) is distinct from (r.assumed_limit, r.assumed_window_us);
        end if;
        place := i;
        granted := most;
        wait_us := longest;
        limited_by := longest_place;
        request_limit := allowed;
        window_us := case when r.learned_limit is null then r.assumed_window_us else r.learned_window_us end;
        used := counts[i];
        sequence := r.sequence;
        has_foreign := r.foreign_use > 0;
        return next;
    end loop;
end
$body$;
