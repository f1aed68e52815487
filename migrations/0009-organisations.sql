-- Organisations in every role, their addresses, labels, merges and searches; what a business prints and how it numbers.

-- Text as people search for it: without accents and capitals. With its dictionary named, the answer never changes.
create function folded(text) returns text language sql immutable strict parallel safe
  as $$ select lower(public.unaccent('public.unaccent'::regdictionary, $1)) $$;

-- '1695 gd' and '6a' is '1695GD 6A'.
create function place_key(text, text) returns text language sql immutable strict parallel safe
  as $$ select upper(replace($1, ' ', '')) || ' ' || upper(replace($2, ' ', '')) $$;

alter table businesses
  add back_office_name text,
  add prices_lead text not null default 'with-vat',
  add opening_hours text,
  add contact_email text,
  add invoice_footer text,
  add invoice_columns text[] not null default '{sku,quantity,unit-price,vat-rate,amount}',
  add makes_ubl boolean not null default true,
  add payment_term_days int not null default 14,
  add support_name text,
  add support_email text,
  add support_phone text,
  add default_tax_category text not null default 'standard',
  add repair_slip_note text,
  add repair_receipt_note text,
  add quote_note text,
  add quote_valid_days int not null default 30;

create table business_accounts (
  tenant_id uuid not null, id uuid not null, version int not null default 1,
  created_at timestamptz not null, updated_at timestamptz not null,
  business uuid not null,
  name text not null,
  iban text not null,
  bic text,
  holder text not null,
  currency text not null default 'EUR',
  is_on_invoice boolean not null default false,
  is_active boolean not null default true,
  primary key (tenant_id, id),
  foreign key (tenant_id, business) references businesses
);
create unique index business_accounts_iban on business_accounts (tenant_id, business, iban);

-- How the documents of a year are numbered; later years go on with the newest plan. The counter itself is number_series.
create table number_plans (
  tenant_id uuid not null, id uuid not null, version int not null default 1,
  created_at timestamptz not null, updated_at timestamptz not null,
  business uuid not null,
  kind text not null,
  year int not null,
  prefix text not null,
  first_number int not null default 1 check (first_number > 0),
  digits int not null default 5 check (digits between 1 and 12),
  primary key (tenant_id, id),
  foreign key (tenant_id, business) references businesses
);
create unique index number_plans_year on number_plans (tenant_id, business, kind, year);

create table customer_groups (
  tenant_id uuid not null, id uuid not null, version int not null default 1,
  created_at timestamptz not null, updated_at timestamptz not null,
  name text not null,
  channels text[] not null default '{}',
  is_archived boolean not null default false,
  primary key (tenant_id, id)
);
create unique index customer_groups_name on customer_groups (tenant_id, lower(name));

alter table organisations
  add code text,
  add roles text[] not null default '{customer}',
  add phone_key text collate "C",
  add website text,
  add country text not null default 'NL',
  add language text not null default 'nl',
  add currency text not null default 'EUR',
  add payment_term_days int,
  add credit_limit bigint,
  add credit_policy text not null default 'hold',
  add counts_open_orders boolean not null default false,
  add account_manager uuid,
  add billing_emails text[] not null default '{}',
  add invoice_routes text[] not null default '{email-pdf}',
  add peppol_scheme text,
  add peppol_id text,
  add iban text,
  add iban_holder text,
  add mandate_reference text,
  add mandate_day date,
  add logo uuid,
  add shares_account boolean not null default false,
  add customer_group uuid,
  add is_complete boolean not null default false,
  add merged_into uuid,
  add foreign key (tenant_id, account_manager) references users,
  add foreign key (tenant_id, logo) references files,
  add foreign key (tenant_id, customer_group) references customer_groups,
  add foreign key (tenant_id, merged_into) references organisations;
create unique index organisations_code on organisations (tenant_id, lower(code)) where code is not null;
create index organisations_by_name on organisations (tenant_id, name, id) where not is_archived;
create index organisations_coc on organisations (tenant_id, coc_number) where coc_number is not null;
create index organisations_vat on organisations (tenant_id, vat_number) where vat_number is not null;
create index organisations_email on organisations (tenant_id, lower(email) collate "C") where email is not null;
create index organisations_phone on organisations (tenant_id, phone_key) where phone_key is not null;
create index organisations_manager on organisations (tenant_id, account_manager) where account_manager is not null;
create index organisations_merged on organisations (tenant_id, merged_into) where merged_into is not null;

create table supplier_terms (
  tenant_id uuid not null, id uuid not null, version int not null default 1,
  created_at timestamptz not null, updated_at timestamptz not null,
  organisation uuid not null,
  orders_email text,
  finance_email text,
  customer_number text,
  payment_term_days int,
  lead_time_days int,
  minimum_amount bigint,
  order_multiple bigint not null default 1000 check (order_multiple > 0),
  currency text not null default 'EUR',
  incoterm text,
  language text not null default 'nl',
  primary key (tenant_id, id),
  foreign key (tenant_id, organisation) references organisations
);
create unique index supplier_terms_organisation on supplier_terms (tenant_id, organisation);

alter table contacts
  add job_title text,
  add customer_group uuid,
  add merged_into uuid,
  add foreign key (tenant_id, customer_group) references customer_groups,
  add foreign key (tenant_id, merged_into) references contacts;
create index contacts_merged on contacts (tenant_id, merged_into) where merged_into is not null;

create table addresses (
  tenant_id uuid not null, id uuid not null, version int not null default 1,
  created_at timestamptz not null, updated_at timestamptz not null,
  organisation uuid,
  contact uuid,
  kind text not null,
  name text not null default '',
  attention text,
  street text not null,
  house_number text not null default '',
  house_number_suffix text,
  postcode text not null default '',
  city text not null,
  region text,
  country text not null,
  phone text,
  delivery_notes text,
  postcode_key text not null default '' collate "C",
  is_default boolean not null default false,
  primary key (tenant_id, id),
  foreign key (tenant_id, organisation) references organisations,
  foreign key (tenant_id, contact) references contacts,
  constraint addresses_of_one check (num_nonnulls(organisation, contact) = 1)
);
create index addresses_organisation on addresses (tenant_id, organisation) where organisation is not null;
create index addresses_contact on addresses (tenant_id, contact) where contact is not null;
create index addresses_postcode on addresses (tenant_id, postcode_key) where postcode_key <> '';
create index addresses_city on addresses (tenant_id, folded(city) collate "C");
create unique index addresses_default on addresses (tenant_id, coalesce(organisation, contact), kind) where is_default;

create table label_groups (
  tenant_id uuid not null, id uuid not null, version int not null default 1,
  created_at timestamptz not null, updated_at timestamptz not null,
  level text not null,
  name text not null,
  is_archived boolean not null default false,
  primary key (tenant_id, id)
);
create unique index label_groups_name on label_groups (tenant_id, level, lower(name));

create table label_subgroups (
  tenant_id uuid not null, id uuid not null, version int not null default 1,
  created_at timestamptz not null, updated_at timestamptz not null,
  label_group uuid not null,
  name text not null,
  is_archived boolean not null default false,
  primary key (tenant_id, id),
  foreign key (tenant_id, label_group) references label_groups
);
create unique index label_subgroups_name on label_subgroups (tenant_id, label_group, lower(name));

create table labels (
  tenant_id uuid not null, id uuid not null, version int not null default 1,
  created_at timestamptz not null, updated_at timestamptz not null,
  subgroup uuid not null,
  name text not null,
  colour text not null default 'grey',
  is_archived boolean not null default false,
  primary key (tenant_id, id),
  foreign key (tenant_id, subgroup) references label_subgroups
);
create unique index labels_name on labels (tenant_id, subgroup, lower(name));

create table label_uses (
  tenant_id uuid not null, id uuid not null, version int not null default 1,
  created_at timestamptz not null, updated_at timestamptz not null,
  label uuid not null,
  about uuid not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, label) references labels
);
create unique index label_uses_once on label_uses (tenant_id, about, label);
create index label_uses_label on label_uses (tenant_id, label, about);

create table merges (
  tenant_id uuid not null, id uuid not null, version int not null default 1,
  created_at timestamptz not null, updated_at timestamptz not null,
  kind text not null,
  kept uuid not null,
  merged uuid not null,
  moved jsonb not null,
  filled jsonb not null,
  undo_until timestamptz not null,
  undone_at timestamptz,
  primary key (tenant_id, id)
);
create index merges_kept on merges (tenant_id, kept, created_at desc);
create index merges_merged on merges (tenant_id, merged, created_at desc);

create table general_terms (
  tenant_id uuid not null, id uuid not null,
  created_at timestamptz not null,
  business uuid not null,
  language text not null,
  number int not null,
  title text not null,
  text text,
  url text,
  file uuid,
  valid_from date not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, business) references businesses,
  foreign key (tenant_id, file) references files
);
comment on table general_terms is 'append-only';
create unique index general_terms_number on general_terms (tenant_id, business, language, number);

create index orders_organisation on orders (tenant_id, organisation, placed_at desc) where organisation is not null;
create index invoices_organisation on invoices (tenant_id, organisation, created_at desc) where organisation is not null;
create index invoices_contact on invoices (tenant_id, contact, created_at desc) where contact is not null;
create index invoices_by_number on invoices (tenant_id, number collate "C") where number is not null;

-- Names are found without their accents from here on, in the search of orders too; its own text stays where it stands.
create index contacts_folded on contacts using gin (tenant_id, folded(name) gin_trgm_ops) with (fastupdate = off);
create index organisations_folded on organisations using gin (tenant_id, folded(name) gin_trgm_ops);
create index contacts_phone on contacts (tenant_id, phone_key) where phone_key <> '';
create index contacts_place on contacts (tenant_id, (place_key(postcode, house_number) collate "C")) where postcode <> '';
create index contacts_street on contacts (tenant_id, (folded(street) collate "C")) where street <> '';
create index contacts_city on contacts (tenant_id, (folded(city) collate "C")) where city <> '';
do $$ begin
  execute replace(
    pg_get_functiondef('find_orders(uuid,text[],text,text,text,text,int)'::regprocedure),
    $old$lower(c.name) like '%' || words || '%'$old$, $new$folded(c.name) like '%' || folded(words) || '%'$new$);
end $$;
drop function find_contacts(uuid, text, text, text, int);
drop index contacts_name;
drop index organisations_name;

-- What `like` would take for a pattern is taken as it was typed.
create function as_typed(text) returns text language sql immutable strict parallel safe
  as $$ select replace(replace(replace($1, '\', '\\'), '%', '\%'), '_', '\_') $$;

-- Names that hold every word, in any order; two letters must begin a word, for they have no trigram of their own.
create function name_patterns(words text) returns text[] language sql immutable strict parallel safe
  as $$ select array_agg(case when length(w) < 3 then '% ' || as_typed(w) || '%' else '%' || as_typed(w) || '%' end order by length(w) desc)
        from regexp_split_to_table(folded(words), '[\s,]+') w where w <> '' $$;

-- People by what was typed. Each kind walks an index of its own; the costly looks come last, and only when nothing was found.
create function find_customers(tenant uuid, kinds text[], words text, digits text, at_place text, at_street text, at_house text, most int)
returns table (id uuid, rank int)
language plpgsql stable security definer set search_path = public, pg_temp set pg_trgm.word_similarity_threshold = 0.5 as $$
declare
  hits int := 0; n int;
  whole text := folded(words);
  patterns text[] := name_patterns(words);
  longest text := (select w from regexp_split_to_table(folded(words), '[\s,]+') w order by length(w) desc limit 1);
begin
  if not may_see(tenant) then return; end if;
  if 'email' = any(kinds) then
    return query select c.id, 0 from contacts c where c.tenant_id = tenant and c.email_key >= lower(words) and c.email_key < lower(words) || '~' order by c.email_key limit most;
    get diagnostics n = row_count; hits := hits + n;
    return query select c.id, 1 from organisations o join contacts c on c.tenant_id = tenant and c.organisation = o.id
      where o.tenant_id = tenant and lower(o.email) collate "C" >= lower(words) and lower(o.email) collate "C" < lower(words) || '~' limit most;
    get diagnostics n = row_count; hits := hits + n;
  end if;
  if 'number' = any(kinds) then
    return query select o.contact, 0 from orders o where o.tenant_id = tenant and o.number = upper(words) and o.contact is not null;
    get diagnostics n = row_count; hits := hits + n;
    return query select o.contact, 0 from orders o where o.tenant_id = tenant and o.external_number collate "C" in (words, upper(words)) and o.contact is not null limit most;
    get diagnostics n = row_count; hits := hits + n;
    return query select i.contact, 0 from invoices i where i.tenant_id = tenant and i.number collate "C" = upper(words) and i.contact is not null;
    get diagnostics n = row_count; hits := hits + n;
    return query select o.contact, 0 from shipments s join orders o on o.tenant_id = tenant and o.id = s.order_id
      where s.tenant_id = tenant and s.tracking_code = upper(words) and o.contact is not null;
    get diagnostics n = row_count; hits := hits + n;
    return query select c.id, 0 from organisations o join contacts c on c.tenant_id = tenant and c.organisation = o.id
      where o.tenant_id = tenant and (o.coc_number = words or o.vat_number = upper(replace(replace(words, '.', ''), ' ', ''))) limit most;
    get diagnostics n = row_count; hits := hits + n;
  end if;
  if 'phone' = any(kinds) then
    return query select c.id, 1 from contacts c where c.tenant_id = tenant and c.phone_key <> '' and c.phone_key >= digits and c.phone_key < digits || '~' limit most;
    get diagnostics n = row_count; hits := hits + n;
    return query select c.id, 1 from organisations o join contacts c on c.tenant_id = tenant and c.organisation = o.id
      where o.tenant_id = tenant and o.phone_key >= digits and o.phone_key < digits || '~' limit most;
    get diagnostics n = row_count; hits := hits + n;
    if hits = 0 then
      return query select o.contact, 2 from orders o where o.tenant_id = tenant and o.phone_key <> '' and o.phone_key >= digits and o.phone_key < digits || '~' and o.contact is not null limit most;
      get diagnostics n = row_count; hits := hits + n;
    end if;
  end if;
  if 'postcode' = any(kinds) then
    return query select c.id, 1 from contacts c where c.tenant_id = tenant and c.postcode <> ''
      and place_key(c.postcode, c.house_number) collate "C" >= at_place and place_key(c.postcode, c.house_number) collate "C" < at_place || '~' limit most;
    get diagnostics n = row_count; hits := hits + n;
    return query select c.id, 1 from addresses a join contacts c on c.tenant_id = tenant and (c.id = a.contact or c.organisation = a.organisation)
      where a.tenant_id = tenant and a.postcode_key <> '' and a.postcode_key >= at_place and a.postcode_key < at_place || '~' limit most;
    get diagnostics n = row_count; hits := hits + n;
    return query select o.contact, 2 from (
      select x.contact from orders x where x.tenant_id = tenant and x.postcode_key >= at_place and x.postcode_key < at_place || '~' limit most) o where o.contact is not null;
    get diagnostics n = row_count; hits := hits + n;
  end if;
  if hits > 0 or not 'words' = any(kinds) or patterns is null then return; end if;
  if length(whole) < 3 then
    return query select c.id, 1 from contacts c where c.tenant_id = tenant and (folded(c.name) like as_typed(whole) || '%' or folded(c.name) like '% ' || as_typed(whole) || '%') limit most;
    return;
  end if;
  return query select c.id, 1 from contacts c where c.tenant_id = tenant and folded(c.name) like '%' || as_typed(whole) || '%' limit most;
  get diagnostics n = row_count; hits := hits + n;
  if hits = 0 then
    -- The longest word finds them, the others sift.
    return query select c.id, 2 from contacts c where c.tenant_id = tenant and folded(c.name) like patterns[1] and ' ' || folded(c.name) like all (patterns) limit most;
    get diagnostics n = row_count; hits := hits + n;
  end if;
  return query select c.id, 3 from (
      select o.id from organisations o where o.tenant_id = tenant and folded(o.name) like patterns[1] and ' ' || folded(o.name) like all (patterns) limit most) o
    join contacts c on c.tenant_id = tenant and c.organisation = o.id limit most;
  get diagnostics n = row_count; hits := hits + n;
  if hits < most then
    return query select c.id, 4 from contacts c where c.tenant_id = tenant and c.city <> '' and folded(c.city) collate "C" = whole limit most - hits;
    get diagnostics n = row_count; hits := hits + n;
    return query select c.id, 4 from contacts c where c.tenant_id = tenant and c.street <> ''
      and folded(c.street) collate "C" >= folded(at_street) and folded(c.street) collate "C" < folded(at_street) || '~'
      and (at_house = '' or upper(c.house_number) = upper(at_house)) limit greatest(most - hits, 1);
    get diagnostics n = row_count; hits := hits + n;
    return query
      with things as (
        select p.id from products p where p.tenant_id = tenant and (p.sku = upper(words) or p.sku = words or p.barcode = words)
        union select p.id from products p where p.tenant_id = tenant and lower(p.name) like '%' || as_typed(lower(words)) || '%' limit 20
      )
      select distinct o.contact, 5 from things t
        cross join lateral (select l.order_id from order_lines l where l.tenant_id = tenant and l.product = t.id order by l.order_id desc limit most) l
        join orders o on o.tenant_id = tenant and o.id = l.order_id
        where o.contact is not null limit most;
    get diagnostics n = row_count; hits := hits + n;
  end if;
  if hits = 0 then
    -- The nearest of the first few hundred that have the longest word nearly: to weigh all that are a little alike takes half a second in a large shop.
    return query select x.id, 6 from (
      select c.id, folded(c.name) as name from contacts c where c.tenant_id = tenant and longest <% folded(c.name) limit most * 6) x
      order by whole <<-> x.name limit most;
  end if;
end $$;

-- Organisations by what was typed; there are far fewer of them than of people.
create function find_organisations(tenant uuid, kinds text[], words text, digits text, at_place text, most int)
returns table (id uuid, rank int)
language plpgsql stable security definer set search_path = public, pg_temp set pg_trgm.word_similarity_threshold = 0.5 as $$
declare
  hits int := 0; n int;
  whole text := folded(words);
  patterns text[] := name_patterns(words);
begin
  if not may_see(tenant) then return; end if;
  return query select o.id, 0 from organisations o where o.tenant_id = tenant and lower(o.code) = lower(words);
  get diagnostics n = row_count; hits := hits + n;
  if 'email' = any(kinds) then
    return query select o.id, 0 from organisations o where o.tenant_id = tenant and lower(o.email) collate "C" >= lower(words) and lower(o.email) collate "C" < lower(words) || '~' limit most;
    get diagnostics n = row_count; hits := hits + n;
    return query select c.organisation, 1 from contacts c where c.tenant_id = tenant and c.email_key >= lower(words) and c.email_key < lower(words) || '~' and c.organisation is not null limit most;
    get diagnostics n = row_count; hits := hits + n;
  end if;
  if 'number' = any(kinds) then
    return query select o.id, 0 from organisations o where o.tenant_id = tenant and o.coc_number = words;
    get diagnostics n = row_count; hits := hits + n;
    return query select o.id, 0 from organisations o where o.tenant_id = tenant and o.vat_number = upper(replace(replace(words, '.', ''), ' ', ''));
    get diagnostics n = row_count; hits := hits + n;
    return query select o.organisation, 0 from orders o where o.tenant_id = tenant and o.number = upper(words) and o.organisation is not null;
    get diagnostics n = row_count; hits := hits + n;
    return query select i.organisation, 0 from invoices i where i.tenant_id = tenant and i.number collate "C" = upper(words) and i.organisation is not null;
    get diagnostics n = row_count; hits := hits + n;
  end if;
  if 'phone' = any(kinds) then
    return query select o.id, 1 from organisations o where o.tenant_id = tenant and o.phone_key >= digits and o.phone_key < digits || '~' limit most;
    get diagnostics n = row_count; hits := hits + n;
  end if;
  if 'postcode' = any(kinds) then
    return query select a.organisation, 1 from addresses a where a.tenant_id = tenant and a.postcode_key <> '' and a.postcode_key >= at_place and a.postcode_key < at_place || '~' and a.organisation is not null limit most;
    get diagnostics n = row_count; hits := hits + n;
  end if;
  if hits > 0 or not 'words' = any(kinds) or patterns is null then return; end if;
  return query select o.id, 2 from organisations o where o.tenant_id = tenant and ' ' || folded(o.name) like all (patterns)
    and folded(o.name) like case when length(whole) < 3 then '%' else patterns[1] end limit most;
  get diagnostics n = row_count; hits := hits + n;
  return query select a.organisation, 3 from addresses a where a.tenant_id = tenant and folded(a.city) collate "C" = whole and a.organisation is not null limit most;
  get diagnostics n = row_count; hits := hits + n;
  if hits = 0 then
    return query select o.id, 4 from organisations o where o.tenant_id = tenant and whole <% folded(o.name) order by whole <<-> folded(o.name) limit most;
  end if;
end $$;
