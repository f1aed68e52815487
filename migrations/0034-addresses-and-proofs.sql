-- A business that Peppol knows by another number than its register or VAT number (BT-34), such as a Kleinunternehmer with a GLN.
alter table businesses add column peppol_scheme text check (peppol_scheme <> ''), add column peppol_id text check (peppol_id <> '');

-- What shows that an organisation outside the Union is a business: services to it are taxed where it is (art. 44).
alter table organisations add column outside_proof text check (outside_proof <> '');

-- The limit of the import scheme, for who has the tables of limits already.
insert into tax_limits (tenant_id, id, created_at, updated_at, name, amount, valid_from, source)
select tenant_id, uuidv7(), now(), now(), 'import-consignment', 15000, '2021-07-01', 'Directive 2006/112/EC, art. 369l'
from (select distinct tenant_id from tax_limits) known;
