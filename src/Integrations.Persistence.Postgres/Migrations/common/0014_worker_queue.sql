-- The worker queue in use. An item is ready (PENDING, no next attempt noted), waits (PENDING, with the time of its next attempt), is held (IN_PROGRESS) or has ended.

alter table $schema$.worker_queue
    add column fence         bigint not null default 0,
    add column error_message text;

drop index $schema$.worker_queue_pending_idx;
drop index $schema$.worker_queue_lease_idx;
drop index $schema$.worker_queue_dedupe_key;

-- A claim walks from account to account along this index and takes the oldest items of each: its cost depends on what it takes, not on what waits.
create index worker_queue_ready_idx on $schema$.worker_queue (priority, vendor, account_id, id) where process_status = 'PENDING' and next_attempt_at is null;
create index worker_queue_waiting_idx on $schema$.worker_queue (next_attempt_at) where process_status = 'PENDING' and next_attempt_at is not null;
create index worker_queue_lease_idx on $schema$.worker_queue (lease_until) where process_status = 'IN_PROGRESS';
create index worker_queue_held_idx on $schema$.worker_queue (vendor, account_id) where process_status = 'IN_PROGRESS';
create index worker_queue_done_idx on $schema$.worker_queue (finish_at) where process_status = 'COMPLETED';
create index worker_queue_dead_idx on $schema$.worker_queue (dead_lettered_at) where dead_lettered_at is not null;
-- Only what nobody has begun takes in another request of the same key: the change that caused the request may be later than what a running item has read.
create unique index worker_queue_dedupe_key on $schema$.worker_queue (vendor, dedupe_key) where process_status = 'PENDING' and dedupe_key is not null;

-- History outlives the items that it is about.
alter table $schema$.lambda_worker_logs drop constraint lambda_worker_logs_queue_fkey;

-- Accounts whose items wait until the account is read again. Kept by a trigger on each vendor's account table, whoever changes its status.
create table $schema$.worker_queue_gates (
    vendor     text   not null,
    account_id bigint not null,
    constraint worker_queue_gates_pkey primary key (vendor, account_id)
);

create function $schema$.worker_queue_gate() returns trigger language plpgsql as $body$
begin
    if tg_op = 'DELETE' then
        delete from $schema$.worker_queue_gates where vendor = tg_argv[0] and account_id = old.id;
    elsif new.active and new.status = 'active' then
        delete from $schema$.worker_queue_gates where vendor = tg_argv[0] and account_id = new.id;
    else
        insert into $schema$.worker_queue_gates (vendor, account_id) values (tg_argv[0], new.id) on conflict do nothing;
    end if;
    return null;
end
$body$;

-- Makes ready what has waited long enough and what its holder has left behind. An item that outlived its last attempt so often that none is left is given up.
create function $schema$.worker_queue_revive(p_now timestamptz, p_limit integer) returns void language plpgsql as $body$
begin
    with due as materialized (
        select w.vendor, w.id from $schema$.worker_queue w
        where w.process_status = 'PENDING' and w.next_attempt_at <= p_now
        order by w.next_attempt_at limit p_limit for update skip locked
    )
    update $schema$.worker_queue q set next_attempt_at = null from due d where q.vendor = d.vendor and q.id = d.id;

    with silent as materialized (
        select w.vendor, w.id, w.lease_owner, w.attempts >= w.max_attempts as is_last from $schema$.worker_queue w
        where w.process_status = 'IN_PROGRESS' and w.lease_until <= p_now
        order by w.lease_until limit p_limit for update skip locked
    ), ended as (
        -- The key is given up: another item may have taken its place meanwhile. The fence rises, so that the silent holder can settle nothing any more.
        update $schema$.worker_queue q set
            process_status = (case when s.is_last then 'ERROR' else 'PENDING' end)::$schema$.sync_job_status, dedupe_key = null, fence = q.fence + 1, lease_owner = null, lease_until = null,
            next_attempt_at = null, dead_lettered_at = case when s.is_last then p_now end, finish_at = case when s.is_last then greatest(p_now, q.pickup_at) end,
            last_error_code = 'lease_expired', last_error_at = p_now, error_message = 'The worker fell silent.'
        from silent s
        where q.vendor = s.vendor and q.id = s.id
        returning q.*, s.lease_owner as holder, s.is_last
    ), logged as (
        insert into $schema$.lambda_worker_logs (created_at, vendor, job_id, job_type, user_id, progress_state, worker_id, queue_id, account_id, entity_type, started_at, finished_at, duration_ms,
            status, error_code, error_message)
        select p_now, vendor, 'worker_queue/' || id, endpoint_type, user_id, jsonb_build_object('status', 'LEASE_EXPIRED', 'attempt', attempts), holder, id, account_id, endpoint_type,
            pickup_at, greatest(p_now, pickup_at), least(extract(epoch from greatest(p_now, pickup_at) - pickup_at) * 1000, 2147483647)::integer, 'ERROR', last_error_code, error_message
        from ended
    )
    insert into $schema$.lambda_failed_records (created_at, last_seen_at, vendor, account_id, entity_type, user_id, queue_id, raw, error_code, error_message, attempts, status)
    select p_now, p_now, vendor, account_id, endpoint_type, user_id, id, worker_input, last_error_code, error_message, attempts, 'ERROR' from ended where is_last;
end
$body$;

-- Claims ready items: status, pickup time, lease, attempt and fence in one statement. Priorities are taken in the order given. Within one priority the accounts take turns, beginning after
-- the account given (after a random one when none is): each gives its oldest p_quantum items, as many as it has places left, until the limit is reached.
-- Claims of one account follow one another, so that two at a time never exceed its places: its lock is taken before its held items are counted, and every statement in here sees what was
-- committed before it began. A claim passes over accounts that another one is just looking at, and waits for one only when it found nothing else and holds no lock itself, so that no two
-- claims wait for each other.
create function $schema$.worker_queue_claim(
    p_now timestamptz, p_until timestamptz, p_owner text, p_limit integer, p_per_account integer, p_quantum integer, p_priorities smallint[], p_vendor text, p_account bigint)
returns setof $schema$.worker_queue language plpgsql rows 10
-- Plans are kept from call to call; they must stay the index walks that they are meant to be while the queue grows from nothing to millions, also before its first statistics: with
-- other joins, or an array of ids, a plan made while the queue was small walks a whole partition for ever. For the same reason conditions are written so that only the index meant for them
-- can serve them: a range of one account and the order of the index instead of an equality, which any index on the id would serve as well while there are ten rows.
set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_bitmapscan = off set enable_sort = off
set enable_incremental_sort = off set enable_hashjoin = off set enable_mergejoin = off set enable_material = off as $body$
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
            busy_vendor := null;
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
                    select 1 from $schema$.worker_queue q where q.vendor = v and q.account_id = a and q.process_status = 'IN_PROGRESS' and coalesce(q.lease_until, p_now) > p_now limit p_per_account) h;
                continue when free <= 0;

                return query
                    with picked as materialized (
                        select r.vendor, r.id from $schema$.worker_queue r
                        where r.vendor = v and r.priority = p and r.account_id between a and a and r.process_status = 'PENDING' and r.next_attempt_at is null
                        order by r.account_id, r.id limit least(free, p_quantum, p_limit - taken) for update skip locked
                    )
                    update $schema$.worker_queue q set
                        process_status = 'IN_PROGRESS', pickup_at = p_now, finish_at = null, lease_owner = p_owner, lease_until = p_until, heartbeat_at = p_now, attempts = q.attempts + 1,
                        fence = q.fence + 1
                    from picked where q.vendor = picked.vendor and q.id = picked.id
                    returning q.*;
                get diagnostics took = row_count;
                taken := taken + took;
                took_of_round := took_of_round + took;
            end loop;
        end loop;
    end loop;

    -- Fewer than asked for: a last row without an id says when there is something again. Where an account was passed over that is now: whoever looked at it may have left something.
    if taken < p_limit then
        select least(
            case when busy_vendor is not null then p_now end,
            (select min(q.next_attempt_at) from $schema$.worker_queue q where q.process_status = 'PENDING' and q.next_attempt_at is not null),
            (select min(q.lease_until) from $schema$.worker_queue q where q.process_status = 'IN_PROGRESS')) into rest.next_attempt_at;
        return next rest;
    end if;
end
$body$;

-- Settles executions whose fence still holds, writes their log rows and, for those given up, their failed records. Returns how many it settled.
-- Verdicts: done, retry, wait (a retry that is no attempt), dead. An item that waits again keeps its key unless another one has taken it meanwhile, or p_forget says that one just did.
-- Items are settled by their ids. The status is compared as text: as it stands it led to its own index, which knows no id, so that the cost rose with the square of the batch.
create function $schema$.worker_queue_settle(
    p_now timestamptz, p_host text, p_vendors text[], p_ids bigint[], p_fences bigint[], p_verdicts text[], p_outcomes text[], p_retry_at timestamptz[], p_codes text[], p_messages text[],
    p_finished timestamptz[], p_forget boolean, p_owner text)
returns bigint language plpgsql
set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set enable_material = off as $body$
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
