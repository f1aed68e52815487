-- Which widgets of a dashboard are wide and show what is behind their figure.
alter table dashboards add column wide text[] not null default '{}';
