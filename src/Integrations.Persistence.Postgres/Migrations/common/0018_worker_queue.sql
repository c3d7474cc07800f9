-- Items without a key are none of the key's index.
drop index $schema$.worker_queue_dedupe_key;
create unique index worker_queue_dedupe_key on $schema$.worker_queue (vendor, dedupe_key) where process_status = 'PENDING' and dedupe_key is not null;

-- Claims ready items: status, pickup time, lease, attempt and fence in one statement. Priorities are taken in the order given. Within one priority the accounts take turns, beginning after
-- the account given (after a random one when none is): each gives its oldest p_quantum items, as many as it has places left, until the limit is reached.
-- Claims of one account follow one another, so that two at a time never exceed its places: its lock is taken before its held items are counted, and every statement in here sees what was
-- committed before it began. A claim passes over accounts that another one is just looking at, and waits for one only when it found nothing else and holds no lock itself, so that no two
-- claims wait for each other.
create or replace function $schema$.worker_queue_claim(
    p_now timestamptz, p_until timestamptz, p_owner text, p_limit integer, p_per_account integer, p_quantum integer, p_priorities smallint[], p_vendor text, p_account bigint)
returns setof $schema$.worker_queue language plpgsql rows 10
-- Plans are kept from call to call; they must stay the index walks that they are meant to be while the queue grows from nothing to millions.
set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_bitmapscan = off set enable_sort = off as $body$
declare
    p smallint;
    first_vendor text := p_vendor;
    first_account bigint := p_account;
    v text;
    a bigint;
    next_vendor text;
    next_account bigint;
    is_second_half boolean;
    visits integer;
    took integer;
    took_of_round integer;
    taken integer := 0;
    free integer;
    has_lock boolean := false;
    busy_vendor text;
    busy_account bigint;
    rest $schema$.worker_queue;
begin
    if exists (select 1 from $schema$.worker_queue q where q.process_status = 'PENDING' and q.next_attempt_at <= p_now)
        or exists (select 1 from $schema$.worker_queue q where q.process_status = 'IN_PROGRESS' and q.lease_until <= p_now) then
        perform $schema$.worker_queue_revive(p_now, 1000);
    end if;

    if first_vendor is null then
        first_vendor := '';
        first_account := 0;
        select q.vendor, floor(random() * q.account_id)::bigint into v, a from $schema$.worker_queue q
        where q.process_status = 'PENDING' and q.next_attempt_at is null and q.priority = p_priorities[1]
        order by q.vendor desc, q.account_id desc limit 1;
        if found then
            first_vendor := v;
            first_account := a;
        end if;
    end if;

    for pass in 1 .. 2 loop
        if pass = 2 then
            exit when taken > 0 or has_lock or busy_vendor is null;
            perform pg_advisory_xact_lock(hashtextextended('$schema$/queue/' || busy_vendor || '/' || busy_account, 0));
        end if;

        foreach p in array p_priorities loop
            v := first_vendor;
            a := first_account;
            is_second_half := false;
            visits := 0;
            took_of_round := 0;
            while taken < p_limit loop
                select q.vendor, q.account_id into next_vendor, next_account from $schema$.worker_queue q
                where q.process_status = 'PENDING' and q.next_attempt_at is null and q.priority = p and (q.vendor, q.account_id) > (v, a)
                order by q.vendor, q.account_id limit 1;
                if not found or (is_second_half and (next_vendor, next_account) > (first_vendor, first_account)) then
                    -- Past the end: on from the beginning; and after a full round another one, as long as rounds give something.
                    exit when is_second_half and took_of_round = 0;
                    if is_second_half then
                        took_of_round := 0;
                        v := first_vendor;
                        a := first_account;
                    else
                        v := '';
                        a := 0;
                    end if;
                    is_second_half := not is_second_half;
                    continue;
                end if;

                v := next_vendor;
                a := next_account;
                visits := visits + 1;
                exit when visits > 500;
                continue when exists (select 1 from $schema$.worker_queue_gates g where g.vendor = v and g.account_id = a);
                if not pg_try_advisory_xact_lock(hashtextextended('$schema$/queue/' || v || '/' || a, 0)) then
                    if busy_vendor is null then
                        busy_vendor := v;
                        busy_account := a;
                    end if;
                    continue;
                end if;
                has_lock := true;
                select p_per_account - count(*) into free from (
                    select 1 from $schema$.worker_queue q where q.vendor = v and q.account_id = a and q.process_status = 'IN_PROGRESS' and q.lease_until > p_now limit p_per_account) h;
                continue when free <= 0;

                return query
                    update $schema$.worker_queue q set
                        process_status = 'IN_PROGRESS', pickup_at = p_now, finish_at = null, lease_owner = p_owner, lease_until = p_until, heartbeat_at = p_now, attempts = q.attempts + 1,
                        fence = q.fence + 1
                    where q.vendor = v and q.id = any(array(
                        select r.id from $schema$.worker_queue r
                        where r.vendor = v and r.account_id = a and r.priority = p and r.process_status = 'PENDING' and r.next_attempt_at is null
                        order by r.id limit least(free, p_quantum, p_limit - taken) for update skip locked))
                    returning q.*;
                get diagnostics took = row_count;
                taken := taken + took;
                took_of_round := took_of_round + took;
            end loop;
        end loop;
    end loop;

    -- Fewer than asked for: a last row without an id says when there is something again.
    if taken < p_limit then
        select least(
            (select min(q.next_attempt_at) from $schema$.worker_queue q where q.process_status = 'PENDING' and q.next_attempt_at is not null),
            (select min(q.lease_until) from $schema$.worker_queue q where q.process_status = 'IN_PROGRESS')) into rest.next_attempt_at;
        return next rest;
    end if;
end
$body$;

-- Items are settled by their ids. The status is compared as text: as it stands it led to its own index, which knows no id, so that the cost rose with the square of the batch.
create or replace function $schema$.worker_queue_settle(
    p_now timestamptz, p_host text, p_vendors text[], p_ids bigint[], p_fences bigint[], p_verdicts text[], p_outcomes text[], p_retry_at timestamptz[], p_codes text[], p_messages text[],
    p_finished timestamptz[], p_forget boolean, p_owner text)
returns bigint language plpgsql
set plan_cache_mode = force_generic_plan set enable_seqscan = off as $body$
declare
    settled bigint;
begin
    with r as (
        select * from unnest(p_vendors, p_ids, p_fences, p_verdicts, p_outcomes, p_retry_at, p_codes, p_messages, p_finished)
            as r(vendor, id, fence, verdict, outcome, retry_at, code, message, finished)
    ), ended as (
        update $schema$.worker_queue q set
            process_status = (case r.verdict when 'done' then 'COMPLETED' when 'dead' then 'ERROR' else 'PENDING' end)::$schema$.sync_job_status,
            outcome = r.outcome, lease_owner = null, lease_until = null,
            finish_at = case when r.verdict in ('done', 'dead') then greatest(r.finished, q.pickup_at) end,
            attempts = q.attempts - (case when r.verdict = 'wait' then 1 else 0 end),
            next_attempt_at = case when r.verdict in ('retry', 'wait') and r.retry_at > p_now then r.retry_at end,
            dead_lettered_at = case when r.verdict = 'dead' then p_now end,
            dedupe_key = case
                when q.dedupe_key is null or r.verdict in ('done', 'dead') then q.dedupe_key
                when p_forget or exists (select 1 from $schema$.worker_queue o where o.vendor = q.vendor and o.dedupe_key = q.dedupe_key and o.process_status = 'PENDING') then null
                else q.dedupe_key end,
            last_error_code = coalesce(r.code, q.last_error_code), last_error_at = case when r.code is null then q.last_error_at else p_now end, error_message = r.message
        from r
        where q.vendor = r.vendor and q.id = r.id and q.fence = r.fence and q.process_status::text = 'IN_PROGRESS'
        returning q.vendor, q.id, q.account_id, q.user_id, q.endpoint_type, q.worker_input, q.attempts, q.pickup_at, r.verdict, r.outcome, r.code, r.message,
            greatest(r.finished, q.pickup_at) as finished
    ), logged as (
        insert into $schema$.lambda_worker_logs (created_at, vendor, job_id, job_type, user_id, progress_state, worker_id, host, queue_id, account_id, entity_type, started_at, finished_at,
            duration_ms, status, error_code, error_message)
        select p_now, e.vendor, 'worker_queue/' || e.id, e.endpoint_type, e.user_id,
            jsonb_build_object('status', coalesce(e.outcome, upper(e.verdict)), 'attempt', e.attempts + (case when e.verdict = 'wait' then 1 else 0 end)), p_owner, p_host, e.id, e.account_id,
            e.endpoint_type, e.pickup_at, e.finished, least(extract(epoch from e.finished - e.pickup_at) * 1000, 2147483647)::integer,
            (case e.verdict when 'done' then 'COMPLETED' when 'wait' then 'PENDING' else 'ERROR' end)::$schema$.sync_job_status, e.code, e.message
        from ended e
    ), failed as (
        insert into $schema$.lambda_failed_records (created_at, last_seen_at, vendor, account_id, entity_type, user_id, queue_id, raw, error_code, error_message, attempts, status)
        select p_now, p_now, e.vendor, e.account_id, e.endpoint_type, e.user_id, e.id, e.worker_input, e.code, e.message, e.attempts, 'ERROR'
        from ended e where e.verdict = 'dead'
    )
    select count(*) into settled from ended;
    return settled;
end
$body$;
