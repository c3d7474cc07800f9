-- A request that is on its way when its account is erased must not leave a budget behind: what it asks for or tells is computed as ever, and then forgotten. An erasure ends under the
-- exclusive form of the lock, so that a budget is either there for it to remove, or made after it.
create or replace function $schema$.rate_lock(p_vendor text, p_scope text, p_context text) returns $schema$.rate_budget
language plpgsql as $body$
declare
    r $schema$.rate_budget;
begin
    select * into r from $schema$.rate_budget b where b.vendor = p_vendor and b.scope_key = p_scope and b.context = p_context for update;
    if not found then
        perform pg_advisory_xact_lock_shared(hashtextextended('$schema$/erased/' || p_vendor || '/' || p_scope, 0));
        insert into $schema$.rate_budget (vendor, scope_key, context) values (p_vendor, p_scope, p_context) on conflict do nothing;
        select * into r from $schema$.rate_budget b where b.vendor = p_vendor and b.scope_key = p_scope and b.context = p_context for update;
        if exists (select from $schema$.integration_erasure e where e.vendor = p_vendor and e.account_id::text = p_scope and e.finished_at is not null) then
            delete from $schema$.rate_budget b where b.vendor = p_vendor and b.scope_key = p_scope and b.context = p_context;
        end if;
    end if;
    return r;
end
$body$;
