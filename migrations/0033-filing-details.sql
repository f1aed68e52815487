-- What the messages of a tax office ask beside the figures, kept per business.
create table filing_details (
  tenant_id uuid not null, id uuid not null, version int not null default 1,
  created_at timestamptz not null, updated_at timestamptz not null,
  business uuid not null,
  turnover_tax_number text not null,
  contact_initials text not null,
  contact_surname text not null,
  contact_phone text not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, business) references businesses
);
create unique index filing_details_business on filing_details (tenant_id, business);
