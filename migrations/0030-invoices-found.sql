-- Invoices by what was typed: the beginning of their number, an order's number, or the name of who they are for. Each
-- kind walks an index; with the rights of the owner, because folded() keeps an index out of reach behind row-level security.
create index invoices_name on invoices using gin (tenant_id, folded(customer_name) gin_trgm_ops);

create function find_invoices(tenant uuid, words text, most int) returns table (id uuid)
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  patterns text[] := name_patterns(words);
  typed text := upper(words);
begin
  if may_see(tenant) is not true then return; end if;
  return query select i.id from invoices i
    where i.tenant_id = tenant and i.number collate "C" >= typed and i.number collate "C" < typed || '~'
    order by i.number collate "C" desc limit most;
  if found then return; end if;
  return query select i.id from (
      select o.id from orders o where o.tenant_id = tenant and o.number = typed
      union select o.id from orders o where o.tenant_id = tenant and o.external_number collate "C" in (words, typed)
    ) o join invoices i on i.tenant_id = tenant and i.order_id = o.id limit most;
  if found or patterns is null then return; end if;
  -- Two letters are in no index of names; the list shows what it is filtered to, so all words must be in the name.
  if not exists (select 1 from regexp_split_to_table(folded(words), '[\s,]+') w where length(w) >= 3) then return; end if;
  return query select i.id from invoices i
    where i.tenant_id = tenant and folded(i.customer_name) like patterns[1] and ' ' || folded(i.customer_name) like all (patterns) limit most;
end $$;
