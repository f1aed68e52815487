-- A business without a VAT number, such as a German one under section 19 UStG, is known by the number of its tax office (BT-32).
alter table businesses add column tax_number text check (tax_number <> '');
