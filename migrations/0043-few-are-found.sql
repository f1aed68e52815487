-- A search gives a page of hits, not the thousand that the server expects of any function: with a thousand it reads a
-- whole register of ten thousand rather than the few that were found.
alter function find_products(uuid, text, integer) rows 50;
alter function find_customers(uuid, text[], text, text, text, text, text, integer) rows 50;
alter function find_orders(uuid, text[], text, text, text, text, integer) rows 50;
alter function find_organisations(uuid, text[], text, text, text, integer) rows 50;
alter function find_invoices(uuid, text, integer) rows 50;
alter function alike_organisations(uuid, uuid) rows 50;
