-- Reserving is one call: rows are locked in one order, a permit counts in every scope or in none, and the window slides exactly.
-- Functions, because the arithmetic needs loops and a client in between would hold the locks for the length of its way. They touch a handful of rows per call.

create function $schema$.rate_lock(p_vendor text, p_scope text, p_context text) returns $schema$.rate_budget
language plpgsql as $body$
declare
    r $schema$.rate_budget;
begin
    select * into r from $schema$.rate_budget b where b.vendor = p_vendor and b.scope_key = p_scope and b.context = p_context for update;
    if not found then
        insert into $schema$.rate_budget (vendor, scope_key, context) values (p_vendor, p_scope, p_context) on conflict do nothing;
        select * into r from $schema$.rate_budget b where b.vendor = p_vendor and b.scope_key = p_scope and b.context = p_context for update;
    end if;
    return r;
end
$body$;

create function $schema$.rate_save(r $schema$.rate_budget) returns void
language sql as $body$
    update $schema$.rate_budget b set
        clock_us = r.clock_us, learned_limit = r.learned_limit, learned_window_us = r.learned_window_us, assumed_limit = r.assumed_limit, assumed_window_us = r.assumed_window_us,
        sent_at_us = r.sent_at_us, sent_permits = r.sent_permits, sequence = r.sequence, foreign_use = r.foreign_use, foreign_since_us = r.foreign_since_us,
        foreign_proven_us = r.foreign_proven_us, blocked_until_us = r.blocked_until_us, updated_at = to_timestamp(r.clock_us / 1000000.0)
    where b.vendor = r.vendor and b.scope_key = r.scope_key and b.context = r.context
$body$;

-- Time until one permit is free when all are counted: until so much has left the window that the count is below the limit.
create function $schema$.rate_until_free(r $schema$.rate_budget, p_used integer, p_limit integer, p_span bigint, p_now bigint) returns bigint
language plpgsql immutable as $body$
declare
    excess integer := p_used + r.foreign_use - p_limit + 1;
    foreign_left boolean := r.foreign_use > 0;
begin
    if excess <= 0 then
        return 0;
    end if;
    for i in 1 .. cardinality(r.sent_at_us) loop
        if foreign_left and r.foreign_since_us <= r.sent_at_us[i] then
            foreign_left := false;
            excess := excess - r.foreign_use;
            if excess <= 0 then
                return r.foreign_since_us + p_span - p_now;
            end if;
        end if;
        excess := excess - r.sent_permits[i];
        if excess <= 0 then
            return r.sent_at_us[i] + p_span - p_now;
        end if;
    end loop;
    return r.foreign_since_us + p_span - p_now;
end
$body$;

-- p_now null: the clock of this server, which all processes share.
create function $schema$.rate_reserve(
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
                if r.sent_at_us[cardinality(r.sent_at_us)] = now_us then
                    r.sent_permits[cardinality(r.sent_permits)] := r.sent_permits[cardinality(r.sent_permits)] + most;
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

create function $schema$.rate_report(
    p_now bigint, p_vendor text, p_scope text, p_context text, p_limit integer, p_window bigint, p_remaining integer, p_block bigint, p_granted_used integer, p_granted_sequence bigint)
returns void
language plpgsql as $body$
declare
    r $schema$.rate_budget;
    now_us bigint;
    allowed integer;
    window_us bigint;
    most integer;
begin
    perform set_config('synchronous_commit', 'off', true);
    r := $schema$.rate_lock(p_vendor, p_scope, p_context);
    now_us := greatest(coalesce(p_now, floor(extract(epoch from clock_timestamp()) * 1000000)::bigint), r.clock_us);
    r.clock_us := now_us;
    if p_limit is not null then
        r.learned_limit := p_limit;
        r.learned_window_us := p_window;
    end if;
    if p_block is not null then
        r.blocked_until_us := greatest(r.blocked_until_us, now_us + p_block);
    end if;

    -- Of what the vendor counts beyond our use at the grant, our own later requests may be a part: all of them or none.
    allowed := coalesce(r.learned_limit, r.assumed_limit);
    if p_remaining is not null and p_granted_used is not null and allowed is not null then
        window_us := case when r.learned_limit is null then r.assumed_window_us else r.learned_window_us end;
        most := least(greatest(allowed - p_remaining - p_granted_used, 0), allowed);
        if most - (r.sequence - p_granted_sequence) > 0 then
            r.foreign_proven_us := now_us;
        end if;
        r.foreign_use := case when now_us - r.foreign_proven_us < window_us then most else 0 end;
        r.foreign_since_us := now_us;
    end if;
    perform $schema$.rate_save(r);
end
$body$;
