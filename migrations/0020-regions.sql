-- A carrier, or one's own van, comes to some regions on days of their own (S4-3).
alter table planning_policies add column regions text[] not null default '{}';
