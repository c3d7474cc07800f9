-- The same two functions in a language that keeps its plan: as SQL they cannot be inlined, and PostgreSQL prepared them anew for each value.

create or replace function $schema$.phone_norm(value text) returns text language plpgsql immutable parallel safe as $body$
declare
    d text := regexp_replace(value, '[^0-9]', '', 'g');
begin
    return case when d ~ '^1?[2-9][0-9]{9}$' then '+1' || right(d, 10) end;
end
$body$;

create or replace function $schema$.json_number(value jsonb, beyond numeric) returns numeric language plpgsql immutable strict parallel safe as $body$
declare
    v jsonb := case when jsonb_typeof(value) = 'object' then value -> 'amount' else value end;
    n numeric := case when jsonb_typeof(v) = 'number' then v::numeric when jsonb_typeof(v) = 'string' and v #>> '{}' ~ '^-?[0-9]{1,20}(\.[0-9]{1,20})?$' then (v #>> '{}')::numeric end;
begin
    return case when n > -beyond and n < beyond then n end;
end
$body$;
