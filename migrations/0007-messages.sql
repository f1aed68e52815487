-- Mail to customers and users: what is sent when, from whom, in which words, and every mail that was made.
create table mail_policies (
  tenant_id uuid not null, id uuid not null, version int not null default 1,
  created_at timestamptz not null, updated_at timestamptz not null,
  event text not null,
  channel uuid,
  policy text not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, channel) references channels
);
create unique index mail_policies_once on mail_policies (tenant_id, event, channel) nulls not distinct;

create table mail_senders (
  tenant_id uuid not null, id uuid not null, version int not null default 1,
  created_at timestamptz not null, updated_at timestamptz not null,
  business uuid,
  channel uuid,
  name text not null default '',
  address text,
  reply_to text,
  bcc text,
  undo_seconds int not null default 60,
  primary key (tenant_id, id),
  foreign key (tenant_id, business) references businesses,
  foreign key (tenant_id, channel) references channels
);
create unique index mail_senders_once on mail_senders (tenant_id, business, channel) nulls not distinct;

create table text_blocks (
  tenant_id uuid not null, id uuid not null, version int not null default 1,
  created_at timestamptz not null, updated_at timestamptz not null,
  name text not null,
  language text not null,
  text text not null,
  primary key (tenant_id, id)
);
create unique index text_blocks_name on text_blocks (tenant_id, name, language);

-- What a merchant wrote in the place of our own words; without a row ours are used.
create table mail_templates (
  tenant_id uuid not null, id uuid not null, version int not null default 1,
  created_at timestamptz not null, updated_at timestamptz not null,
  event text not null,
  channel uuid,
  language text not null,
  subject text not null,
  blocks jsonb not null,
  html text not null,
  plain text not null,
  is_active boolean not null default true,
  revision int not null default 1,
  primary key (tenant_id, id),
  foreign key (tenant_id, channel) references channels
);
create unique index mail_templates_once on mail_templates (tenant_id, event, channel, language) nulls not distinct;

create table mail_template_versions (
  tenant_id uuid not null, id uuid not null,
  created_at timestamptz not null,
  template uuid not null,
  revision int not null,
  subject text not null,
  blocks jsonb not null,
  written_by text not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, template) references mail_templates
);
comment on table mail_template_versions is 'append-only';
create unique index mail_template_versions_once on mail_template_versions (tenant_id, template, revision);

create table messages (
  tenant_id uuid not null, id uuid not null, version int not null default 1,
  created_at timestamptz not null, updated_at timestamptz not null,
  event text not null,
  state text not null,
  about uuid not null,
  about_kind text not null,
  channel uuid,
  template uuid,
  revision int not null default 0,
  language text not null,
  from_name text not null default '',
  from_address text,
  reply_to text,
  bcc text,
  to_name text not null default '',
  to_address text not null,
  subject text not null,
  html text not null,
  plain text not null,
  attachments jsonb not null default '[]',
  sealed text,
  dedupe text not null,
  send_at timestamptz not null,
  sent_at timestamptz,
  message_id text,
  attempts int not null default 0,
  error text,
  primary key (tenant_id, id),
  foreign key (tenant_id, channel) references channels
);
create unique index messages_once on messages (tenant_id, dedupe);
create index messages_newest on messages (tenant_id, created_at desc, id desc);
create index messages_state on messages (tenant_id, state, created_at desc, id desc) where state in ('queued', 'sending', 'failed', 'kept');
create index messages_about on messages (tenant_id, about, created_at desc, id desc);
create index messages_recipient on messages (tenant_id, lower(to_address) text_pattern_ops);
