-- reZEN: how its words and lists are read. Status words stand here and nowhere else. A host that wants others changes the rows; they hold for deals and listings as they are projected.

create table $schema$.rezen_status_words (
    lifecycle_state text not null,
    status          text not null,
    constraint rezen_status_words_pkey primary key (lifecycle_state)
);

insert into $schema$.rezen_status_words (lifecycle_state, status) values
    ('NEW', 'Pending'),
    ('CALCULATE_LEDGER', 'Pending'),
    ('NEEDS_COMMISSION_VALIDATION', 'Pending'),
    ('COMMISSION_VALIDATED', 'Pending'),
    ('READY_FOR_COMMISSION_DOCUMENT_GENERATION', 'Pending'),
    ('COMMISSION_DOCUMENT_GENERATED', 'Pending'),
    ('COMMISSION_DOCUMENT_APPROVED', 'Pending'),
    ('COMMISSION_DOCUMENT_SENT', 'Pending'),
    ('PENDING', 'Pending'),
    ('TERMINATION_REQUESTED', 'Pending'),
    ('APPROVED', 'Active'),
    ('APPROVED_FOR_CLOSING', 'Active'),
    ('LISTING_ACTIVE', 'Active'),
    ('LISTING_IN_CONTRACT', 'Pending'),
    ('LISTING_CLOSED', 'Closed'),
    ('CLOSED', 'Closed'),
    ('SETTLED', 'Closed'),
    ('TERMINATED', 'Terminated'),
    ('CANCELED', 'Canceled'),
    ('CANCELLED', 'Canceled');

-- The group that the vendor listed a deal in decides where it says more than the state: the boundary of "closed" is the vendor's (WAITING_ON_PAYMENT may be on either side of it).
-- A state without a row reads as its own word.
create function $schema$.rezen_status(lifecycle_state text, lifecycle_group text) returns text language sql stable parallel safe as $body$
  select case
    when w.status in ('Terminated', 'Canceled', 'Closed') then w.status
    when upper(lifecycle_group) = 'CLOSED' then 'Closed'
    when upper(lifecycle_group) = 'TERMINATED' then 'Terminated'
    else coalesce(w.status, initcap(replace(lifecycle_state, '_', ' ')), 'Pending') end
  from (select 1) one left join $schema$.rezen_status_words w on w.lifecycle_state = upper(rezen_status.lifecycle_state)
$body$;

-- Kind of a deal: Sale, Lease, Commercial Sale, Commercial Lease, Referral, or the vendor's word.
create function $schema$.rezen_type(transaction_type text, property_type text) returns text language sql immutable parallel safe as $body$
  select case when upper(property_type) = 'COMMERCIAL' and upper(transaction_type) in ('SALE', 'LEASE') then 'Commercial ' else '' end
    || initcap(replace(regexp_replace(transaction_type, '^RESIDENTIAL_', '', 'i'), '_', ' '))
$body$;

-- The people of a deal or listing, once each: the vendor's two lists with its double names (yentaUserId and yentaId, emailAddress and email) read as one. Percents are fractions.
create function $schema$.rezen_participants(participants jsonb, other_participants jsonb, commission_splits jsonb)
returns table (
    participant_id_raw text, role text, status text, agent_id_raw text, first_name text, last_name text, email text, phone text, company text, is_external boolean, paid_by_real boolean,
    has_payment boolean, percent numeric, amount numeric, gross numeric)
language sql immutable parallel safe rows 8 as $body$
  select distinct on (x.id) x.id,
    coalesce(x.p ->> 'participantRole', x.p ->> 'role'), x.p ->> 'participantStatus', coalesce(nullif(x.p ->> 'yentaUserId', ''), nullif(x.p ->> 'yentaId', '')),
    nullif(btrim(x.p ->> 'firstName'), ''), nullif(btrim(x.p ->> 'lastName'), ''),
    $schema$.email_norm(coalesce(nullif(x.p ->> 'emailAddress', ''), x.p ->> 'email')), coalesce($schema$.phone_norm(x.p ->> 'phoneNumber'), nullif(btrim(x.p ->> 'phoneNumber'), '')),
    nullif(btrim(coalesce(x.p ->> 'company', x.p ->> 'companyName', x.p #>> '{paidViaBusinessEntity,name}')), ''),
    $schema$.json_boolean(x.p -> 'external'), $schema$.json_boolean(x.p -> 'paidByReal'), jsonb_typeof(x.p -> 'payment') = 'object',
    $schema$.json_number(x.p #> '{payment,percent}', 1000), $schema$.json_number(x.p #> '{payment,amount}', 1e16), $schema$.json_number(s.split -> 'amount', 1e16)
  from (
    select coalesce(nullif(e.value ->> 'id', ''), l.list || e.ordinality) as id, e.value as p, l.list, e.ordinality
    from (values ('p', participants), ('o', other_participants)) l(list, items)
    cross join lateral jsonb_array_elements(case when jsonb_typeof(l.items) = 'array' then l.items end) with ordinality e
    where jsonb_typeof(e.value) = 'object') x
  left join lateral (
    select c.value as split from jsonb_array_elements(case when jsonb_typeof(commission_splits) = 'array' then commission_splits end) c
    where c.value ->> 'participantId' = x.id limit 1) s on true
  order by x.id, x.list desc, x.ordinality
$body$;
