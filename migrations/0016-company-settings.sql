-- How a business's invoices look and which texts go with them, the terms that an order accepted, and names found in spite of typing errors.
alter table businesses
  add invoice_layout text not null default 'letter',
  add shows_bank boolean not null default true,
  add invoice_texts text[] not null default '{}',
  add terms_with_invoice text not null default 'none';

alter table orders
  add terms uuid,
  add foreign key (tenant_id, terms) references general_terms;

-- The account on invoices has been the IBAN of the business; from here on it is one of its accounts.
insert into business_accounts (tenant_id, id, created_at, updated_at, business, name, iban, bic, holder, currency, is_on_invoice)
select b.tenant_id, uuidv7(), now(), now(), b.id, left(b.trade_name, 80), replace(b.iban, ' ', ''), b.bic, b.legal_name, b.currency,
  not exists (select 1 from business_accounts a where a.tenant_id = b.tenant_id and a.business = b.id and a.is_on_invoice)
from businesses b where b.iban is not null
on conflict do nothing;

-- Every word that stands in a name, once: a typing error is mended against some thousands of words instead of a million names.
create table name_words (
  tenant_id uuid not null,
  word text not null collate "C",
  primary key (tenant_id, word)
);
create index name_words_alike on name_words using gin (tenant_id, word gin_trgm_ops);

-- Words of three letters are too short to tell an error in them from another word.
create function words_of_name(text) returns setof text language sql immutable strict parallel safe
  as $$ select w from regexp_split_to_table(public.folded($1), '[^[:alnum:]]+') w where length(w) between 4 and 40 and w !~ '^[0-9]+$' $$;

-- Two letters that changed places leave few trigrams alike, but the same letters.
create function letters_of(word text) returns text language sql immutable strict parallel safe
  as $$ select string_agg(l, '' order by l) from regexp_split_to_table(word, '') l $$;

insert into name_words (tenant_id, word)
  select distinct tenant_id, w from (select tenant_id, name from contacts union all select tenant_id, name from organisations) named cross join lateral words_of_name(name) w
  on conflict do nothing;

-- Patterns for a name that was typed with an error: the longest word that no name has is mended to the five that it is most like;
-- `also` is the longest word that was typed well, if there is one.
create function nearest_names(tenant uuid, whole text) returns table (pattern text, also text)
language plpgsql stable set search_path = public, pg_temp set pg_trgm.similarity_threshold = 0.25 as $$
declare
  wrong text; good text;
begin
  select w into wrong from words_of_name(whole) w
    where not exists (select 1 from name_words k where k.tenant_id = tenant and k.word >= w and k.word < w || '~') order by length(w) desc limit 1;
  -- Each word is known, but not together: the longest is then another than was meant.
  if wrong is null then select w into wrong from words_of_name(whole) w order by length(w) desc limit 1; end if;
  select w into good from words_of_name(whole) w
    where w <> wrong and exists (select 1 from name_words k where k.tenant_id = tenant and k.word >= w and k.word < w || '~') order by length(w) desc limit 1;
  return query select '%' || as_typed(k.word) || '%', coalesce('%' || as_typed(good) || '%', '%')
    from name_words k where k.tenant_id = tenant and k.word % wrong
    order by letters_of(k.word) = letters_of(wrong) desc, similarity(k.word, wrong) desc, abs(length(k.word) - length(wrong)) limit 5;
end $$;

-- People by what was typed. Each kind walks an index of its own; the costly looks come last, and only when nothing was found.
create or replace function find_customers(tenant uuid, kinds text[], words text, digits text, at_place text, at_street text, at_house text, most int)
returns table (id uuid, rank int)
language plpgsql stable security definer set search_path = public, pg_temp set pg_trgm.word_similarity_threshold = 0.5 as $$
declare
  hits int := 0; n int;
  whole text := folded(words);
  patterns text[] := name_patterns(words);
begin
  if may_see(tenant) is not true then return; end if;
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
    -- The three longest words find them, the others sift.
    return query select c.id, 2 from contacts c where c.tenant_id = tenant and folded(c.name) like patterns[1]
      and folded(c.name) like coalesce(patterns[2], patterns[1]) and folded(c.name) like coalesce(patterns[3], patterns[1])
      and ' ' || folded(c.name) like all (patterns) limit most;
    get diagnostics n = row_count; hits := hits + n;
  end if;
  return query select c.id, 3 from (
      select o.id from organisations o where o.tenant_id = tenant and folded(o.name) like patterns[1]
        and folded(o.name) like coalesce(patterns[2], patterns[1]) and folded(o.name) like coalesce(patterns[3], patterns[1])
        and ' ' || folded(o.name) like all (patterns) limit most) o
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
    return query select x.id, 6 from (
      select c.id, folded(c.name) as name from nearest_names(tenant, whole) near
        cross join lateral (select o.id, o.name from contacts o where o.tenant_id = tenant and folded(o.name) like near.pattern
          and folded(o.name) like near.also limit most) c limit most * 6) x
      order by whole <<-> x.name limit most;
    get diagnostics n = row_count; hits := hits + n;
  end if;
  if hits = 0 then
    return query select c.id, 7 from (select distinct f.id from find_organisations(tenant, '{words}', words, '', '', 20) f) o
      join contacts c on c.tenant_id = tenant and c.organisation = o.id limit most;
  end if;
end $$;

-- Organisations by what was typed; there are far fewer of them than of people.
create or replace function find_organisations(tenant uuid, kinds text[], words text, digits text, at_place text, most int)
returns table (id uuid, rank int)
language plpgsql stable security definer set search_path = public, pg_temp set pg_trgm.word_similarity_threshold = 0.5 as $$
declare
  hits int := 0; n int;
  whole text := folded(words);
  patterns text[] := name_patterns(words);
begin
  if may_see(tenant) is not true then return; end if;
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
  if length(whole) < 3 then
    return query select o.id, 2 from organisations o where o.tenant_id = tenant and (folded(o.name) like as_typed(whole) || '%' or folded(o.name) like '% ' || as_typed(whole) || '%') limit most;
    get diagnostics n = row_count; hits := hits + n;
  else
    return query select o.id, 2 from organisations o where o.tenant_id = tenant and folded(o.name) like '%' || as_typed(whole) || '%' limit most;
    get diagnostics n = row_count; hits := hits + n;
    if hits = 0 then
      return query select o.id, 2 from organisations o where o.tenant_id = tenant and folded(o.name) like patterns[1]
        and folded(o.name) like coalesce(patterns[2], patterns[1]) and folded(o.name) like coalesce(patterns[3], patterns[1])
        and ' ' || folded(o.name) like all (patterns) limit most;
      get diagnostics n = row_count; hits := hits + n;
    end if;
  end if;
  return query select a.organisation, 3 from addresses a where a.tenant_id = tenant and folded(a.city) collate "C" = whole and a.organisation is not null limit most;
  get diagnostics n = row_count; hits := hits + n;
  if hits = 0 then
    return query select x.id, 4 from (
      select c.id, folded(c.name) as name from nearest_names(tenant, whole) near
        cross join lateral (select o.id, o.name from organisations o where o.tenant_id = tenant and folded(o.name) like near.pattern
          and folded(o.name) like near.also limit most) c limit most * 6) x
      order by whole <<-> x.name limit most;
  end if;
end $$;
