-- What a second-hand piece cost, as it was when it was sold by hand: the VAT is in the margin above it (Directive, art. 315).
-- Empty for all other lines, and for lines of a webshop: there the product's own purchase price holds.
alter table order_lines add column cost_price bigint check (cost_price between 0 and 1000000000000);
