-- Forms that a portal puts before visitors, what they sent, and what they keep to go on with later.
create table forms (
  portal_id uuid not null references portals (id),
  id uuid not null,
  name text not null check (length(name) between 1 and 120),
  -- In its address, and the only thing that opens it.
  link text not null check (link ~ '^[a-z0-9-]{1,60}$'),
  state text not null default 'draft' check (state in ('draft', 'open', 'archived')),
  role text not null check (role in ('lead', 'prospect', 'client')),
  invites boolean not null,
  -- Title, fields and the rest of what visitors see.
  definition jsonb not null,
  -- Addresses of the websites that may show it in a frame.
  origins text[] not null default '{}',
  -- Staff who are mailed what comes.
  notifies text[] not null default '{}',
  version integer not null default 1,
  created_at timestamptz not null,
  primary key (portal_id, id),
  unique (portal_id, link)
);

-- As a form was when something was sent with it.
create table form_versions (
  portal_id uuid not null references portals (id),
  form_id uuid not null,
  version integer not null,
  definition jsonb not null,
  primary key (portal_id, form_id, version),
  foreign key (portal_id, form_id) references forms (portal_id, id)
);

create table form_submissions (
  portal_id uuid not null references portals (id),
  id uuid not null,
  form_id uuid not null,
  version integer not null,
  -- received: to be completed; waiting: something in it differs from what is known, and waits for staff.
  state text not null check (state in ('received', 'waiting', 'completed')),
  -- Of the puzzle, so that what is sent twice counts once; none of what staff filled in.
  challenge bytea,
  person_id uuid,
  filled_by uuid,
  created_contact boolean not null default false,
  language text not null,
  sealed bytea not null,
  sealed_differences bytea,
  sent_at timestamptz not null,
  completed_at timestamptz,
  primary key (portal_id, id),
  unique (portal_id, challenge),
  foreign key (portal_id, form_id, version) references form_versions (portal_id, form_id, version),
  foreign key (portal_id, person_id) references persons (portal_id, id),
  foreign key (portal_id, filled_by) references persons (portal_id, id)
);
create index form_submissions_newest on form_submissions (portal_id, form_id, sent_at desc, id desc);
create index form_submissions_of_person on form_submissions (portal_id, person_id) where person_id is not null;
create index form_submissions_by_filler on form_submissions (portal_id, filled_by) where filled_by is not null;

create table form_drafts (
  portal_id uuid not null references portals (id),
  id uuid not null,
  form_id uuid not null,
  token_hash bytea not null,
  sealed bytea not null,
  kept_at timestamptz not null,
  expires_at timestamptz not null,
  primary key (portal_id, id),
  unique (portal_id, token_hash),
  foreign key (portal_id, form_id) references forms (portal_id, id)
);
create index form_drafts_by_form on form_drafts (portal_id, form_id);
create index form_drafts_expired on form_drafts (portal_id, expires_at);

-- How often a form was seen and begun, by day.
create table form_counts (
  portal_id uuid not null references portals (id),
  form_id uuid not null,
  day date not null,
  seen integer not null default 0,
  begun integer not null default 0,
  primary key (portal_id, form_id, day),
  foreign key (portal_id, form_id) references forms (portal_id, id)
);

do $$
declare t text;
begin
  foreach t in array array['forms', 'form_versions', 'form_submissions', 'form_drafts', 'form_counts'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy portal on %I using (portal_id = app_portal()) with check (portal_id = app_portal())', t);
    execute format('grant select, insert, update, delete on %I to gatehouse_app', t);
  end loop;
end $$;
