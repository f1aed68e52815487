-- Consumers read prices on their invoices as they saw them in the shop; a business that wants them without VAT says so.
alter table businesses add column shows_gross_to_consumers boolean not null default true;
