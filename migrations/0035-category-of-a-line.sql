-- What a line was priced as when it was sold by hand: a free line of work at 0 % is a service, which its rate does not tell.
-- Empty for lines of a webshop: there the product's category holds.
alter table order_lines add column tax_category text check (tax_category <> '');

-- The index of postcodes leaves out the empty ones and is only used by who says so: without that each save read all addresses.
create or replace function alike_organisations(tenant uuid, one uuid)
returns table (other uuid, why text)
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  mine organisations%rowtype;
begin
  if may_see(tenant) is not true then return; end if;
  select * into mine from organisations o where o.tenant_id = tenant and o.id = one;
  return query select o.id, 'coc-number' from organisations o
    where o.tenant_id = tenant and o.coc_number = mine.coc_number and o.country = mine.country and o.id <> one limit 20;
  return query select o.id, 'vat-number' from organisations o
    where o.tenant_id = tenant and o.vat_number = mine.vat_number and o.id <> one limit 20;
  return query select o.id, 'email' from organisations o
    where o.tenant_id = tenant and lower(o.email) collate "C" = lower(mine.email) and o.id <> one limit 20;
  -- Names are compared after the postcode, which `offset 0` makes sure of: the other way round every name is folded.
  return query select near.id, 'name-and-postcode' from (
      select o.id, o.name from (
        select t.organisation from addresses m join addresses t on t.tenant_id = tenant and t.postcode_key = m.postcode_key
        where m.tenant_id = tenant and m.organisation = one and m.postcode_key <> '' and t.postcode_key <> '' and t.organisation <> one limit 200
      ) x join organisations o on o.tenant_id = tenant and o.id = x.organisation offset 0
    ) near where similarity(folded(near.name), folded(mine.name)) >= 0.4 limit 20;
end $$;
