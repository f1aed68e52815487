-- A VAT territory holds from one day on, as a rate does: what documents were made of stays, what comes is entered ahead.
-- 1993 is when VAT between member states began; before any rate that we keep, so that what is there keeps holding.
alter table vat_territories
  add column valid_from date not null default '1993-01-01',
  add column valid_to date,
  add check (valid_to is null or valid_to >= valid_from);

-- Northern Ireland and Great Britain lie where they lie since the end of the transition.
update vat_territories set valid_from = '2021-01-01'
  where country in ('XI', 'GB', 'UK') and source = 'Withdrawal Agreement, Protocol on Ireland/Northern Ireland';

-- Rows that follow on one another are one place, at one position.
drop index vat_territories_place;
create unique index vat_territories_place on vat_territories (tenant_id, country, position, valid_from);
