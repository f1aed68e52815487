-- The supplier's e-invoice as it came: the tax authority may ask for the original for seven years (AWR, art. 52).
alter table purchase_invoices
  add column file uuid,
  add foreign key (tenant_id, file) references files;
