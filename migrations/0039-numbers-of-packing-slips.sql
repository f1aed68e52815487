-- A packing slip has a number of its own where the merchant set a series for it (I-19); given once, when it is first printed.
alter table shipments add column slip_number text check (slip_number <> '');
create unique index shipments_slip on shipments (tenant_id, upper(slip_number)) where slip_number is not null;

-- What may be credited of an invoice cannot be raised or forgotten, not by the program's own role either (C-13).
comment on table credited_lines is 'changes: credited';
