-- What a line was priced as when it was sold by hand: a free line of work at 0 % is a service, which its rate does not tell.
-- Empty for lines of a webshop: there the product's category holds.
alter table order_lines add column tax_category text check (tax_category <> '');
