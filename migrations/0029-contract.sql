-- Who the operator of an instance has a contract with, and how it is paid; at most one per tenant.
create table contracts (
  tenant_id uuid not null, id uuid not null, version int not null default 1,
  created_at timestamptz not null, updated_at timestamptz not null,
  name text not null,
  coc_number text,
  vat_number text,
  street text,
  house_number text,
  postcode text,
  city text,
  country text not null default 'NL',
  contact_name text,
  email text,
  phone text,
  payment_method text not null default 'invoice',
  iban text,
  iban_holder text,
  mandate_reference text,
  mandate_day date,
  primary key (tenant_id, id)
);
create unique index contracts_once on contracts (tenant_id);
