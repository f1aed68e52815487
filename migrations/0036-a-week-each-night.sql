-- The orders of the last week that are final are read again each night; the open ones still several times an hour.
-- A webshop that is connected already gets the schedule that a new one gets; it begins at the next midnight in UTC.
insert into schedules (tenant_id, id, name, subject, every_seconds, next_at, is_paused)
select tenant_id, gen_random_uuid(), 'sweep-last-week', subject, 86400,
  to_timestamp((floor(extract(epoch from clock_timestamp()) / 86400) + 1) * 86400), is_paused
from schedules where name = 'sweep-open-orders'
on conflict do nothing;
