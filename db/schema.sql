-- Written by `npm run db:dump` from the migrated database; do not edit.

CREATE OR REPLACE FUNCTION public.app_installation()
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$ select coalesce(current_setting('app.scope', true), '') = 'installation' $function$;

CREATE OR REPLACE FUNCTION public.app_now()
 RETURNS timestamp with time zone
 LANGUAGE sql
 STABLE
 SET search_path TO 'public'
AS $function$ select date_trunc('milliseconds', coalesce(
     nullif(current_setting('app.now', true), '')::timestamptz,
     (select coalesce(frozen_at, clock_timestamp()) + offset_ms * interval '1 millisecond' from test_clock),
     clock_timestamp())) $function$;

CREATE OR REPLACE FUNCTION public.app_portal()
 RETURNS uuid
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$ select nullif(current_setting('app.portal_id', true), '')::uuid $function$;

CREATE OR REPLACE FUNCTION public.check_credit_note_sums()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if (select (coalesce(sum(i.net_minor), 0), coalesce(sum(i.tax_minor), 0)) is distinct from
        (c.net_minor::numeric, c.tax_minor::numeric)
      from credit_notes c left join credit_note_items i
        on i.portal_id = c.portal_id and i.credit_note_id = c.id
      where c.portal_id = new.portal_id
        and c.id = (to_jsonb(new) ->> case tg_table_name when 'credit_notes' then 'id' else 'credit_note_id' end)::uuid
      group by c.net_minor, c.tax_minor) then
    raise exception 'the items of a credit note do not sum to its total';
  end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.check_invoice_sums()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if (select (coalesce(sum(i.net_minor), 0), coalesce(sum(i.tax_minor), 0)) is distinct from
        (new.net_minor::numeric, new.tax_minor::numeric)
      from invoice_items i where i.portal_id = new.portal_id and i.invoice_id = new.id) then
    raise exception 'the items of invoice % do not sum to its total', new.number;
  end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.check_ledger_sums()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if (select sum(e.amount_minor) <> 0 from ledger_entries e
      where e.portal_id = new.portal_id and e.transaction_id = new.transaction_id) then
    raise exception 'a transaction of the ledger does not sum to zero';
  end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.count_people()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  in_portal uuid := coalesce(new.portal_id, old.portal_id);
  more_pro integer := 0;
  more_people integer := 0;
begin
  if tg_op <> 'DELETE' then
    more_people := 1;
    more_pro := (new.seat = 'pro' and new.disabled_at is null)::integer;
  end if;
  if tg_op <> 'INSERT' then
    more_people := more_people - 1;
    more_pro := more_pro - (old.seat = 'pro' and old.disabled_at is null)::integer;
  end if;
  if more_people <> 0 or more_pro <> 0 then
    update portal_summaries
    set pro_users = pro_users + more_pro, people = people + more_people
    where portal_id = in_portal;
  end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.count_people_added()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  update portal_summaries s
  set pro_users = s.pro_users + a.pro, people = s.people + a.people
  from (select portal_id, count(*)::integer as people,
          (count(*) filter (where seat = 'pro' and disabled_at is null))::integer as pro
        from added group by portal_id) a
  where s.portal_id = a.portal_id;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.delete_audit_of_cancelled_portal(portal uuid)
 RETURNS bigint
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
declare n bigint;
begin
  if portal is distinct from app_portal()
     or not exists (select from portals where id = portal and status = 'cancelled')
     or not exists (select from portal_deletions where portal_id = portal and finished_at is null) then
    raise exception 'portal % is not being deleted', portal;
  end if;
  update portal_status_changes set note = null where portal_id = portal and note is not null;
  delete from events where portal_id = portal;
  delete from audit_lines where portal_id = portal;
  get diagnostics n = row_count;
  delete from audit_heads where portal_id = portal;
  return n;
end $function$;

CREATE OR REPLACE FUNCTION public.end_previews_of_client()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  update previews set ended_at = least(expires_at, app_now()), hash = null
  where portal_id = new.portal_id and client_id = new.id and ended_at is null;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.end_previews_of_sessions()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  update previews v set ended_at = least(v.expires_at, app_now()), hash = null
  from gone s where v.portal_id = s.portal_id and v.session_id = s.id and v.ended_at is null;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.guard_invoice()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  changing constant text[] := array['state', 'state_at', 'version', 'person_id', 'paid_minor', 'credited_minor',
    'refunded_minor', 'outstanding_minor', 'sent_at', 'reminded_at', 'reminders'];
begin
  if old.number is not null then
    if tg_op = 'UPDATE' and to_jsonb(new) - changing is distinct from to_jsonb(old) - changing then
      raise exception 'an issued invoice is not changed';
    end if;
    if tg_op = 'DELETE' and not exists (
      select from portals p where p.id = old.portal_id and p.status = 'cancelled') then
      raise exception 'an issued invoice is not deleted';
    end if;
  end if;
  return case tg_op when 'DELETE' then old else new end;
end $function$;

CREATE OR REPLACE FUNCTION public.guard_invoice_item()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  about record := case tg_op when 'DELETE' then old else new end;
begin
  if exists (select from invoices i where i.portal_id = about.portal_id and i.id = about.invoice_id
      and i.number is not null)
    and not (tg_op = 'DELETE' and exists (
      select from portals p where p.id = about.portal_id and p.status = 'cancelled')) then
    raise exception 'items of an issued invoice are not changed';
  end if;
  return about;
end $function$;

CREATE OR REPLACE FUNCTION public.guard_money()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if not exists (select from portals p where p.id = old.portal_id and p.status = 'cancelled') then
    raise exception '% are not deleted', tg_table_name;
  end if;
  return old;
end $function$;

CREATE OR REPLACE FUNCTION public.hash_of_email(address text)
 RETURNS bytea
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$
  select sha256(i.email_salt || sha256(i.email_salt || convert_to(lower(address), 'utf8'))) from installation i
$function$;

CREATE OR REPLACE FUNCTION public.keep_partner_billing()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
begin
  insert into partner_billing (partner_id, due_at) values (new.id, new.created_at)
  on conflict (partner_id) do update set due_at = excluded.due_at;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.keep_seat_spans()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
declare
  held boolean := tg_op <> 'INSERT' and old.seat = 'pro' and old.disabled_at is null;
  holds boolean := tg_op <> 'DELETE' and new.seat = 'pro' and new.disabled_at is null;
  at timestamptz := app_now();
  before timestamptz;
begin
  if held = holds then return null; end if;
  if held then
    -- Held for no time at all: that was no seat.
    delete from seat_spans
    where portal_id = old.portal_id and person_id = old.id and ended_at is null and began_at >= at;
    update seat_spans set ended_at = at, ended_by = case
      when tg_op = 'DELETE' then 'removed' when new.disabled_at is not null then 'disabled' else 'downgraded' end
    where portal_id = old.portal_id and person_id = old.id and ended_at is null;
  else
    -- Whoever waited for the person's row has an older now than whoever held it; spans do not overlap for that.
    select max(ended_at) into before from seat_spans
    where portal_id = new.portal_id and person_id = new.id;
    insert into seat_spans (portal_id, person_id, began_at, began_by)
    values (new.portal_id, new.id, greatest(at, before), case
      when tg_op = 'INSERT' then 'added' when old.disabled_at is not null then 'enabled' else 'upgraded' end);
  end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.note_first_invitation()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  new.first_invited_at := new.invited_at;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION public.place_email()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if new.email is null or new.activated_at is null or new.disabled_at is not null then
    delete from email_places where portal_id = new.portal_id and person_id = new.id;
  else
    insert into email_places (portal_id, person_id, hash) values (new.portal_id, new.id, hash_of_email(new.email))
    on conflict (portal_id, person_id) do update set hash = excluded.hash;
  end if;
  return null;
end $function$;

table anchor_files
  id uuid not null
  bytes bigint not null
  sha256 bytea not null
  noted_at timestamp with time zone not null
  anchor_files_pkey PRIMARY KEY (id)
  gatehouse_app may insert, select, update

table api_keys
  portal_id uuid not null
  id uuid not null
  partner_id uuid
  name text not null
  hash bytea not null
  scopes text[] not null
  created_at timestamp with time zone not null
  expires_at timestamp with time zone not null
  revoked_at timestamp with time zone
  last_used_at timestamp with time zone
  api_keys_pkey PRIMARY KEY (portal_id, id)
  api_keys_partner_id_fkey FOREIGN KEY (partner_id) REFERENCES partners(id)
  api_keys_portal_id_fkey FOREIGN KEY (portal_id) REFERENCES portals(id)
  gatehouse_app may delete, insert, select, update
  policy portal for all using (portal_id = app_portal()) with check (portal_id = app_portal())
  row security enabled, forced

table audit_heads
  portal_id uuid not null
  seq bigint not null
  hash bytea not null
  audit_heads_pkey PRIMARY KEY (portal_id)
  audit_heads_portal_id_fkey FOREIGN KEY (portal_id) REFERENCES portals(id)
  gatehouse_app may insert, select, update
  policy portal for all using (portal_id = app_portal()) with check (portal_id = app_portal())
  row security enabled, forced

table audit_lines
  portal_id uuid not null
  seq bigint not null
  at timestamp with time zone not null
  operation text not null
  outcome text not null
  actor text not null
  actor_name text not null
  on_behalf_of text
  through text not null
  subject text
  reason text
  details jsonb not null
  ip text
  request_id text
  hash bytea not null
  audit_lines_pkey PRIMARY KEY (portal_id, seq)
  audit_lines_portal_id_fkey FOREIGN KEY (portal_id) REFERENCES portals(id)
  CREATE INDEX audit_lines_by_subject ON public.audit_lines USING btree (portal_id, subject, seq DESC) WHERE (subject IS NOT NULL)
  gatehouse_app may insert, select
  policy portal for all using (portal_id = app_portal()) with check (portal_id = app_portal())
  row security enabled, forced

table authenticator_apps
  portal_id uuid not null
  person_id uuid not null
  sealed_secret bytea not null
  begun_at timestamp with time zone not null
  confirmed_at timestamp with time zone
  last_step bigint not null default 0
  authenticator_apps_pkey PRIMARY KEY (portal_id, person_id)
  authenticator_apps_portal_id_fkey FOREIGN KEY (portal_id) REFERENCES portals(id)
  authenticator_apps_portal_id_person_id_fkey FOREIGN KEY (portal_id, person_id) REFERENCES persons(portal_id, id) ON DELETE CASCADE
  gatehouse_app may delete, insert, select, update
  policy portal for all using (portal_id = app_portal()) with check (portal_id = app_portal())
  row security enabled, forced

table billing_report_lines
  portal_id uuid not null
  report_id uuid not null
  billable_days integer not null
  pro_users integer not null
  peak integer not null
  month_end integer not null
  amount_minor bigint
  billing_report_lines_pkey PRIMARY KEY (portal_id, report_id)
  billing_report_lines_portal_id_fkey FOREIGN KEY (portal_id) REFERENCES portals(id)
  billing_report_lines_report_id_fkey FOREIGN KEY (report_id) REFERENCES billing_reports(id) DEFERRABLE INITIALLY DEFERRED
  CREATE INDEX billing_report_lines_by_report ON public.billing_report_lines USING btree (report_id, portal_id)
  gatehouse_app may insert, select
  policy installation for select using app_installation() with check -
  policy portal for all using (portal_id = app_portal()) with check (portal_id = app_portal())
  row security enabled, forced

table billing_report_names
  portal_id uuid not null
  report_id uuid not null
  name text not null
  slug text not null
  reference text
  billing_report_names_pkey PRIMARY KEY (portal_id, report_id)
  billing_report_names_portal_id_fkey FOREIGN KEY (portal_id) REFERENCES portals(id)
  billing_report_names_portal_id_report_id_fkey FOREIGN KEY (portal_id, report_id) REFERENCES billing_report_lines(portal_id, report_id)
  gatehouse_app may delete, insert, select
  policy installation for select using app_installation() with check -
  policy portal for all using (portal_id = app_portal()) with check (portal_id = app_portal())
  row security enabled, forced

table billing_report_persons
  portal_id uuid not null
  report_id uuid not null
  person_id uuid not null
  first_day date not null
  last_day date not null
  billable_days integer not null
  began text not null
  ended text not null
  billing_report_persons_pkey PRIMARY KEY (portal_id, report_id, person_id)
  billing_report_persons_portal_id_fkey FOREIGN KEY (portal_id) REFERENCES portals(id)
  billing_report_persons_portal_id_report_id_fkey FOREIGN KEY (portal_id, report_id) REFERENCES billing_report_lines(portal_id, report_id)
  gatehouse_app may insert, select
  policy installation for select using app_installation() with check -
  policy portal for all using (portal_id = app_portal()) with check (portal_id = app_portal())
  row security enabled, forced

table billing_reports
  id uuid not null
  partner_id uuid not null
  month date not null
  version integer not null
  issued_at timestamp with time zone not null
  time_zone text not null
  language text not null
  bill_to text not null
  reference text
  portals integer not null
  pro_users bigint not null
  unit_minor bigint
  currency text
  total_minor bigint
  reason text
  changes jsonb
  begins_at timestamp with time zone
  ends_at timestamp with time zone
  billing_reports_partner_id_month_version_key UNIQUE (partner_id, month, version)
  billing_reports_pkey PRIMARY KEY (id)
  billing_reports_partner_id_fkey FOREIGN KEY (partner_id) REFERENCES partners(id)
  billing_reports_check CHECK ((((unit_minor IS NULL) = (currency IS NULL)) AND ((unit_minor IS NULL) = (total_minor IS NULL))))
  billing_reports_check1 CHECK (((version = 1) = (changes IS NULL)))
  billing_reports_month_check CHECK ((EXTRACT(day FROM month) = (1)::numeric))
  billing_reports_span CHECK (((ends_at > begins_at) AND ((begins_at IS NULL) = (ends_at IS NULL))))
  billing_reports_version_check CHECK ((version > 0))
  gatehouse_app may insert, select

table case_parties
  portal_id uuid not null
  case_id uuid not null
  person_id uuid not null
  side text not null
  added_at timestamp with time zone not null
  case_parties_pkey PRIMARY KEY (portal_id, case_id, person_id)
  case_parties_portal_id_case_id_fkey FOREIGN KEY (portal_id, case_id) REFERENCES cases(portal_id, id) ON DELETE CASCADE
  case_parties_portal_id_fkey FOREIGN KEY (portal_id) REFERENCES portals(id)
  case_parties_portal_id_person_id_fkey FOREIGN KEY (portal_id, person_id) REFERENCES persons(portal_id, id) ON DELETE CASCADE
  case_parties_side_check CHECK ((side = ANY (ARRAY['client'::text, 'other'::text])))
  CREATE INDEX case_parties_by_person ON public.case_parties USING btree (portal_id, person_id)
  gatehouse_app may delete, insert, select, update
  policy portal for all using (portal_id = app_portal()) with check (portal_id = app_portal())
  row security enabled, forced

table case_stages
  portal_id uuid not null
  name text not null
  position integer not null
  case_stages_pkey PRIMARY KEY (portal_id, name)
  case_stages_portal_id_fkey FOREIGN KEY (portal_id) REFERENCES portals(id)
  case_stages_name_check CHECK (((length(name) >= 1) AND (length(name) <= 60)))
  CREATE UNIQUE INDEX case_stages_by_name ON public.case_stages USING btree (portal_id, lower(name))
  gatehouse_app may delete, insert, select, update
  policy portal for all using (portal_id = app_portal()) with check (portal_id = app_portal())
  row security enabled, forced

table case_types
  portal_id uuid not null
  name text not null
  position integer not null
  case_types_pkey PRIMARY KEY (portal_id, name)
  case_types_portal_id_fkey FOREIGN KEY (portal_id) REFERENCES portals(id)
  case_types_name_check CHECK (((length(name) >= 1) AND (length(name) <= 60)))
  CREATE UNIQUE INDEX case_types_by_name ON public.case_types USING btree (portal_id, lower(name))
  gatehouse_app may delete, insert, select, update
  policy portal for all using (portal_id = app_portal()) with check (portal_id = app_portal())
  row security enabled, forced

table cases
  portal_id uuid not null
  id uuid not null
  number text not null
  title text not null
  type text
  stage text
  opened_on date not null
  closed_on date
  created_at timestamp with time zone not null
  version integer not null default 1
  cases_portal_id_number_key UNIQUE (portal_id, number)
  cases_pkey PRIMARY KEY (portal_id, id)
  cases_portal_id_fkey FOREIGN KEY (portal_id) REFERENCES portals(id)
  cases_portal_id_stage_fkey FOREIGN KEY (portal_id, stage) REFERENCES case_stages(portal_id, name) DEFERRABLE
  cases_portal_id_type_fkey FOREIGN KEY (portal_id, type) REFERENCES case_types(portal_id, name) DEFERRABLE
  cases_check CHECK ((closed_on >= opened_on))
  cases_number_check CHECK (((length(number) >= 1) AND (length(number) <= 40)))
  cases_title_check CHECK (((length(title) >= 1) AND (length(title) <= 200)))
  CREATE INDEX cases_by_opened ON public.cases USING btree (portal_id, opened_on, id)
  CREATE INDEX cases_by_stage ON public.cases USING btree (portal_id, stage, opened_on, id)
  CREATE INDEX cases_by_title ON public.cases USING btree (portal_id, title, id)
  CREATE INDEX cases_by_type ON public.cases USING btree (portal_id, type, opened_on, id)
  CREATE INDEX cases_still_open ON public.cases USING btree (portal_id, opened_on, id) WHERE (closed_on IS NULL)
  CREATE UNIQUE INDEX cases_by_spelling ON public.cases USING btree (portal_id, lower(number))
  gatehouse_app may delete, insert, select, update
  policy portal for all using (portal_id = app_portal()) with check (portal_id = app_portal())
  row security enabled, forced

table companies
  portal_id uuid not null
  id uuid not null
  name text not null
  created_at timestamp with time zone not null
  companies_pkey PRIMARY KEY (portal_id, id)
  companies_portal_id_fkey FOREIGN KEY (portal_id) REFERENCES portals(id)
  companies_name_check CHECK (((length(name) >= 1) AND (length(name) <= 120)))
  CREATE UNIQUE INDEX companies_by_name ON public.companies USING btree (portal_id, lower(name))
  gatehouse_app may delete, insert, select, update
  policy portal for all using (portal_id = app_portal()) with check (portal_id = app_portal())
  row security enabled, forced

table contacts
  portal_id uuid not null
  person_id uuid not null
  company_id uuid
  phone text
  birth_date date
  fields jsonb not null default '{}'::jsonb
  version integer not null default 1
  contacts_pkey PRIMARY KEY (portal_id, person_id)
  contacts_portal_id_company_id_fkey FOREIGN KEY (portal_id, company_id) REFERENCES companies(portal_id, id)
  contacts_portal_id_fkey FOREIGN KEY (portal_id) REFERENCES portals(id)
  contacts_portal_id_person_id_fkey FOREIGN KEY (portal_id, person_id) REFERENCES persons(portal_id, id) ON DELETE CASCADE
  contacts_phone_check CHECK (((length(phone) >= 1) AND (length(phone) <= 40)))
  CREATE INDEX contacts_by_company ON public.contacts USING btree (portal_id, company_id) WHERE (company_id IS NOT NULL)
  gatehouse_app may delete, insert, select, update
  policy portal for all using (portal_id = app_portal()) with check (portal_id = app_portal())
  row security enabled, forced

table credit_note_items
  portal_id uuid not null
  credit_note_id uuid not null
  position integer not null
  tax_rate_milli integer not null
  net_minor bigint not null
  tax_minor bigint not null
  total_minor bigint not null
  sums TRIGGER DEFERRABLE INITIALLY DEFERRED
  credit_note_items_pkey PRIMARY KEY (portal_id, credit_note_id, "position")
  credit_note_items_portal_id_credit_note_id_fkey FOREIGN KEY (portal_id, credit_note_id) REFERENCES credit_notes(portal_id, id)
  credit_note_items_portal_id_fkey FOREIGN KEY (portal_id) REFERENCES portals(id)
  credit_note_items_check CHECK (((net_minor + tax_minor) = total_minor))
  credit_note_items_net_minor_check CHECK ((net_minor >= 0))
  credit_note_items_tax_minor_check CHECK ((tax_minor >= 0))
  credit_note_items_total_minor_check CHECK ((total_minor > 0))
  CREATE CONSTRAINT TRIGGER sums AFTER INSERT ON public.credit_note_items DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_credit_note_sums()
  CREATE TRIGGER guard BEFORE DELETE ON public.credit_note_items FOR EACH ROW EXECUTE FUNCTION guard_money()
  gatehouse_app may delete, insert, select
  policy portal for all using (portal_id = app_portal()) with check (portal_id = app_portal())
  row security enabled, forced

table credit_notes
  portal_id uuid not null
  id uuid not null
  invoice_id uuid not null
  person_id uuid not null
  series text not null
  place_in_series bigint not null
  number text not null
  issued_on date not null
  currency text not null
  net_minor bigint not null
  tax_minor bigint not null
  total_minor bigint not null
  settled_minor bigint not null
  sealed_reason bytea
  language text not null
  created_by uuid
  created_at timestamp with time zone not null
  credit_notes_portal_id_number_key UNIQUE (portal_id, number)
  credit_notes_portal_id_series_place_in_series_key UNIQUE (portal_id, series, place_in_series)
  sums TRIGGER DEFERRABLE INITIALLY DEFERRED
  credit_notes_pkey PRIMARY KEY (portal_id, id)
  credit_notes_portal_id_created_by_fkey FOREIGN KEY (portal_id, created_by) REFERENCES persons(portal_id, id)
  credit_notes_portal_id_fkey FOREIGN KEY (portal_id) REFERENCES portals(id)
  credit_notes_portal_id_invoice_id_fkey FOREIGN KEY (portal_id, invoice_id) REFERENCES invoices(portal_id, id)
  credit_notes_portal_id_person_id_fkey FOREIGN KEY (portal_id, person_id) REFERENCES persons(portal_id, id)
  credit_notes_check CHECK (((net_minor + tax_minor) = total_minor))
  credit_notes_check1 CHECK ((settled_minor <= total_minor))
  credit_notes_net_minor_check CHECK ((net_minor >= 0))
  credit_notes_settled_minor_check CHECK ((settled_minor >= 0))
  credit_notes_tax_minor_check CHECK ((tax_minor >= 0))
  credit_notes_total_minor_check CHECK ((total_minor > 0))
  CREATE INDEX credit_notes_by_issued ON public.credit_notes USING btree (portal_id, issued_on)
  CREATE INDEX credit_notes_of_invoice ON public.credit_notes USING btree (portal_id, invoice_id)
  CREATE INDEX credit_notes_of_person ON public.credit_notes USING btree (portal_id, person_id, id)
  CREATE CONSTRAINT TRIGGER sums AFTER INSERT ON public.credit_notes DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_credit_note_sums()
  CREATE TRIGGER guard BEFORE DELETE ON public.credit_notes FOR EACH ROW EXECUTE FUNCTION guard_money()
  gatehouse_app may delete, insert, select
  policy portal for all using (portal_id = app_portal()) with check (portal_id = app_portal())
  row security enabled, forced

table custom_fields
  portal_id uuid not null
  id uuid not null
  label text not null
  kind text not null
  choices text[] not null default '{}'::text[]
  position integer not null
  name text not null
  custom_fields_name_key UNIQUE (portal_id, name)
  custom_fields_pkey PRIMARY KEY (portal_id, id)
  custom_fields_portal_id_fkey FOREIGN KEY (portal_id) REFERENCES portals(id)
  custom_fields_kind_check CHECK ((kind = ANY (ARRAY['text'::text, 'number'::text, 'date'::text, 'choice'::text])))
  custom_fields_label_check CHECK (((length(label) >= 1) AND (length(label) <= 60)))
  custom_fields_name_check CHECK ((name ~ '^[a-z0-9_]{1,40}$'::text))
  CREATE UNIQUE INDEX custom_fields_by_label ON public.custom_fields USING btree (portal_id, lower(label))
  gatehouse_app may delete, insert, select, update
  policy portal for all using (portal_id = app_portal()) with check (portal_id = app_portal())
  row security enabled, forced

table daily_statuses
  day date not null
  partner_id uuid not null
  status text not null
  portals integer not null
  daily_statuses_pkey PRIMARY KEY (day, partner_id, status)
  gatehouse_app may delete, insert, select, update

table daily_trials
  day date not null
  partner_id uuid not null
  began integer not null
  expired integer not null
  certified integer not null
  daily_trials_pkey PRIMARY KEY (day, partner_id)
  gatehouse_app may delete, insert, select, update

table devices
  portal_id uuid not null
  hash bytea not null
  person_id uuid not null
  bad_attempts integer not null default 0
  used_at timestamp with time zone not null
  devices_pkey PRIMARY KEY (portal_id, hash, person_id)
  devices_portal_id_fkey FOREIGN KEY (portal_id) REFERENCES portals(id)
  devices_portal_id_person_id_fkey FOREIGN KEY (portal_id, person_id) REFERENCES persons(portal_id, id) ON DELETE CASCADE
  CREATE INDEX devices_by_person ON public.devices USING btree (portal_id, person_id)
  gatehouse_app may delete, insert, select, update
  policy portal for all using (portal_id = app_portal()) with check (portal_id = app_portal())
  row security enabled, forced

table email_places
  portal_id uuid not null
  person_id uuid not null
  hash bytea not null
  email_places_pkey PRIMARY KEY (portal_id, person_id)
  email_places_portal_id_fkey FOREIGN KEY (portal_id) REFERENCES portals(id)
  email_places_portal_id_person_id_fkey FOREIGN KEY (portal_id, person_id) REFERENCES persons(portal_id, id) ON DELETE CASCADE
  CREATE INDEX email_places_by_hash ON public.email_places USING btree (hash)
  gatehouse_app may delete, insert, select, update
  policy installation for select using app_installation() with check -
  policy portal for all using (portal_id = app_portal()) with check (portal_id = app_portal())
  row security enabled, forced

table entitlements
  portal_id uuid not null
  id uuid not null
  person_id uuid not null
  form_id uuid not null
  invoice_id uuid not null
  created_at timestamp with time zone not null
  closes_on_refund boolean not null
  closes_on_dispute boolean not null
  waived_at timestamp with time zone
  waived_by uuid
  sealed_reason bytea
  closed_at timestamp with time zone
  kept_at timestamp with time zone
  subscription_id uuid
  remind_days integer[] not null default '{}'::integer[]
  reminded integer not null default 0
  remind_at timestamp with time zone
  entitlements_portal_id_invoice_id_key UNIQUE (portal_id, invoice_id)
  entitlements_pkey PRIMARY KEY (portal_id, id)
  entitlements_portal_id_fkey FOREIGN KEY (portal_id) REFERENCES portals(id)
  entitlements_portal_id_form_id_fkey FOREIGN KEY (portal_id, form_id) REFERENCES forms(portal_id, id)
  entitlements_portal_id_invoice_id_fkey FOREIGN KEY (portal_id, invoice_id) REFERENCES invoices(portal_id, id)
  entitlements_portal_id_person_id_fkey FOREIGN KEY (portal_id, person_id) REFERENCES persons(portal_id, id)
  entitlements_portal_id_subscription_id_fkey FOREIGN KEY (portal_id, subscription_id) REFERENCES subscriptions(portal_id, id)
  entitlements_portal_id_waived_by_fkey FOREIGN KEY (portal_id, waived_by) REFERENCES persons(portal_id, id)
  entitlements_check CHECK (((waived_at IS NULL) = (sealed_reason IS NULL)))
  CREATE INDEX entitlements_of_form ON public.entitlements USING btree (portal_id, form_id)
  CREATE INDEX entitlements_of_person ON public.entitlements USING btree (portal_id, person_id, id)
  CREATE INDEX entitlements_to_remind ON public.entitlements USING btree (remind_at) WHERE (remind_at IS NOT NULL)
  CREATE UNIQUE INDEX entitlements_of_subscription ON public.entitlements USING btree (portal_id, subscription_id) WHERE (subscription_id IS NOT NULL)
  gatehouse_app may delete, insert, select, update
  policy installation for select using app_installation() with check -
  policy portal for all using (portal_id = app_portal()) with check (portal_id = app_portal())
  row security enabled, forced

table events
  portal_id uuid not null
  id uuid not null
  name text not null
  at timestamp with time zone not null
  subject text
  data jsonb not null
  events_pkey PRIMARY KEY (portal_id, id)
  events_portal_id_fkey FOREIGN KEY (portal_id) REFERENCES portals(id)
  gatehouse_app may insert, select
  policy portal for all using (portal_id = app_portal()) with check (portal_id = app_portal())
  row security enabled, forced

table file_contents
  portal_id uuid not null
  id uuid not null
  store text not null
  bytes bigint not null
  made_at timestamp with time zone not null
  doomed_at timestamp with time zone
  held_until timestamp with time zone
  file_contents_pkey PRIMARY KEY (portal_id, id)
  file_contents_portal_id_fkey FOREIGN KEY (portal_id) REFERENCES portals(id)
  file_contents_bytes_check CHECK ((bytes >= 0))
  file_contents_store_check CHECK ((store = ANY (ARRAY['folder'::text, 'bucket'::text])))
  CREATE INDEX file_contents_doomed ON public.file_contents USING btree (doomed_at, portal_id) WHERE (doomed_at IS NOT NULL)
  CREATE INDEX file_contents_in_folder ON public.file_contents USING btree (portal_id, id) WHERE ((store = 'folder'::text) AND (doomed_at IS NULL))
  CREATE INDEX file_contents_store ON public.file_contents USING btree (portal_id, store, id) WHERE (doomed_at IS NULL)
  gatehouse_app may delete, insert, select, update
  policy installation for select using app_installation() with check -
  policy portal for all using (portal_id = app_portal()) with check (portal_id = app_portal())
  row security enabled, forced

table file_downloads
  portal_id uuid not null
  id uuid not null
  file_id uuid not null
  number integer not null
  person_id uuid not null
  at timestamp with time zone not null
  file_downloads_pkey PRIMARY KEY (portal_id, id)
  file_downloads_portal_id_file_id_fkey FOREIGN KEY (portal_id, file_id) REFERENCES files(portal_id, id) ON DELETE CASCADE
  file_downloads_portal_id_fkey FOREIGN KEY (portal_id) REFERENCES portals(id)
  file_downloads_portal_id_person_id_fkey FOREIGN KEY (portal_id, person_id) REFERENCES persons(portal_id, id)
  CREATE INDEX file_downloads_of_file ON public.file_downloads USING btree (portal_id, file_id, id)
  gatehouse_app may delete, insert, select, update
  policy portal for all using (portal_id = app_portal()) with check (portal_id = app_portal())
  row security enabled, forced

table file_folders
  portal_id uuid not null
  id uuid not null
  holder_kind text not null
  holder_id uuid not null
  parent_id uuid
  sealed_name bytea not null
  version integer not null default 1
  created_by uuid
  created_at timestamp with time zone not null
  file_folders_pkey PRIMARY KEY (portal_id, id)
  file_folders_portal_id_created_by_fkey FOREIGN KEY (portal_id, created_by) REFERENCES persons(portal_id, id)
  file_folders_portal_id_fkey FOREIGN KEY (portal_id) REFERENCES portals(id)
  file_folders_portal_id_parent_id_fkey FOREIGN KEY (portal_id, parent_id) REFERENCES file_folders(portal_id, id) ON DELETE SET NULL (parent_id)
  file_folders_check CHECK ((parent_id <> id))
  CREATE INDEX file_folders_by_parent ON public.file_folders USING btree (portal_id, parent_id) WHERE (parent_id IS NOT NULL)
  CREATE INDEX file_folders_of_holder ON public.file_folders USING btree (portal_id, holder_kind, holder_id, id)
  gatehouse_app may delete, insert, select, update
  policy portal for all using (portal_id = app_portal()) with check (portal_id = app_portal())
  row security enabled, forced

table file_requests
  portal_id uuid not null
  id uuid not null
  holder_kind text not null
  holder_id uuid not null
  person_id uuid not null
  sealed_what bytea not null
  due_on date
  state text not null default 'open'::text
  state_at timestamp with time zone not null
  asked_by uuid not null
  asked_at timestamp with time zone not null
  remind_at timestamp with time zone
  reminders integer not null default 0
  sealed_why bytea
  file_requests_pkey PRIMARY KEY (portal_id, id)
  file_requests_portal_id_asked_by_fkey FOREIGN KEY (portal_id, asked_by) REFERENCES persons(portal_id, id)
  file_requests_portal_id_fkey FOREIGN KEY (portal_id) REFERENCES portals(id)
  file_requests_portal_id_person_id_fkey FOREIGN KEY (portal_id, person_id) REFERENCES persons(portal_id, id)
  file_requests_check CHECK (((remind_at IS NULL) OR (state = 'open'::text)))
  file_requests_state_check CHECK ((state = ANY (ARRAY['open'::text, 'answered'::text, 'accepted'::text, 'withdrawn'::text])))
  CREATE INDEX file_requests_due ON public.file_requests USING btree (remind_at, portal_id) WHERE (remind_at IS NOT NULL)
  CREATE INDEX file_requests_of_holder ON public.file_requests USING btree (portal_id, holder_kind, holder_id, id)
  CREATE INDEX file_requests_of_person ON public.file_requests USING btree (portal_id, person_id, id)
  CREATE INDEX file_requests_of_state ON public.file_requests USING btree (portal_id, state, state_at, id)
  CREATE INDEX file_requests_open ON public.file_requests USING btree (portal_id, holder_kind, holder_id) WHERE (state = ANY (ARRAY['open'::text, 'answered'::text]))
  gatehouse_app may delete, insert, select, update
  policy installation for select using app_installation() with check -
  policy portal for all using (portal_id = app_portal()) with check (portal_id = app_portal())
  row security enabled, forced

table file_shares
  portal_id uuid not null
  file_id uuid not null
  audience_kind text not null
  audience_id uuid not null
  shared_by uuid not null
  shared_at timestamp with time zone not null
  file_shares_pkey PRIMARY KEY (portal_id, file_id, audience_kind, audience_id)
  file_shares_portal_id_file_id_fkey FOREIGN KEY (portal_id, file_id) REFERENCES files(portal_id, id) ON DELETE CASCADE
  file_shares_portal_id_fkey FOREIGN KEY (portal_id) REFERENCES portals(id)
  file_shares_portal_id_shared_by_fkey FOREIGN KEY (portal_id, shared_by) REFERENCES persons(portal_id, id)
  CREATE INDEX file_shares_of_audience ON public.file_shares USING btree (portal_id, audience_kind, audience_id, file_id)
  gatehouse_app may delete, insert, select, update
  policy portal for all using (portal_id = app_portal()) with check (portal_id = app_portal())
  row security enabled, forced

table file_tellings
  portal_id uuid not null
  person_id uuid not null
  what text not null
  told_at timestamp with time zone not null
  due_at timestamp with time zone
  waiting uuid[] not null default '{}'::uuid[]
  file_tellings_pkey PRIMARY KEY (portal_id, person_id, what)
  file_tellings_portal_id_fkey FOREIGN KEY (portal_id) REFERENCES portals(id)
  file_tellings_portal_id_person_id_fkey FOREIGN KEY (portal_id, person_id) REFERENCES persons(portal_id, id)
  file_tellings_check CHECK (((due_at IS NULL) = (waiting = '{}'::uuid[])))
  file_tellings_what_check CHECK ((what = ANY (ARRAY['shared'::text, 'requested'::text, 'reminder'::text, 'answered'::text, 'accepted'::text, 'withdrawn'::text])))
  CREATE INDEX file_tellings_due ON public.file_tellings USING btree (due_at, portal_id) WHERE (due_at IS NOT NULL)
  gatehouse_app may delete, insert, select, update
  policy installation for select using app_installation() with check -
  policy portal for all using (portal_id = app_portal()) with check (portal_id = app_portal())
  row security enabled, forced

table file_uploads
  portal_id uuid not null
  id uuid not null
  content_id uuid not null
  person_id uuid
  sealed_name bytea not null
  held bigint not null default 0
  writer uuid
  begun_at timestamp with time zone not null
  arrived_at timestamp with time zone
  expires_at timestamp with time zone not null
  guest_hash bytea
  held_for uuid
  file_uploads_portal_id_content_id_key UNIQUE (portal_id, content_id)
  file_uploads_pkey PRIMARY KEY (portal_id, id)
  file_uploads_portal_id_content_id_fkey FOREIGN KEY (portal_id, content_id) REFERENCES file_contents(portal_id, id)
  file_uploads_portal_id_fkey FOREIGN KEY (portal_id) REFERENCES portals(id)
  file_uploads_portal_id_person_id_fkey FOREIGN KEY (portal_id, person_id) REFERENCES persons(portal_id, id)
  file_uploads_guest_hash_check CHECK ((length(guest_hash) = 32))
  file_uploads_held_check CHECK ((held >= 0))
  file_uploads_whose CHECK ((num_nonnulls(person_id, guest_hash, held_for) = 1))
  CREATE INDEX file_uploads_by_person ON public.file_uploads USING btree (portal_id, person_id, id)
  CREATE INDEX file_uploads_expiring ON public.file_uploads USING btree (expires_at)
  CREATE INDEX file_uploads_held ON public.file_uploads USING btree (portal_id, held_for) WHERE (held_for IS NOT NULL)
  CREATE UNIQUE INDEX file_uploads_of_guests ON public.file_uploads USING btree (portal_id, guest_hash) WHERE (guest_hash IS NOT NULL)
  gatehouse_app may delete, insert, select, update
  policy installation for select using app_installation() with check -
  policy portal for all using (portal_id = app_portal()) with check (portal_id = app_portal())
  row security enabled, forced

table file_versions
  portal_id uuid not null
  file_id uuid not null
  number integer not null
  content_id uuid
  bytes bigint not null
  type text not null default 'application/octet-stream'::text
  state text not null default 'checking'::text
  state_at timestamp with time zone not null
  threat text
  thumbnail_id uuid
  added_by uuid not null
  added_at timestamp with time zone not null
  due_at timestamp with time zone
  tries integer not null default 0
  held_until timestamp with time zone
  file_versions_portal_id_content_id_key UNIQUE (portal_id, content_id)
  file_versions_pkey PRIMARY KEY (portal_id, file_id, number)
  file_versions_portal_id_added_by_fkey FOREIGN KEY (portal_id, added_by) REFERENCES persons(portal_id, id)
  file_versions_portal_id_content_id_fkey FOREIGN KEY (portal_id, content_id) REFERENCES file_contents(portal_id, id)
  file_versions_portal_id_file_id_fkey FOREIGN KEY (portal_id, file_id) REFERENCES files(portal_id, id) ON DELETE CASCADE
  file_versions_portal_id_fkey FOREIGN KEY (portal_id) REFERENCES portals(id)
  file_versions_portal_id_thumbnail_id_fkey FOREIGN KEY (portal_id, thumbnail_id) REFERENCES file_contents(portal_id, id)
  file_versions_bytes_check CHECK ((bytes >= 0))
  file_versions_check CHECK (((state = 'checking'::text) = (due_at IS NOT NULL)))
  file_versions_content_kept CHECK (((content_id IS NOT NULL) OR (state = 'refused'::text)))
  file_versions_number_check CHECK ((number >= 1))
  file_versions_state_check CHECK ((state = ANY (ARRAY['checking'::text, 'ready'::text, 'refused'::text])))
  CREATE INDEX file_versions_by_thumbnail ON public.file_versions USING btree (portal_id, thumbnail_id) WHERE (thumbnail_id IS NOT NULL)
  CREATE INDEX file_versions_due ON public.file_versions USING btree (due_at, portal_id) WHERE (state = 'checking'::text)
  gatehouse_app may delete, insert, select, update
  policy installation for select using app_installation() with check -
  policy portal for all using (portal_id = app_portal()) with check (portal_id = app_portal())
  row security enabled, forced

table files
  portal_id uuid not null
  id uuid not null
  holder_kind text not null
  holder_id uuid not null
  sealed_name bytea not null
  sealed_note bytea
  current integer not null default 1
  expires_at timestamp with time zone
  added_by uuid not null
  added_at timestamp with time zone not null
  version integer not null default 1
  request_id uuid
  folder_id uuid
  files_pkey PRIMARY KEY (portal_id, id)
  files_portal_id_added_by_fkey FOREIGN KEY (portal_id, added_by) REFERENCES persons(portal_id, id)
  files_portal_id_fkey FOREIGN KEY (portal_id) REFERENCES portals(id)
  files_portal_id_folder_id_fkey FOREIGN KEY (portal_id, folder_id) REFERENCES file_folders(portal_id, id)
  files_portal_id_request_id_fkey FOREIGN KEY (portal_id, request_id) REFERENCES file_requests(portal_id, id)
  files_current_check CHECK ((current >= 1))
  CREATE INDEX files_of_folder ON public.files USING btree (portal_id, folder_id, id) WHERE (folder_id IS NOT NULL)
  CREATE INDEX files_of_holder ON public.files USING btree (portal_id, holder_kind, holder_id, id)
  CREATE INDEX files_of_request ON public.files USING btree (portal_id, request_id) WHERE (request_id IS NOT NULL)
  gatehouse_app may delete, insert, select, update
  policy portal for all using (portal_id = app_portal()) with check (portal_id = app_portal())
  row security enabled, forced

table flow_helpers
  portal_id uuid not null
  flow_id uuid not null
  person_id uuid not null
  flow_helpers_pkey PRIMARY KEY (portal_id, flow_id, person_id)
  flow_helpers_portal_id_fkey FOREIGN KEY (portal_id) REFERENCES portals(id)
  flow_helpers_portal_id_flow_id_fkey FOREIGN KEY (portal_id, flow_id) REFERENCES flows(portal_id, id)
  flow_helpers_portal_id_person_id_fkey FOREIGN KEY (portal_id, person_id) REFERENCES persons(portal_id, id)
  gatehouse_app may delete, insert, select, update
  policy portal for all using (portal_id = app_portal()) with check (portal_id = app_portal())
  row security enabled, forced

table flow_run_steps
  portal_id uuid not null
  run_id uuid not null
  step_id uuid not null
  state text not null
  at timestamp with time zone not null
  by_id uuid
  language text
  sealed_reason bytea
  flow_run_steps_pkey PRIMARY KEY (portal_id, run_id, step_id)
  flow_run_steps_portal_id_by_id_fkey FOREIGN KEY (portal_id, by_id) REFERENCES persons(portal_id, id)
  flow_run_steps_portal_id_fkey FOREIGN KEY (portal_id) REFERENCES portals(id)
  flow_run_steps_portal_id_run_id_fkey FOREIGN KEY (portal_id, run_id) REFERENCES flow_runs(portal_id, id)
  flow_run_steps_check CHECK (((state = 'skipped'::text) = (sealed_reason IS NOT NULL)))
  flow_run_steps_state_check CHECK ((state = ANY (ARRAY['done'::text, 'skipped'::text])))
  gatehouse_app may delete, insert, select
  policy portal for all using (portal_id = app_portal()) with check (portal_id = app_portal())
  row security enabled, forced

table flow_runs
  portal_id uuid not null
  id uuid not null
  flow_id uuid not null
  number integer not null
  person_id uuid not null
  mandatory boolean not null
  state text not null
  assigned_at timestamp with time zone not null
  assigned_by uuid
  started_at timestamp with time zone
  step_id uuid
  step_since timestamp with time zone not null
  finished integer not null default 0
  steps integer not null
  stuck_at timestamp with time zone
  sealed_stuck bytea
  ended_at timestamp with time zone
  sealed_reason bytea
  flow_runs_pkey PRIMARY KEY (portal_id, id)
  flow_runs_portal_id_assigned_by_fkey FOREIGN KEY (portal_id, assigned_by) REFERENCES persons(portal_id, id)
  flow_runs_portal_id_fkey FOREIGN KEY (portal_id) REFERENCES portals(id)
  flow_runs_portal_id_flow_id_number_fkey FOREIGN KEY (portal_id, flow_id, number) REFERENCES flow_versions(portal_id, flow_id, number)
  flow_runs_portal_id_person_id_fkey FOREIGN KEY (portal_id, person_id) REFERENCES persons(portal_id, id)
  flow_runs_check CHECK (((finished >= 0) AND (finished <= steps)))
  flow_runs_check1 CHECK (((state = 'open'::text) = (step_id IS NOT NULL)))
  flow_runs_check2 CHECK (((state = 'open'::text) = (ended_at IS NULL)))
  flow_runs_state_check CHECK ((state = ANY (ARRAY['open'::text, 'done'::text, 'ended'::text])))
  flow_runs_steps_check CHECK ((steps >= 1))
  CREATE INDEX flow_runs_of_flow ON public.flow_runs USING btree (portal_id, flow_id, state)
  CREATE INDEX flow_runs_of_person ON public.flow_runs USING btree (portal_id, person_id, id)
  CREATE INDEX flow_runs_waiting ON public.flow_runs USING btree (portal_id, COALESCE(stuck_at, 'infinity'::timestamp with time zone), step_since, id) WHERE (state = 'open'::text)
  CREATE UNIQUE INDEX flow_runs_open ON public.flow_runs USING btree (portal_id, flow_id, person_id) WHERE (state = 'open'::text)
  gatehouse_app may delete, insert, select, update
  policy portal for all using (portal_id = app_portal()) with check (portal_id = app_portal())
  row security enabled, forced

table flow_sent_files
  portal_id uuid not null
  run_id uuid not null
  step_id uuid not null
  file_id uuid not null
  flow_sent_files_pkey PRIMARY KEY (portal_id, run_id, step_id, file_id)
  flow_sent_files_portal_id_file_id_fkey FOREIGN KEY (portal_id, file_id) REFERENCES files(portal_id, id) ON DELETE CASCADE
  flow_sent_files_portal_id_fkey FOREIGN KEY (portal_id) REFERENCES portals(id)
  flow_sent_files_portal_id_run_id_fkey FOREIGN KEY (portal_id, run_id) REFERENCES flow_runs(portal_id, id)
  CREATE INDEX flow_sent_files_of_file ON public.flow_sent_files USING btree (portal_id, file_id)
  gatehouse_app may delete, insert, select, update
  policy portal for all using (portal_id = app_portal()) with check (portal_id = app_portal())
  row security enabled, forced

table flow_versions
  portal_id uuid not null
  flow_id uuid not null
  number integer not null
  name jsonb not null
  mandatory boolean not null
  steps jsonb not null
  published_at timestamp with time zone not null
  published_by uuid
  flow_versions_pkey PRIMARY KEY (portal_id, flow_id, number)
  flow_versions_portal_id_fkey FOREIGN KEY (portal_id) REFERENCES portals(id)
  flow_versions_portal_id_flow_id_fkey FOREIGN KEY (portal_id, flow_id) REFERENCES flows(portal_id, id)
  flow_versions_portal_id_published_by_fkey FOREIGN KEY (portal_id, published_by) REFERENCES persons(portal_id, id)
  flow_versions_number_check CHECK ((number >= 1))
  gatehouse_app may delete, insert, select
  policy portal for all using (portal_id = app_portal()) with check (portal_id = app_portal())
  row security enabled, forced

table flows
  portal_id uuid not null
  id uuid not null
  name jsonb not null
  mandatory boolean not null
  draft jsonb not null
  published integer
  removed_at timestamp with time zone
  version integer not null default 1
  created_at timestamp with time zone not null
  flows_pkey PRIMARY KEY (portal_id, id)
  flows_portal_id_fkey FOREIGN KEY (portal_id) REFERENCES portals(id)
  flows_published_check CHECK ((published >= 1))
  gatehouse_app may delete, insert, select, update
  policy portal for all using (portal_id = app_portal()) with check (portal_id = app_portal())
  row security enabled, forced

table form_access
  portal_id uuid not null
  form_id uuid not null
  amount_minor bigint
  currency text
  title text
  item text
  tax_rate bigint not null default 0
  closes_on_refund boolean not null default false
  closes_on_dispute boolean not null default true
  flow_id uuid
  version integer not null default 1
  plan_id uuid
  remind_days integer[] not null default '{}'::integer[]
  form_access_pkey PRIMARY KEY (portal_id, form_id)
  form_access_portal_id_fkey FOREIGN KEY (portal_id) REFERENCES portals(id)
  form_access_portal_id_flow_id_fkey FOREIGN KEY (portal_id, flow_id) REFERENCES flows(portal_id, id)
  form_access_portal_id_form_id_fkey FOREIGN KEY (portal_id, form_id) REFERENCES forms(portal_id, id)
  form_access_portal_id_plan_id_fkey FOREIGN KEY (portal_id, plan_id) REFERENCES plans(portal_id, id)
  form_access_amount_minor_check CHECK (((amount_minor >= 1) AND (amount_minor <= '10000000000000'::bigint)))
  form_access_charge CHECK ((((amount_minor IS NULL) AND (plan_id IS NULL)) = (title IS NULL)))
  form_access_item_check CHECK (((length(item) >= 1) AND (length(item) <= 500)))
  form_access_price CHECK ((((amount_minor IS NULL) = (item IS NULL)) AND ((amount_minor IS NULL) OR (currency IS NOT NULL))))
  form_access_remind_days_check CHECK ((cardinality(remind_days) <= 5))
  form_access_tax_rate_check CHECK (((tax_rate >= 0) AND (tax_rate <= 100000)))
  form_access_title_check CHECK (((length(title) >= 1) AND (length(title) <= 200)))
  gatehouse_app may delete, insert, select, update
  policy portal for all using (portal_id = app_portal()) with check (portal_id = app_portal())
  row security enabled, forced

table form_counts
  portal_id uuid not null
  form_id uuid not null
  day date not null
  seen integer not null default 0
  begun integer not null default 0
  form_counts_pkey PRIMARY KEY (portal_id, form_id, day)
  form_counts_portal_id_fkey FOREIGN KEY (portal_id) REFERENCES portals(id)
  form_counts_portal_id_form_id_fkey FOREIGN KEY (portal_id, form_id) REFERENCES forms(portal_id, id)
  gatehouse_app may delete, insert, select, update
  policy portal for all using (portal_id = app_portal()) with check (portal_id = app_portal())
  row security enabled, forced

table form_drafts
  portal_id uuid not null
  id uuid not null
  form_id uuid not null
  token_hash bytea not null
  sealed bytea not null
  kept_at timestamp with time zone not null
  expires_at timestamp with time zone not null
  form_drafts_portal_id_token_hash_key UNIQUE (portal_id, token_hash)
  form_drafts_pkey PRIMARY KEY (portal_id, id)
  form_drafts_portal_id_fkey FOREIGN KEY (portal_id) REFERENCES portals(id)
  form_drafts_portal_id_form_id_fkey FOREIGN KEY (portal_id, form_id) REFERENCES forms(portal_id, id)
  CREATE INDEX form_drafts_by_form ON public.form_drafts USING btree (portal_id, form_id)
  CREATE INDEX form_drafts_expired ON public.form_drafts USING btree (portal_id, expires_at)
  gatehouse_app may delete, insert, select, update
  policy portal for all using (portal_id = app_portal()) with check (portal_id = app_portal())
  row security enabled, forced

table form_submissions
  portal_id uuid not null
  id uuid not null
  form_id uuid not null
  version integer not null
  state text not null
  challenge bytea
  person_id uuid
  filled_by uuid
  created_contact boolean not null default false
  language text not null
  sealed bytea not null
  sealed_differences bytea
  sent_at timestamp with time zone not null
  completed_at timestamp with time zone
  form_submissions_portal_id_challenge_key UNIQUE (portal_id, challenge)
  form_submissions_pkey PRIMARY KEY (portal_id, id)
  form_submissions_portal_id_filled_by_fkey FOREIGN KEY (portal_id, filled_by) REFERENCES persons(portal_id, id)
  form_submissions_portal_id_fkey FOREIGN KEY (portal_id) REFERENCES portals(id)
  form_submissions_portal_id_form_id_version_fkey FOREIGN KEY (portal_id, form_id, version) REFERENCES form_versions(portal_id, form_id, version)
  form_submissions_portal_id_person_id_fkey FOREIGN KEY (portal_id, person_id) REFERENCES persons(portal_id, id)
  form_submissions_state_check CHECK ((state = ANY (ARRAY['received'::text, 'waiting'::text, 'completed'::text])))
  CREATE INDEX form_submissions_by_filler ON public.form_submissions USING btree (portal_id, filled_by) WHERE (filled_by IS NOT NULL)
  CREATE INDEX form_submissions_newest ON public.form_submissions USING btree (portal_id, form_id, sent_at DESC, id DESC)
  CREATE INDEX form_submissions_of_person ON public.form_submissions USING btree (portal_id, person_id) WHERE (person_id IS NOT NULL)
  gatehouse_app may delete, insert, select, update
  policy portal for all using (portal_id = app_portal()) with check (portal_id = app_portal())
  row security enabled, forced

table form_versions
  portal_id uuid not null
  form_id uuid not null
  version integer not null
  definition jsonb not null
  form_versions_pkey PRIMARY KEY (portal_id, form_id, version)
  form_versions_portal_id_fkey FOREIGN KEY (portal_id) REFERENCES portals(id)
  form_versions_portal_id_form_id_fkey FOREIGN KEY (portal_id, form_id) REFERENCES forms(portal_id, id)
  gatehouse_app may delete, insert, select, update
  policy portal for all using (portal_id = app_portal()) with check (portal_id = app_portal())
  row security enabled, forced

table forms
  portal_id uuid not null
  id uuid not null
  name text not null
  link text not null
  state text not null default 'draft'::text
  role text not null
  invites boolean not null
  definition jsonb not null
  origins text[] not null default '{}'::text[]
  notifies text[] not null default '{}'::text[]
  version integer not null default 1
  created_at timestamp with time zone not null
  forms_portal_id_link_key UNIQUE (portal_id, link)
  forms_pkey PRIMARY KEY (portal_id, id)
  forms_portal_id_fkey FOREIGN KEY (portal_id) REFERENCES portals(id)
  forms_link_check CHECK ((link ~ '^[a-z0-9-]{1,60}$'::text))
  forms_name_check CHECK (((length(name) >= 1) AND (length(name) <= 120)))
  forms_role_check CHECK ((role = ANY (ARRAY['lead'::text, 'prospect'::text, 'client'::text])))
  forms_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'open'::text, 'archived'::text])))
  gatehouse_app may delete, insert, select, update
  policy portal for all using (portal_id = app_portal()) with check (portal_id = app_portal())
  row security enabled, forced

table gateway_events
  portal_id uuid not null
  gateway text not null
  id text not null
  kind text not null
  payment_reference text
  method_reference text
  at timestamp with time zone not null
  received_at timestamp with time zone not null
  outcome text
  outcome_at timestamp with time zone
  tries integer not null default 0
  due_at timestamp with time zone
  busy_until timestamp with time zone
  gateway_events_pkey PRIMARY KEY (portal_id, gateway, id)
  gateway_events_portal_id_fkey FOREIGN KEY (portal_id) REFERENCES portals(id)
  gateway_events_check CHECK (((outcome IS NULL) = (outcome_at IS NULL)))
  gateway_events_gateway_check CHECK ((gateway = ANY (ARRAY['sandbox'::text, 'stripe'::text])))
  gateway_events_id_check CHECK (((length(id) >= 1) AND (length(id) <= 200)))
  gateway_events_kind_check CHECK ((length(kind) <= 100))
  gateway_events_method_reference_check CHECK ((length(method_reference) <= 200))
  gateway_events_outcome_check CHECK ((outcome = ANY (ARRAY['changed'::text, 'nothing_new'::text, 'not_ours'::text, 'parked'::text, 'failed'::text])))
  gateway_events_payment_reference_check CHECK ((length(payment_reference) <= 200))
  CREATE INDEX gateway_events_due ON public.gateway_events USING btree (due_at) WHERE (due_at IS NOT NULL)
  CREATE INDEX gateway_events_received ON public.gateway_events USING btree (portal_id, received_at)
  gatehouse_app may delete, insert, select, update
  policy installation for select using app_installation() with check -
  policy portal for all using (portal_id = app_portal()) with check (portal_id = app_portal())
  row security enabled, forced

table gateway_refunds
  portal_id uuid not null
  id uuid not null
  attempt_id uuid not null
  amount_minor bigint not null
  why text not null
  state text not null
  asked_by uuid
  asked_at timestamp with time zone not null
  tries integer not null default 0
  due_at timestamp with time zone
  gateway_refunds_pkey PRIMARY KEY (portal_id, id)
  gateway_refunds_portal_id_asked_by_fkey FOREIGN KEY (portal_id, asked_by) REFERENCES persons(portal_id, id)
  gateway_refunds_portal_id_attempt_id_fkey FOREIGN KEY (portal_id, attempt_id) REFERENCES payment_attempts(portal_id, id)
  gateway_refunds_portal_id_fkey FOREIGN KEY (portal_id) REFERENCES portals(id)
  gateway_refunds_amount_minor_check CHECK ((amount_minor > 0))
  gateway_refunds_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'done'::text, 'refused'::text])))
  gateway_refunds_why_check CHECK ((why = ANY (ARRAY['asked'::text, 'late'::text])))
  CREATE INDEX gateway_refunds_due ON public.gateway_refunds USING btree (due_at) WHERE (due_at IS NOT NULL)
  CREATE INDEX gateway_refunds_of_attempt ON public.gateway_refunds USING btree (portal_id, attempt_id)
  gatehouse_app may delete, insert, select, update
  policy installation for select using app_installation() with check -
  policy portal for all using (portal_id = app_portal()) with check (portal_id = app_portal())
  row security enabled, forced

table host_claims
  portal_id uuid not null
  host text not null
  claimed_at timestamp with time zone not null
  host_claims_pkey PRIMARY KEY (portal_id, host)
  host_claims_portal_id_fkey FOREIGN KEY (portal_id) REFERENCES portals(id)
  gatehouse_app may delete, insert, select, update
  policy portal for all using (portal_id = app_portal()) with check (portal_id = app_portal())
  row security enabled, forced

table hosts
  host text not null
  portal_id uuid not null
  is_current boolean not null
  added_at timestamp with time zone not null
  quarantined_until timestamp with time zone
  hosts_pkey PRIMARY KEY (host)
  hosts_portal_id_fkey FOREIGN KEY (portal_id) REFERENCES portals(id)
  CREATE INDEX hosts_by_portal ON public.hosts USING btree (portal_id)
  CREATE UNIQUE INDEX hosts_current ON public.hosts USING btree (portal_id) WHERE is_current
  gatehouse_app may delete, insert, select, update
  policy installation for select using app_installation() with check -
  policy portal for all using (portal_id = app_portal()) with check (portal_id = app_portal())
  row security enabled, forced

table idempotency_keys
  portal_id uuid not null
  caller text not null
  key text not null
  body_hash bytea not null
  sealed_result bytea
  created_at timestamp with time zone not null
  sealed_answer bytea
  idempotency_keys_pkey PRIMARY KEY (portal_id, caller, key)
  idempotency_keys_portal_id_fkey FOREIGN KEY (portal_id) REFERENCES portals(id)
  CREATE INDEX idempotency_keys_by_age ON public.idempotency_keys USING btree (created_at)
  gatehouse_app may delete, insert, select, update
  policy portal for all using (portal_id = app_portal()) with check (portal_id = app_portal())
  row security enabled, forced

table import_uploads
  portal_id uuid not null
  id uuid not null
  uploaded_by uuid not null
  uploaded_at timestamp with time zone not null
  sealed bytea not null
  import_uploads_pkey PRIMARY KEY (portal_id, id)
  import_uploads_portal_id_fkey FOREIGN KEY (portal_id) REFERENCES portals(id)
  import_uploads_portal_id_uploaded_by_fkey FOREIGN KEY (portal_id, uploaded_by) REFERENCES persons(portal_id, id)
  CREATE INDEX import_uploads_age ON public.import_uploads USING btree (uploaded_at)
  gatehouse_app may delete, insert, select, update
  policy installation for select using app_installation() with check -
  policy portal for all using (portal_id = app_portal()) with check (portal_id = app_portal())
  row security enabled, forced

table installation
  only_one boolean not null default true
  created_at timestamp with time zone not null
  key_check bytea not null
  set_up_at timestamp with time zone
  email_salt bytea not null default sha256(convert_to(((gen_random_uuid())::text || (gen_random_uuid())::text), 'utf8'::name))
  keys_apart_at timestamp with time zone
  files_to text
  installation_pkey PRIMARY KEY (only_one)
  installation_files_to_check CHECK ((files_to = ANY (ARRAY['folder'::text, 'bucket'::text])))
  installation_only_one_check CHECK (only_one)
  gatehouse_app may select

table invoice_items
  portal_id uuid not null
  invoice_id uuid not null
  position integer not null
  sealed_text bytea not null
  quantity_milli bigint not null
  unit_minor bigint not null
  tax_rate_milli integer not null
  discount_kind text
  discount bigint not null default 0
  net_minor bigint not null
  tax_minor bigint not null
  total_minor bigint not null
  invoice_items_pkey PRIMARY KEY (portal_id, invoice_id, "position")
  invoice_items_portal_id_fkey FOREIGN KEY (portal_id) REFERENCES portals(id)
  invoice_items_portal_id_invoice_id_fkey FOREIGN KEY (portal_id, invoice_id) REFERENCES invoices(portal_id, id) ON DELETE CASCADE
  invoice_items_check CHECK (((net_minor + tax_minor) = total_minor))
  invoice_items_discount_check CHECK ((discount >= 0))
  invoice_items_discount_kind_check CHECK ((discount_kind = ANY (ARRAY['percent'::text, 'amount'::text])))
  invoice_items_net_minor_check CHECK ((net_minor >= 0))
  invoice_items_position_check CHECK ((("position" >= 1) AND ("position" <= 100)))
  invoice_items_quantity_milli_check CHECK ((quantity_milli > 0))
  invoice_items_tax_minor_check CHECK ((tax_minor >= 0))
  invoice_items_tax_rate_milli_check CHECK (((tax_rate_milli >= 0) AND (tax_rate_milli <= 100000)))
  invoice_items_unit_minor_check CHECK ((unit_minor >= 0))
  CREATE TRIGGER guard BEFORE INSERT OR DELETE OR UPDATE ON public.invoice_items FOR EACH ROW EXECUTE FUNCTION guard_invoice_item()
  gatehouse_app may delete, insert, select, update
  policy portal for all using (portal_id = app_portal()) with check (portal_id = app_portal())
  row security enabled, forced

table invoices
  portal_id uuid not null
  id uuid not null
  person_id uuid not null
  state text not null default 'draft'::text
  version integer not null default 1
  series text
  place_in_series bigint
  number text
  title text not null
  currency text not null
  tax_included boolean not null
  issued_on date
  due_on date
  seller_name text
  seller_address text
  seller_tax_number text
  buyer_name text not null
  sealed_buyer bytea
  sealed_note bytea
  language text
  net_minor bigint not null default 0
  tax_minor bigint not null default 0
  total_minor bigint not null default 0
  paid_minor bigint not null default 0
  credited_minor bigint not null default 0
  refunded_minor bigint not null default 0
  outstanding_minor bigint not null default 0
  created_by uuid
  created_at timestamp with time zone not null
  state_at timestamp with time zone not null
  sent_at timestamp with time zone
  reminded_at timestamp with time zone
  reminders integer not null default 0
  invoices_portal_id_number_key UNIQUE (portal_id, number)
  invoices_portal_id_series_place_in_series_key UNIQUE (portal_id, series, place_in_series)
  sums TRIGGER DEFERRABLE INITIALLY DEFERRED
  invoices_pkey PRIMARY KEY (portal_id, id)
  invoices_portal_id_created_by_fkey FOREIGN KEY (portal_id, created_by) REFERENCES persons(portal_id, id)
  invoices_portal_id_fkey FOREIGN KEY (portal_id) REFERENCES portals(id)
  invoices_portal_id_person_id_fkey FOREIGN KEY (portal_id, person_id) REFERENCES persons(portal_id, id)
  invoices_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text))
  invoices_issued CHECK ((((state = 'draft'::text) = (number IS NULL)) AND ((number IS NULL) = (series IS NULL)) AND ((number IS NULL) = (place_in_series IS NULL)) AND ((number IS NULL) OR ((issued_on IS NOT NULL) AND (due_on IS NOT NULL) AND (language IS NOT NULL)))))
  invoices_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'open'::text, 'processing'::text, 'paid'::text, 'void'::text, 'uncollectible'::text])))
  invoices_sums CHECK ((((net_minor + tax_minor) = total_minor) AND (net_minor >= 0) AND (tax_minor >= 0) AND (total_minor <= '10000000000000'::bigint) AND ((outstanding_minor >= 0) AND (outstanding_minor <= total_minor)) AND (paid_minor >= 0) AND (credited_minor >= 0) AND (refunded_minor >= 0) AND ((credited_minor + refunded_minor) <= total_minor)))
  CREATE INDEX invoices_by_due ON public.invoices USING btree (portal_id, due_on) WHERE (state = 'open'::text)
  CREATE INDEX invoices_by_issued ON public.invoices USING btree (portal_id, issued_on) WHERE (number IS NOT NULL)
  CREATE INDEX invoices_drafts ON public.invoices USING btree (portal_id) WHERE (state = 'draft'::text)
  CREATE INDEX invoices_of_person ON public.invoices USING btree (portal_id, person_id, id)
  CREATE CONSTRAINT TRIGGER sums AFTER INSERT OR UPDATE OF number ON public.invoices DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN ((new.number IS NOT NULL)) EXECUTE FUNCTION check_invoice_sums()
  CREATE TRIGGER guard BEFORE DELETE OR UPDATE ON public.invoices FOR EACH ROW EXECUTE FUNCTION guard_invoice()
  gatehouse_app may delete, insert, select, update
  policy portal for all using (portal_id = app_portal()) with check (portal_id = app_portal())
  row security enabled, forced

table ledger_entries
  portal_id uuid not null
  transaction_id uuid not null
  account text not null
  amount_minor bigint not null
  sums TRIGGER DEFERRABLE INITIALLY DEFERRED
  ledger_entries_pkey PRIMARY KEY (portal_id, transaction_id, account)
  ledger_entries_portal_id_fkey FOREIGN KEY (portal_id) REFERENCES portals(id)
  ledger_entries_portal_id_transaction_id_fkey FOREIGN KEY (portal_id, transaction_id) REFERENCES ledger_transactions(portal_id, id)
  ledger_entries_account_check CHECK ((account = ANY (ARRAY['receivable'::text, 'clearing'::text, 'revenue'::text, 'tax'::text, 'refunds'::text, 'credit'::text, 'write_offs'::text])))
  ledger_entries_amount_minor_check CHECK ((amount_minor <> 0))
  CREATE INDEX ledger_entries_by_account ON public.ledger_entries USING btree (portal_id, account)
  CREATE CONSTRAINT TRIGGER sums AFTER INSERT ON public.ledger_entries DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_ledger_sums()
  CREATE TRIGGER guard BEFORE DELETE ON public.ledger_entries FOR EACH ROW EXECUTE FUNCTION guard_money()
  gatehouse_app may delete, insert, select
  policy portal for all using (portal_id = app_portal()) with check (portal_id = app_portal())
  row security enabled, forced

table ledger_transactions
  portal_id uuid not null
  id uuid not null
  kind text not null
  person_id uuid not null
  invoice_id uuid
  document_id uuid
  currency text not null
  booked_on date not null
  booked_at timestamp with time zone not null
  ledger_transactions_pkey PRIMARY KEY (portal_id, id)
  ledger_transactions_portal_id_fkey FOREIGN KEY (portal_id) REFERENCES portals(id)
  ledger_transactions_portal_id_person_id_fkey FOREIGN KEY (portal_id, person_id) REFERENCES persons(portal_id, id)
  CREATE INDEX ledger_transactions_by_day ON public.ledger_transactions USING btree (portal_id, booked_on)
  CREATE INDEX ledger_transactions_of_invoice ON public.ledger_transactions USING btree (portal_id, invoice_id)
  CREATE INDEX ledger_transactions_of_person ON public.ledger_transactions USING btree (portal_id, person_id, booked_on, id)
  CREATE TRIGGER guard BEFORE DELETE ON public.ledger_transactions FOR EACH ROW EXECUTE FUNCTION guard_money()
  gatehouse_app may delete, insert, select
  policy portal for all using (portal_id = app_portal()) with check (portal_id = app_portal())
  row security enabled, forced

table limits
  name text not null
  key bytea not null
  spent integer not null
  granted integer not null
  ends_at timestamp with time zone not null
  limits_pkey PRIMARY KEY (name, key)
  limits_granted_check CHECK ((granted >= 0))
  limits_spent_check CHECK ((spent >= 0))
  CREATE INDEX limits_by_end ON public.limits USING btree (ends_at)
  gatehouse_app may delete, insert, select, update

table mail_lanes
  portal_id uuid not null
  waiting boolean not null default true
  holder uuid
  busy_until timestamp with time zone
  minute_ends_at timestamp with time zone
  left_in_minute integer not null default 0
  rests_until timestamp with time zone
  mail_lanes_pkey PRIMARY KEY (portal_id)
  mail_lanes_portal_id_fkey FOREIGN KEY (portal_id) REFERENCES portals(id)
  CREATE INDEX mail_lanes_waiting ON public.mail_lanes USING btree (portal_id) WHERE waiting
  gatehouse_app may delete, insert, select, update
  policy installation for select using app_installation() with check -
  policy portal for all using (portal_id = app_portal()) with check (portal_id = app_portal())
  row security enabled, forced

table mail_texts
  portal_id uuid not null
  kind text not null
  language text not null
  subject text not null
  body text not null
  changed_at timestamp with time zone not null
  mail_texts_pkey PRIMARY KEY (portal_id, kind, language)
  mail_texts_portal_id_fkey FOREIGN KEY (portal_id) REFERENCES portals(id)
  mail_texts_body_check CHECK (((length(body) >= 1) AND (length(body) <= 12500)))
  mail_texts_subject_check CHECK (((length(subject) >= 1) AND (length(subject) <= 500)))
  gatehouse_app may delete, insert, select, update
  policy portal for all using (portal_id = app_portal()) with check (portal_id = app_portal())
  row security enabled, forced

table mails
  portal_id uuid not null
  id uuid not null
  kind text not null
  person_id uuid
  state text not null
  sealed bytea
  queued_at timestamp with time zone not null
  sent_at timestamp with time zone
  attempts integer not null default 0
  failure text
  work_id uuid
  due_at timestamp with time zone
  asked_by uuid
  about uuid
  mails_pkey PRIMARY KEY (portal_id, id)
  mails_portal_id_fkey FOREIGN KEY (portal_id) REFERENCES portals(id)
  mails_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'held'::text, 'sent'::text, 'kept'::text, 'failed'::text, 'dropped'::text])))
  CREATE INDEX mails_about ON public.mails USING btree (portal_id, about) WHERE (about IS NOT NULL)
  CREATE INDEX mails_held ON public.mails USING btree (portal_id) WHERE (state = 'held'::text)
  CREATE INDEX mails_paced ON public.mails USING btree (portal_id, work_id, id) WHERE ((state = 'queued'::text) AND (work_id IS NOT NULL))
  CREATE INDEX mails_refused ON public.mails USING btree (portal_id, person_id) WHERE (state = 'failed'::text)
  CREATE INDEX mails_undelivered ON public.mails USING btree (portal_id, work_id) WHERE ((state = ANY (ARRAY['failed'::text, 'dropped'::text])) AND (work_id IS NOT NULL))
  gatehouse_app may delete, insert, select, update
  policy portal for all using (portal_id = app_portal()) with check (portal_id = app_portal())
  row security enabled, forced

table merged_contacts
  portal_id uuid not null
  person_id uuid not null
  into_id uuid not null
  merged_at timestamp with time zone not null
  merged_contacts_pkey PRIMARY KEY (portal_id, person_id)
  merged_contacts_portal_id_fkey FOREIGN KEY (portal_id) REFERENCES portals(id)
  merged_contacts_portal_id_into_id_fkey FOREIGN KEY (portal_id, into_id) REFERENCES persons(portal_id, id) ON DELETE CASCADE
  CREATE INDEX merged_contacts_by_into ON public.merged_contacts USING btree (portal_id, into_id)
  gatehouse_app may delete, insert, select, update
  policy portal for all using (portal_id = app_portal()) with check (portal_id = app_portal())
  row security enabled, forced

table messages
  portal_id uuid not null
  id uuid not null
  thread_id uuid not null
  author_id uuid not null
  sealed_body bytea not null
  sent_at timestamp with time zone not null
  written_by uuid
  messages_pkey PRIMARY KEY (portal_id, id)
  messages_portal_id_author_id_fkey FOREIGN KEY (portal_id, author_id) REFERENCES persons(portal_id, id)
  messages_portal_id_fkey FOREIGN KEY (portal_id) REFERENCES portals(id)
  messages_portal_id_thread_id_fkey FOREIGN KEY (portal_id, thread_id) REFERENCES threads(portal_id, id) ON DELETE CASCADE
  messages_portal_id_written_by_fkey FOREIGN KEY (portal_id, written_by) REFERENCES persons(portal_id, id)
  CREATE INDEX messages_by_thread ON public.messages USING btree (portal_id, thread_id, id)
  gatehouse_app may delete, insert, select, update
  policy portal for all using (portal_id = app_portal()) with check (portal_id = app_portal())
  row security enabled, forced

table method_requests
  portal_id uuid not null
  id uuid not null
  person_id uuid not null
  gateway text not null
  reference text
  customer text
  started_at timestamp with time zone not null
  expires_at timestamp with time zone
  method_id uuid
  method_requests_pkey PRIMARY KEY (portal_id, id)
  method_requests_portal_id_fkey FOREIGN KEY (portal_id) REFERENCES portals(id)
  method_requests_portal_id_method_id_fkey FOREIGN KEY (portal_id, method_id) REFERENCES saved_methods(portal_id, id)
  method_requests_portal_id_person_id_fkey FOREIGN KEY (portal_id, person_id) REFERENCES persons(portal_id, id)
  method_requests_customer_check CHECK ((length(customer) <= 200))
  method_requests_gateway_check CHECK ((gateway = ANY (ARRAY['sandbox'::text, 'stripe'::text])))
  method_requests_reference_check CHECK ((length(reference) <= 200))
  CREATE INDEX method_requests_of_person ON public.method_requests USING btree (portal_id, person_id)
  CREATE INDEX method_requests_open ON public.method_requests USING btree (portal_id, gateway, customer) WHERE (method_id IS NULL)
  gatehouse_app may delete, insert, select, update
  policy portal for all using (portal_id = app_portal()) with check (portal_id = app_portal())
  row security enabled, forced

table migrations
  name text not null
  hash text not null
  applied_at timestamp with time zone not null default now()
  migrations_pkey PRIMARY KEY (name)
  gatehouse_app may delete, insert, select, update

table new_emails
  portal_id uuid not null
  person_id uuid not null
  email text not null
  asked_at timestamp with time zone not null
  new_emails_pkey PRIMARY KEY (portal_id, person_id)
  new_emails_portal_id_fkey FOREIGN KEY (portal_id) REFERENCES portals(id)
  new_emails_portal_id_person_id_fkey FOREIGN KEY (portal_id, person_id) REFERENCES persons(portal_id, id)
  gatehouse_app may delete, insert, select, update
  policy portal for all using (portal_id = app_portal()) with check (portal_id = app_portal())
  row security enabled, forced

table notes
  portal_id uuid not null
  id uuid not null
  person_id uuid
  case_id uuid
  author_id uuid not null
  sealed_body bytea not null
  written_at timestamp with time zone not null
  notes_pkey PRIMARY KEY (portal_id, id)
  notes_portal_id_author_id_fkey FOREIGN KEY (portal_id, author_id) REFERENCES persons(portal_id, id)
  notes_portal_id_case_id_fkey FOREIGN KEY (portal_id, case_id) REFERENCES cases(portal_id, id) ON DELETE CASCADE
  notes_portal_id_fkey FOREIGN KEY (portal_id) REFERENCES portals(id)
  notes_portal_id_person_id_fkey FOREIGN KEY (portal_id, person_id) REFERENCES persons(portal_id, id) ON DELETE CASCADE
  notes_check CHECK ((num_nonnulls(person_id, case_id) = 1))
  CREATE INDEX notes_by_case ON public.notes USING btree (portal_id, case_id, id) WHERE (case_id IS NOT NULL)
  CREATE INDEX notes_by_person ON public.notes USING btree (portal_id, person_id, id) WHERE (person_id IS NOT NULL)
  gatehouse_app may delete, insert, select, update
  policy portal for all using (portal_id = app_portal()) with check (portal_id = app_portal())
  row security enabled, forced

table numbers
  portal_id uuid not null
  kind text not null
  last bigint not null
  numbers_pkey PRIMARY KEY (portal_id, kind)
  numbers_portal_id_fkey FOREIGN KEY (portal_id) REFERENCES portals(id)
  gatehouse_app may delete, insert, select, update
  policy portal for all using (portal_id = app_portal()) with check (portal_id = app_portal())
  row security enabled, forced

table oidc_identities
  portal_id uuid not null
  issuer text not null
  subject text not null
  person_id uuid not null
  connected_at timestamp with time zone not null
  oidc_identities_portal_id_person_id_issuer_key UNIQUE (portal_id, person_id, issuer)
  oidc_identities_pkey PRIMARY KEY (portal_id, issuer, subject)
  oidc_identities_portal_id_fkey FOREIGN KEY (portal_id) REFERENCES portals(id)
  oidc_identities_portal_id_person_id_fkey FOREIGN KEY (portal_id, person_id) REFERENCES persons(portal_id, id) ON DELETE CASCADE
  oidc_identities_subject_check CHECK (((length(subject) >= 1) AND (length(subject) <= 255)))
  gatehouse_app may delete, insert, select, update
  policy portal for all using (portal_id = app_portal()) with check (portal_id = app_portal())
  row security enabled, forced

table oidc_providers
  portal_id uuid not null
  issuer text not null
  client_id text not null
  sealed_secret bytea not null
  label text not null
  joins_by_email boolean not null default false
  counts_as_two boolean not null default false
  version integer not null default 1
  oidc_providers_pkey PRIMARY KEY (portal_id)
  oidc_providers_portal_id_fkey FOREIGN KEY (portal_id) REFERENCES portals(id)
  oidc_providers_client_id_check CHECK (((length(client_id) >= 1) AND (length(client_id) <= 300)))
  oidc_providers_issuer_check CHECK (((length(issuer) >= 1) AND (length(issuer) <= 500)))
  oidc_providers_label_check CHECK (((length(label) >= 1) AND (length(label) <= 60)))
  gatehouse_app may delete, insert, select, update
  policy portal for all using (portal_id = app_portal()) with check (portal_id = app_portal())
  row security enabled, forced

table oidc_rounds
  portal_id uuid not null
  hash bytea not null
  sealed bytea not null
  person_id uuid
  expires_at timestamp with time zone not null
  oidc_rounds_pkey PRIMARY KEY (portal_id, hash)
  oidc_rounds_portal_id_fkey FOREIGN KEY (portal_id) REFERENCES portals(id)
  oidc_rounds_portal_id_person_id_fkey FOREIGN KEY (portal_id, person_id) REFERENCES persons(portal_id, id) ON DELETE CASCADE
  CREATE INDEX oidc_rounds_by_expiry ON public.oidc_rounds USING btree (portal_id, expires_at)
  CREATE INDEX oidc_rounds_by_person ON public.oidc_rounds USING btree (portal_id, person_id)
  gatehouse_app may delete, insert, select, update
  policy portal for all using (portal_id = app_portal()) with check (portal_id = app_portal())
  row security enabled, forced

table partner_billing
  partner_id uuid not null
  next_month date
  due_at timestamp with time zone not null
  begins_at timestamp with time zone
  partner_billing_pkey PRIMARY KEY (partner_id)
  partner_billing_partner_id_fkey FOREIGN KEY (partner_id) REFERENCES partners(id)
  partner_billing_next_month_check CHECK ((EXTRACT(day FROM next_month) = (1)::numeric))
  CREATE INDEX partner_billing_due ON public.partner_billing USING btree (due_at, partner_id)
  gatehouse_app may select, update

table partner_prices
  partner_id uuid not null
  from_month date not null
  minor bigint not null
  currency text not null
  partner_prices_pkey PRIMARY KEY (partner_id, from_month)
  partner_prices_partner_id_fkey FOREIGN KEY (partner_id) REFERENCES partners(id)
  partner_prices_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text))
  partner_prices_from_month_check CHECK ((EXTRACT(day FROM from_month) = (1)::numeric))
  partner_prices_minor_check CHECK ((minor >= 0))
  gatehouse_app may insert, select, update

table partners
  id uuid not null
  name text not null
  reference text
  created_at timestamp with time zone not null
  billing_name text
  billing_email text
  time_zone text not null default 'UTC'::text
  language text not null default 'en'::text
  version integer not null default 1
  partners_pkey PRIMARY KEY (id)
  partners_billing_email_check CHECK (((billing_email = lower(billing_email)) AND (length(billing_email) <= 254)))
  partners_billing_name_check CHECK (((length(billing_name) >= 1) AND (length(billing_name) <= 120)))
  partners_name_check CHECK (((length(name) >= 1) AND (length(name) <= 120)))
  CREATE TRIGGER keep_partner_billing AFTER UPDATE OF time_zone ON public.partners FOR EACH ROW WHEN ((old.time_zone <> new.time_zone)) EXECUTE FUNCTION keep_partner_billing()
  CREATE TRIGGER keep_partner_billing_of_new AFTER INSERT ON public.partners FOR EACH ROW EXECUTE FUNCTION keep_partner_billing()
  gatehouse_app may delete, insert, select, update

table passkeys
  portal_id uuid not null
  id uuid not null
  person_id uuid not null
  name text not null
  credential text not null
  public_key bytea not null
  counter bigint not null
  transports text[] not null default '{}'::text[]
  created_at timestamp with time zone not null
  used_at timestamp with time zone
  host text
  passkeys_portal_id_credential_key UNIQUE (portal_id, credential)
  passkeys_pkey PRIMARY KEY (portal_id, id)
  passkeys_portal_id_fkey FOREIGN KEY (portal_id) REFERENCES portals(id)
  passkeys_portal_id_person_id_fkey FOREIGN KEY (portal_id, person_id) REFERENCES persons(portal_id, id) ON DELETE CASCADE
  passkeys_credential_check CHECK (((length(credential) >= 16) AND (length(credential) <= 1400)))
  passkeys_name_check CHECK (((length(name) >= 1) AND (length(name) <= 60)))
  CREATE INDEX passkeys_by_person ON public.passkeys USING btree (portal_id, person_id, id)
  gatehouse_app may delete, insert, select, update
  policy portal for all using (portal_id = app_portal()) with check (portal_id = app_portal())
  row security enabled, forced

table payment_attempts
  portal_id uuid not null
  id uuid not null
  invoice_id uuid not null
  person_id uuid not null
  gateway text not null
  state text not null
  amount_minor bigint not null
  currency text not null
  reference text
  customer text
  method_id uuid
  saves boolean not null
  method_kind text
  failure text
  failure_hard boolean
  parked_why text
  due_by timestamp with time zone
  payment_id uuid
  dispute text
  started_at timestamp with time zone not null
  changed_at timestamp with time zone not null
  poll_at timestamp with time zone
  polls integer not null default 0
  cleared_at timestamp with time zone
  cleared_by uuid
  payment_attempts_pkey PRIMARY KEY (portal_id, id)
  payment_attempts_portal_id_cleared_by_fkey FOREIGN KEY (portal_id, cleared_by) REFERENCES persons(portal_id, id)
  payment_attempts_portal_id_fkey FOREIGN KEY (portal_id) REFERENCES portals(id)
  payment_attempts_portal_id_invoice_id_fkey FOREIGN KEY (portal_id, invoice_id) REFERENCES invoices(portal_id, id)
  payment_attempts_portal_id_method_id_fkey FOREIGN KEY (portal_id, method_id) REFERENCES saved_methods(portal_id, id)
  payment_attempts_portal_id_payment_id_fkey FOREIGN KEY (portal_id, payment_id) REFERENCES payments(portal_id, id)
  payment_attempts_portal_id_person_id_fkey FOREIGN KEY (portal_id, person_id) REFERENCES persons(portal_id, id)
  payment_attempts_amount_minor_check CHECK ((amount_minor > 0))
  payment_attempts_check CHECK (((state = 'parked'::text) = (parked_why IS NOT NULL)))
  payment_attempts_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text))
  payment_attempts_customer_check CHECK ((length(customer) <= 200))
  payment_attempts_dispute_check CHECK ((dispute = ANY (ARRAY['open'::text, 'won'::text, 'lost'::text])))
  payment_attempts_failure_check CHECK ((length(failure) <= 40))
  payment_attempts_gateway_check CHECK ((gateway = ANY (ARRAY['sandbox'::text, 'stripe'::text])))
  payment_attempts_method_kind_check CHECK ((method_kind = ANY (ARRAY['card'::text, 'bank'::text])))
  payment_attempts_parked_why_check CHECK ((parked_why = ANY (ARRAY['amount'::text, 'currency'::text, 'invoice'::text, 'portal'::text, 'payment'::text])))
  payment_attempts_reference_check CHECK ((length(reference) <= 200))
  payment_attempts_state_check CHECK ((state = ANY (ARRAY['starting'::text, 'unknown'::text, 'open'::text, 'authentication_needed'::text, 'verification_needed'::text, 'processing'::text, 'succeeded'::text, 'failed'::text, 'cancelled'::text, 'parked'::text])))
  CREATE INDEX payment_attempts_of_invoice ON public.payment_attempts USING btree (portal_id, invoice_id, id)
  CREATE INDEX payment_attempts_of_method ON public.payment_attempts USING btree (portal_id, method_id)
  CREATE INDEX payment_attempts_of_payment ON public.payment_attempts USING btree (portal_id, payment_id)
  CREATE INDEX payment_attempts_of_person ON public.payment_attempts USING btree (portal_id, person_id)
  CREATE INDEX payment_attempts_parked ON public.payment_attempts USING btree (portal_id, changed_at) WHERE (state = 'parked'::text)
  CREATE INDEX payment_attempts_to_poll ON public.payment_attempts USING btree (poll_at) WHERE (poll_at IS NOT NULL)
  CREATE UNIQUE INDEX payment_attempts_by_reference ON public.payment_attempts USING btree (portal_id, gateway, reference)
  CREATE UNIQUE INDEX payment_attempts_under_way ON public.payment_attempts USING btree (portal_id, invoice_id) WHERE (state = ANY (ARRAY['starting'::text, 'unknown'::text, 'open'::text, 'authentication_needed'::text, 'verification_needed'::text, 'processing'::text]))
  gatehouse_app may delete, insert, select, update
  policy installation for select using app_installation() with check -
  policy portal for all using (portal_id = app_portal()) with check (portal_id = app_portal())
  row security enabled, forced

table payment_gateways
  portal_id uuid not null
  gateway text not null
  sealed_keys bytea
  sealed_secrets bytea not null
  account text not null
  live boolean not null
  version integer not null default 1
  connected_at timestamp with time zone not null
  compare_at timestamp with time zone not null
  compared_until timestamp with time zone not null
  compared_at timestamp with time zone
  compared integer not null default 0
  repaired integer not null default 0
  payment_gateways_pkey PRIMARY KEY (portal_id, gateway)
  payment_gateways_portal_id_fkey FOREIGN KEY (portal_id) REFERENCES portals(id)
  payment_gateways_account_check CHECK ((length(account) <= 200))
  payment_gateways_compared_check CHECK ((compared >= 0))
  payment_gateways_gateway_check CHECK ((gateway = ANY (ARRAY['sandbox'::text, 'stripe'::text])))
  payment_gateways_repaired_check CHECK ((repaired >= 0))
  CREATE INDEX payment_gateways_to_compare ON public.payment_gateways USING btree (compare_at)
  gatehouse_app may delete, insert, select, update
  policy installation for select using app_installation() with check -
  policy portal for all using (portal_id = app_portal()) with check (portal_id = app_portal())
  row security enabled, forced

table payments
  portal_id uuid not null
  id uuid not null
  invoice_id uuid not null
  person_id uuid not null
  gateway text not null default 'manual'::text
  method text not null
  state text not null default 'succeeded'::text
  currency text not null
  amount_minor bigint not null
  applied_minor bigint not null
  refunded_minor bigint not null default 0
  received_on date not null
  reference text
  recorded_by uuid
  recorded_at timestamp with time zone not null
  withdrawn_by uuid
  withdrawn_at timestamp with time zone
  payments_pkey PRIMARY KEY (portal_id, id)
  payments_portal_id_fkey FOREIGN KEY (portal_id) REFERENCES portals(id)
  payments_portal_id_invoice_id_fkey FOREIGN KEY (portal_id, invoice_id) REFERENCES invoices(portal_id, id)
  payments_portal_id_person_id_fkey FOREIGN KEY (portal_id, person_id) REFERENCES persons(portal_id, id)
  payments_portal_id_recorded_by_fkey FOREIGN KEY (portal_id, recorded_by) REFERENCES persons(portal_id, id)
  payments_portal_id_withdrawn_by_fkey FOREIGN KEY (portal_id, withdrawn_by) REFERENCES persons(portal_id, id)
  payments_amount_minor_check CHECK ((amount_minor > 0))
  payments_applied_minor_check CHECK ((applied_minor >= 0))
  payments_check CHECK ((applied_minor <= amount_minor))
  payments_check1 CHECK (((refunded_minor >= 0) AND (refunded_minor <= applied_minor)))
  payments_check2 CHECK (((state = 'withdrawn'::text) = (withdrawn_at IS NOT NULL)))
  payments_state_check CHECK ((state = ANY (ARRAY['succeeded'::text, 'withdrawn'::text])))
  CREATE INDEX payments_of_invoice ON public.payments USING btree (portal_id, invoice_id)
  CREATE INDEX payments_of_person ON public.payments USING btree (portal_id, person_id, id)
  CREATE TRIGGER guard BEFORE DELETE ON public.payments FOR EACH ROW EXECUTE FUNCTION guard_money()
  gatehouse_app may delete, insert, select
  policy portal for all using (portal_id = app_portal()) with check (portal_id = app_portal())
  row security enabled, forced

table pending_sign_ins
  portal_id uuid not null
  hash bytea not null
  person_id uuid not null
  proof text not null
  keep_lock boolean not null
  device_hash bytea not null
  expires_at timestamp with time zone not null
  code_hash bytea
  pending_sign_ins_pkey PRIMARY KEY (portal_id, hash)
  pending_sign_ins_portal_id_fkey FOREIGN KEY (portal_id) REFERENCES portals(id)
  pending_sign_ins_portal_id_person_id_fkey FOREIGN KEY (portal_id, person_id) REFERENCES persons(portal_id, id) ON DELETE CASCADE
  pending_sign_ins_proof_check CHECK ((proof = ANY (ARRAY['password'::text, 'code'::text, 'oidc'::text, 'reset'::text, 'registration'::text])))
  CREATE INDEX pending_sign_ins_by_person ON public.pending_sign_ins USING btree (portal_id, person_id, expires_at)
  gatehouse_app may delete, insert, select, update
  policy portal for all using (portal_id = app_portal()) with check (portal_id = app_portal())
  row security enabled, forced

table persons
  portal_id uuid not null
  id uuid not null
  kind text not null
  partner_id uuid
  name text not null
  email text
  seat text not null
  language text
  time_zone text
  password_hash text
  activated_at timestamp with time zone
  disabled_at timestamp with time zone
  disabled_reason text
  bad_attempts integer not null default 0
  lock_level integer not null default 0
  locked_until timestamp with time zone
  last_login_at timestamp with time zone
  last_ip text
  created_at timestamp with time zone not null
  user_name text
  contact_role text
  registration_attempts integer not null default 0
  invited_at timestamp with time zone
  first_invited_at timestamp with time zone
  opened_at timestamp with time zone
  returned_at timestamp with time zone
  password_short boolean not null default false
  shared_told_at timestamp with time zone
  held_since timestamp with time zone
  held_invoice uuid
  open_flow uuid
  persons_portal_id_email_key UNIQUE (portal_id, email)
  persons_portal_id_user_name_key UNIQUE (portal_id, user_name)
  persons_pkey PRIMARY KEY (portal_id, id)
  persons_partner_id_fkey FOREIGN KEY (partner_id) REFERENCES partners(id)
  persons_portal_id_fkey FOREIGN KEY (portal_id) REFERENCES portals(id)
  persons_check CHECK (((kind = 'partner'::text) = (partner_id IS NOT NULL)))
  persons_check1 CHECK (((contact_role IS NULL) OR (kind = 'contact'::text)))
  persons_contact_role_check CHECK ((contact_role = ANY (ARRAY['lead'::text, 'prospect'::text, 'client'::text])))
  persons_email_check CHECK (((email = lower(email)) AND (length(email) <= 254)))
  persons_held_check CHECK (((held_invoice IS NULL) OR (held_since IS NOT NULL)))
  persons_kind_check CHECK ((kind = ANY (ARRAY['operator'::text, 'partner'::text, 'staff'::text, 'contact'::text])))
  persons_name_check CHECK (((length(name) >= 1) AND (length(name) <= 120)))
  persons_reachable CHECK (((email IS NOT NULL) OR (kind = 'contact'::text)))
  persons_seat_check CHECK ((seat = ANY (ARRAY['pro'::text, 'guest'::text])))
  persons_user_name_check CHECK ((user_name ~ '^[a-z0-9][a-z0-9._-]{2,59}$'::text))
  CREATE INDEX contacts_by_added ON public.persons USING btree (portal_id, created_at, id) WHERE (kind = 'contact'::text)
  CREATE INDEX persons_by_first_invitation ON public.persons USING btree (portal_id, first_invited_at) INCLUDE (opened_at, activated_at, returned_at) WHERE (first_invited_at IS NOT NULL)
  CREATE INDEX persons_by_name ON public.persons USING btree (portal_id, name, id)
  CREATE INDEX persons_disabled ON public.persons USING btree (portal_id, id) WHERE (disabled_at IS NOT NULL)
  CREATE INDEX persons_locked ON public.persons USING btree (portal_id, id) WHERE (locked_until IS NOT NULL)
  CREATE INDEX persons_staff ON public.persons USING btree (portal_id, id) WHERE (kind = 'staff'::text)
  CREATE TRIGGER count_people AFTER DELETE OR UPDATE OF seat, disabled_at ON public.persons FOR EACH ROW EXECUTE FUNCTION count_people()
  CREATE TRIGGER count_people_added AFTER INSERT ON public.persons REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION count_people_added()
  CREATE TRIGGER end_previews AFTER UPDATE OF disabled_at ON public.persons FOR EACH ROW WHEN (((new.disabled_at IS NOT NULL) AND (old.disabled_at IS NULL))) EXECUTE FUNCTION end_previews_of_client()
  CREATE TRIGGER keep_seat_spans AFTER DELETE OR UPDATE OF seat, disabled_at ON public.persons FOR EACH ROW WHEN ((old.kind = ANY (ARRAY['staff'::text, 'contact'::text]))) EXECUTE FUNCTION keep_seat_spans()
  CREATE TRIGGER keep_seat_spans_of_new AFTER INSERT ON public.persons FOR EACH ROW WHEN ((new.kind = ANY (ARRAY['staff'::text, 'contact'::text]))) EXECUTE FUNCTION keep_seat_spans()
  CREATE TRIGGER note_first_invitation BEFORE INSERT OR UPDATE OF invited_at ON public.persons FOR EACH ROW WHEN (((new.first_invited_at IS NULL) AND (new.invited_at IS NOT NULL))) EXECUTE FUNCTION note_first_invitation()
  CREATE TRIGGER place_email AFTER UPDATE OF email, activated_at, disabled_at ON public.persons FOR EACH ROW WHEN (((new.email IS DISTINCT FROM old.email) OR (new.activated_at IS DISTINCT FROM old.activated_at) OR (new.disabled_at IS DISTINCT FROM old.disabled_at))) EXECUTE FUNCTION place_email()
  CREATE TRIGGER place_email_added AFTER INSERT ON public.persons FOR EACH ROW WHEN ((new.activated_at IS NOT NULL)) EXECUTE FUNCTION place_email()
  gatehouse_app may delete, insert, select, update
  policy portal for all using (portal_id = app_portal()) with check (portal_id = app_portal())
  row security enabled, forced

table plan_versions
  portal_id uuid not null
  plan_id uuid not null
  number integer not null
  name text not null
  amount_minor bigint not null
  currency text not null
  tax_rate bigint not null
  every integer not null
  unit text not null
  trial_days integer not null
  cycles integer
  grace_days integer not null
  retry_days integer[] not null
  created_at timestamp with time zone not null
  created_by uuid
  plan_versions_pkey PRIMARY KEY (portal_id, plan_id, number)
  plan_versions_portal_id_created_by_fkey FOREIGN KEY (portal_id, created_by) REFERENCES persons(portal_id, id)
  plan_versions_portal_id_plan_id_fkey FOREIGN KEY (portal_id, plan_id) REFERENCES plans(portal_id, id)
  plan_versions_amount_minor_check CHECK (((amount_minor >= 1) AND (amount_minor <= '10000000000000'::bigint)))
  plan_versions_cycles_check CHECK (((cycles >= 1) AND (cycles <= 1000)))
  plan_versions_every_check CHECK (((every >= 1) AND (every <= 365)))
  plan_versions_grace_days_check CHECK (((grace_days >= 0) AND (grace_days <= 90)))
  plan_versions_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200)))
  plan_versions_number_check CHECK ((number >= 1))
  plan_versions_retry_days_check CHECK (((cardinality(retry_days) >= 1) AND (cardinality(retry_days) <= 10)))
  plan_versions_tax_rate_check CHECK (((tax_rate >= 0) AND (tax_rate <= 100000)))
  plan_versions_trial_days_check CHECK (((trial_days >= 0) AND (trial_days <= 365)))
  plan_versions_unit_check CHECK ((unit = ANY (ARRAY['days'::text, 'weeks'::text, 'months'::text, 'years'::text])))
  gatehouse_app may delete, insert, select
  policy portal for all using (portal_id = app_portal()) with check (portal_id = app_portal())
  row security enabled, forced

table plans
  portal_id uuid not null
  id uuid not null
  current integer not null default 1
  archived_at timestamp with time zone
  created_at timestamp with time zone not null
  version integer not null default 1
  plans_pkey PRIMARY KEY (portal_id, id)
  plans_portal_id_fkey FOREIGN KEY (portal_id) REFERENCES portals(id)
  CREATE INDEX plans_there ON public.plans USING btree (portal_id, id) WHERE (archived_at IS NULL)
  gatehouse_app may delete, insert, select, update
  policy portal for all using (portal_id = app_portal()) with check (portal_id = app_portal())
  row security enabled, forced

table portal_creations
  portal_id uuid not null
  steps_done integer not null default 0
  attempts integer not null default 0
  failure text
  sealed_owner bytea
  started_at timestamp with time zone not null
  finished_at timestamp with time zone
  portal_creations_pkey PRIMARY KEY (portal_id)
  portal_creations_portal_id_fkey FOREIGN KEY (portal_id) REFERENCES portals(id)
  CREATE INDEX portal_creations_unfinished ON public.portal_creations USING btree (portal_id) WHERE (finished_at IS NULL)
  gatehouse_app may delete, insert, select, update
  policy installation for select using app_installation() with check -
  policy portal for all using (portal_id = app_portal()) with check (portal_id = app_portal())
  row security enabled, forced

table portal_deletions
  portal_id uuid not null
  steps_done integer not null default 0
  counts jsonb not null default '{}'::jsonb
  on_whose_word text not null
  started_at timestamp with time zone not null
  finished_at timestamp with time zone
  certificate jsonb
  portal_deletions_pkey PRIMARY KEY (portal_id)
  portal_deletions_portal_id_fkey FOREIGN KEY (portal_id) REFERENCES portals(id)
  CREATE INDEX portal_deletions_unfinished ON public.portal_deletions USING btree (portal_id) WHERE (finished_at IS NULL)
  gatehouse_app may insert, select, update
  policy installation for select using app_installation() with check -
  policy portal for all using (portal_id = app_portal()) with check (portal_id = app_portal())
  row security enabled, forced

table portal_keys
  portal_id uuid not null
  version integer not null
  wrapped bytea
  created_at timestamp with time zone not null
  destroyed_at timestamp with time zone
  portal_keys_pkey PRIMARY KEY (portal_id, version)
  portal_keys_portal_id_fkey FOREIGN KEY (portal_id) REFERENCES portals(id)
  gatehouse_app may insert, select, update
  policy portal for all using (portal_id = app_portal()) with check (portal_id = app_portal())
  row security enabled, forced

table portal_logos
  portal_id uuid not null
  media_type text not null
  bytes bytea not null
  portal_logos_pkey PRIMARY KEY (portal_id)
  portal_logos_portal_id_fkey FOREIGN KEY (portal_id) REFERENCES portals(id)
  portal_logos_bytes_check CHECK ((length(bytes) <= 262144))
  portal_logos_media_type_check CHECK ((media_type = ANY (ARRAY['image/png'::text, 'image/jpeg'::text, 'image/webp'::text])))
  gatehouse_app may delete, insert, select, update
  policy portal for all using (portal_id = app_portal()) with check (portal_id = app_portal())
  row security enabled, forced

table portal_status_changes
  portal_id uuid not null
  seq integer not null
  from_status text
  to_status text not null
  at timestamp with time zone not null
  actor text not null
  through text not null
  cause text
  note text
  portal_status_changes_pkey PRIMARY KEY (portal_id, seq)
  portal_status_changes_portal_id_fkey FOREIGN KEY (portal_id) REFERENCES portals(id)
  CREATE INDEX portal_status_changes_by_time ON public.portal_status_changes USING btree (at)
  gatehouse_app may insert, select
  policy installation for select using app_installation() with check -
  policy portal for all using (portal_id = app_portal()) with check (portal_id = app_portal())
  row security enabled, forced

table portal_summaries
  portal_id uuid not null
  pro_users integer not null default 0
  people integer not null default 0
  last_activity_at timestamp with time zone
  file_bytes bigint not null default 0
  portal_summaries_pkey PRIMARY KEY (portal_id)
  portal_summaries_portal_id_fkey FOREIGN KEY (portal_id) REFERENCES portals(id)
  portal_summaries_file_bytes_check CHECK ((file_bytes >= 0))
  gatehouse_app may delete, insert, select, update
  policy installation for select using app_installation() with check -
  policy portal for all using (portal_id = app_portal()) with check (portal_id = app_portal())
  row security enabled, forced

table portal_timers
  portal_id uuid not null
  kind text not null
  due_at timestamp with time zone not null
  looks jsonb not null default '{}'::jsonb
  portal_timers_pkey PRIMARY KEY (portal_id, kind)
  portal_timers_portal_id_fkey FOREIGN KEY (portal_id) REFERENCES portals(id)
  CREATE INDEX portal_timers_by_kind ON public.portal_timers USING btree (kind, due_at, portal_id)
  CREATE INDEX portal_timers_due ON public.portal_timers USING btree (due_at, portal_id)
  gatehouse_app may delete, insert, select, update
  policy installation for select using app_installation() with check -
  policy portal for all using (portal_id = app_portal()) with check (portal_id = app_portal())
  row security enabled, forced

table portals
  id uuid not null
  name text not null
  slug text not null
  partner_id uuid
  partner_reference text
  owner_id uuid
  time_zone text not null
  language text not null
  status text not null
  status_since timestamp with time zone not null
  suspended_from text
  suspension_cause text
  suspension_note text
  trial_ends_at timestamp with time zone not null
  built_at timestamp with time zone
  brand_color text not null
  accent_color text not null
  logo_version integer not null default 0
  after_trial text[] not null
  lockout_attempts integer not null default 10
  created_at timestamp with time zone not null
  version integer not null default 1
  sorted_name text not null default lower(
CASE
    WHEN (name = ''::text) THEN slug
    ELSE name
END)
  invitation_hours integer not null default 168
  registration_fact text not null default 'digits'::text
  staff_second_factor boolean not null default false
  sign_in_by_code boolean not null default true
  mails_per_minute integer not null default 300
  act_on_behalf boolean not null default false
  deletion_postponed_to timestamp with time zone
  files_mb integer
  largest_file_mb integer not null default 5000
  invoice_currency text not null default 'USD'::text
  tax_included boolean not null default false
  invoice_series text not null default 'INV'::text
  credit_note_series text not null default 'CN'::text
  seller_name text
  seller_address text
  seller_tax_number text
  payment_terms_days integer not null default 14
  payment_instructions text
  late_money text not null default 'credit'::text
  bank_access text not null default 'cleared'::text
  portals_pkey PRIMARY KEY (id)
  portals_partner_id_fkey FOREIGN KEY (partner_id) REFERENCES partners(id)
  portals_bank_access CHECK ((bank_access = ANY (ARRAY['immediately'::text, 'cleared'::text])))
  portals_check CHECK (((status = 'suspended'::text) = (suspended_from IS NOT NULL)))
  portals_check1 CHECK (((status = 'suspended'::text) = (suspension_cause IS NOT NULL)))
  portals_files_mb_check CHECK (((files_mb >= 1) AND (files_mb <= 100000000)))
  portals_invitation_hours_check CHECK (((invitation_hours >= 1) AND (invitation_hours <= 720)))
  portals_invoice_currency CHECK ((invoice_currency ~ '^[A-Z]{3}$'::text))
  portals_largest_file_mb_check CHECK (((largest_file_mb >= 1) AND (largest_file_mb <= 5000)))
  portals_late_money CHECK ((late_money = ANY (ARRAY['credit'::text, 'refund'::text])))
  portals_lockout_attempts_check CHECK (((lockout_attempts >= 3) AND (lockout_attempts <= 100)))
  portals_mails_per_minute_check CHECK (((mails_per_minute >= 1) AND (mails_per_minute <= 10000)))
  portals_name_check CHECK ((length(name) <= 120))
  portals_payment_terms CHECK (((payment_terms_days >= 0) AND (payment_terms_days <= 365)))
  portals_registration_fact_check CHECK ((registration_fact = ANY (ARRAY['digits'::text, 'birth_date'::text, 'case_number'::text])))
  portals_series_apart CHECK ((invoice_series <> credit_note_series))
  portals_status_check CHECK ((status = ANY (ARRAY['trial_active'::text, 'trial_expired'::text, 'certified_secure'::text, 'suspended'::text, 'cancelled'::text])))
  portals_suspended_from_check CHECK ((suspended_from = ANY (ARRAY['trial_active'::text, 'trial_expired'::text, 'certified_secure'::text])))
  CREATE INDEX portals_by_name ON public.portals USING btree (sorted_name, id)
  CREATE INDEX portals_by_partner ON public.portals USING btree (partner_id, id)
  CREATE INDEX portals_by_slug ON public.portals USING btree (slug)
  CREATE INDEX portals_by_status ON public.portals USING btree (status, status_since)
  gatehouse_app may insert, select, update
  policy installation for select using app_installation() with check -
  policy portal for all using (id = app_portal()) with check (id = app_portal())
  row security enabled, forced

table previews
  portal_id uuid not null
  id uuid not null
  hash bytea
  session_id uuid not null
  staff_id uuid not null
  client_id uuid not null
  reason text not null
  acts boolean not null
  started_at timestamp with time zone not null
  expires_at timestamp with time zone not null
  ended_at timestamp with time zone
  previews_portal_id_hash_key UNIQUE (portal_id, hash)
  previews_pkey PRIMARY KEY (portal_id, id)
  previews_portal_id_client_id_fkey FOREIGN KEY (portal_id, client_id) REFERENCES persons(portal_id, id) ON DELETE CASCADE
  previews_portal_id_fkey FOREIGN KEY (portal_id) REFERENCES portals(id)
  previews_portal_id_staff_id_fkey FOREIGN KEY (portal_id, staff_id) REFERENCES persons(portal_id, id) ON DELETE CASCADE
  previews_check CHECK (((hash IS NULL) = (ended_at IS NOT NULL)))
  previews_check1 CHECK (((expires_at > started_at) AND (expires_at <= (started_at + '01:00:00'::interval))))
  previews_reason_check CHECK (((length(reason) >= 1) AND (length(reason) <= 500)))
  CREATE INDEX previews_by_client ON public.previews USING btree (portal_id, client_id, id)
  CREATE INDEX previews_by_staff ON public.previews USING btree (portal_id, staff_id)
  CREATE UNIQUE INDEX previews_one_a_session ON public.previews USING btree (portal_id, session_id) WHERE (ended_at IS NULL)
  gatehouse_app may delete, insert, select, update
  policy portal for all using (portal_id = app_portal()) with check (portal_id = app_portal())
  row security enabled, forced

table procedure_runs
  portal_id uuid not null
  id uuid not null
  procedure_id uuid not null
  cause text not null
  happened jsonb not null
  case_id uuid
  person_id uuid
  chain text[] not null default '{}'::text[]
  state text not null
  due_at timestamp with time zone not null
  why jsonb
  outcomes jsonb not null default '[]'::jsonb
  tries integer not null default 0
  busy_until timestamp with time zone
  created_at timestamp with time zone not null
  finished_at timestamp with time zone
  procedure_runs_portal_id_procedure_id_cause_key UNIQUE (portal_id, procedure_id, cause)
  procedure_runs_pkey PRIMARY KEY (portal_id, id)
  procedure_runs_portal_id_case_id_fkey FOREIGN KEY (portal_id, case_id) REFERENCES cases(portal_id, id) ON DELETE CASCADE
  procedure_runs_portal_id_fkey FOREIGN KEY (portal_id) REFERENCES portals(id)
  procedure_runs_portal_id_person_id_fkey FOREIGN KEY (portal_id, person_id) REFERENCES persons(portal_id, id) ON DELETE CASCADE
  procedure_runs_portal_id_procedure_id_fkey FOREIGN KEY (portal_id, procedure_id) REFERENCES procedures(portal_id, id)
  procedure_runs_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'running'::text, 'done'::text, 'skipped'::text, 'failed'::text])))
  CREATE INDEX procedure_runs_by_case ON public.procedure_runs USING btree (portal_id, case_id) WHERE (case_id IS NOT NULL)
  CREATE INDEX procedure_runs_by_person ON public.procedure_runs USING btree (portal_id, person_id) WHERE (person_id IS NOT NULL)
  CREATE INDEX procedure_runs_by_state ON public.procedure_runs USING btree (portal_id, procedure_id, state, id)
  CREATE INDEX procedure_runs_due ON public.procedure_runs USING btree (due_at, portal_id, id) WHERE (state = ANY (ARRAY['waiting'::text, 'running'::text]))
  CREATE INDEX procedure_runs_finished ON public.procedure_runs USING btree (portal_id, procedure_id, finished_at)
  CREATE INDEX procedure_runs_log ON public.procedure_runs USING btree (portal_id, procedure_id, id)
  gatehouse_app may delete, insert, select, update
  policy installation for select using app_installation() with check -
  policy portal for all using (portal_id = app_portal()) with check (portal_id = app_portal())
  row security enabled, forced

table procedures
  portal_id uuid not null
  id uuid not null
  name text not null
  trigger jsonb not null
  conditions jsonb not null
  actions jsonb not null
  active_since timestamp with time zone
  removed_at timestamp with time zone
  author_id uuid not null
  version integer not null default 1
  created_at timestamp with time zone not null
  procedures_pkey PRIMARY KEY (portal_id, id)
  procedures_portal_id_author_id_fkey FOREIGN KEY (portal_id, author_id) REFERENCES persons(portal_id, id)
  procedures_portal_id_fkey FOREIGN KEY (portal_id) REFERENCES portals(id)
  procedures_name_check CHECK (((length(name) >= 1) AND (length(name) <= 120)))
  CREATE INDEX procedures_active ON public.procedures USING btree (portal_id, id) WHERE (active_since IS NOT NULL)
  gatehouse_app may delete, insert, select, update
  policy portal for all using (portal_id = app_portal()) with check (portal_id = app_portal())
  row security enabled, forced

table recovery_codes
  portal_id uuid not null
  person_id uuid not null
  hash bytea not null
  recovery_codes_pkey PRIMARY KEY (portal_id, person_id, hash)
  recovery_codes_portal_id_fkey FOREIGN KEY (portal_id) REFERENCES portals(id)
  recovery_codes_portal_id_person_id_fkey FOREIGN KEY (portal_id, person_id) REFERENCES persons(portal_id, id) ON DELETE CASCADE
  gatehouse_app may delete, insert, select, update
  policy portal for all using (portal_id = app_portal()) with check (portal_id = app_portal())
  row security enabled, forced

table refunds
  portal_id uuid not null
  id uuid not null
  person_id uuid not null
  payment_id uuid
  credit_note_id uuid
  method text not null
  currency text not null
  amount_minor bigint not null
  paid_on date not null
  reference text
  created_by uuid
  created_at timestamp with time zone not null
  gateway text
  refunds_pkey PRIMARY KEY (portal_id, id)
  refunds_portal_id_created_by_fkey FOREIGN KEY (portal_id, created_by) REFERENCES persons(portal_id, id)
  refunds_portal_id_credit_note_id_fkey FOREIGN KEY (portal_id, credit_note_id) REFERENCES credit_notes(portal_id, id)
  refunds_portal_id_fkey FOREIGN KEY (portal_id) REFERENCES portals(id)
  refunds_portal_id_payment_id_fkey FOREIGN KEY (portal_id, payment_id) REFERENCES payments(portal_id, id)
  refunds_portal_id_person_id_fkey FOREIGN KEY (portal_id, person_id) REFERENCES persons(portal_id, id)
  refunds_amount_minor_check CHECK ((amount_minor > 0))
  refunds_gateway_check CHECK ((gateway = ANY (ARRAY['sandbox'::text, 'stripe'::text])))
  CREATE INDEX refunds_of_payment ON public.refunds USING btree (portal_id, payment_id) WHERE (payment_id IS NOT NULL)
  CREATE INDEX refunds_of_person ON public.refunds USING btree (portal_id, person_id, id)
  CREATE UNIQUE INDEX refunds_of_gateways ON public.refunds USING btree (portal_id, gateway, reference) WHERE (gateway IS NOT NULL)
  CREATE TRIGGER guard BEFORE DELETE ON public.refunds FOR EACH ROW EXECUTE FUNCTION guard_money()
  gatehouse_app may delete, insert, select
  policy portal for all using (portal_id = app_portal()) with check (portal_id = app_portal())
  row security enabled, forced

table refused_portals
  portal_id uuid not null
  why text not null
  restored text
  deleted_at timestamp with time zone
  found_at timestamp with time zone not null
  refused_portals_pkey PRIMARY KEY (portal_id)
  refused_portals_portal_id_fkey FOREIGN KEY (portal_id) REFERENCES portals(id)
  refused_portals_restored_check CHECK ((restored = ANY (ARRAY['database'::text, 'database_and_keys'::text])))
  refused_portals_why_check CHECK ((why = ANY (ARRAY['deleted'::text, 'key_missing'::text])))
  gatehouse_app may delete, insert, select, update
  policy installation for select using app_installation() with check -
  policy portal for all using (portal_id = app_portal()) with check (portal_id = app_portal())
  row security enabled, forced

table registration_facts
  portal_id uuid not null
  person_id uuid not null
  fact text not null
  hash bytea not null
  sealed bytea not null
  registration_facts_pkey PRIMARY KEY (portal_id, person_id, fact, hash)
  registration_facts_portal_id_fkey FOREIGN KEY (portal_id) REFERENCES portals(id)
  registration_facts_portal_id_person_id_fkey FOREIGN KEY (portal_id, person_id) REFERENCES persons(portal_id, id) ON DELETE CASCADE
  registration_facts_fact_check CHECK ((fact = ANY (ARRAY['digits'::text, 'birth_date'::text, 'case_number'::text])))
  gatehouse_app may delete, insert, select, update
  policy portal for all using (portal_id = app_portal()) with check (portal_id = app_portal())
  row security enabled, forced

table sandbox_accounts
  portal_id uuid not null
  deliveries text not null
  sandbox_accounts_pkey PRIMARY KEY (portal_id)
  sandbox_accounts_portal_id_fkey FOREIGN KEY (portal_id) REFERENCES portals(id)
  sandbox_accounts_deliveries_check CHECK ((deliveries = ANY (ARRAY['once'::text, 'twice'::text, 'late'::text, 'shuffled'::text, 'lost'::text])))
  gatehouse_app may delete, insert, select, update
  policy portal for all using (portal_id = app_portal()) with check (portal_id = app_portal())
  row security enabled, forced

table sandbox_disputes
  portal_id uuid not null
  payment_id uuid not null
  state text not null
  created_at timestamp with time zone not null
  sandbox_disputes_pkey PRIMARY KEY (portal_id, payment_id)
  sandbox_disputes_portal_id_fkey FOREIGN KEY (portal_id) REFERENCES portals(id)
  sandbox_disputes_portal_id_payment_id_fkey FOREIGN KEY (portal_id, payment_id) REFERENCES sandbox_payments(portal_id, id)
  sandbox_disputes_state_check CHECK ((state = ANY (ARRAY['open'::text, 'won'::text, 'lost'::text])))
  gatehouse_app may delete, insert, select, update
  policy portal for all using (portal_id = app_portal()) with check (portal_id = app_portal())
  row security enabled, forced

table sandbox_events
  portal_id uuid not null
  id uuid not null
  kind text not null
  payment_id uuid
  method_id uuid
  at timestamp with time zone not null
  tries integer not null default 0
  times integer not null
  due_at timestamp with time zone
  busy_until timestamp with time zone
  last_answer text
  sandbox_events_pkey PRIMARY KEY (portal_id, id)
  sandbox_events_portal_id_fkey FOREIGN KEY (portal_id) REFERENCES portals(id)
  sandbox_events_portal_id_method_id_fkey FOREIGN KEY (portal_id, method_id) REFERENCES sandbox_methods(portal_id, id)
  sandbox_events_portal_id_payment_id_fkey FOREIGN KEY (portal_id, payment_id) REFERENCES sandbox_payments(portal_id, id)
  sandbox_events_kind_check CHECK ((length(kind) <= 60))
  sandbox_events_last_answer_check CHECK ((length(last_answer) <= 200))
  CREATE INDEX sandbox_events_due ON public.sandbox_events USING btree (due_at) WHERE (due_at IS NOT NULL)
  CREATE INDEX sandbox_events_portal_id_method_id_idx ON public.sandbox_events USING btree (portal_id, method_id)
  CREATE INDEX sandbox_events_portal_id_payment_id_idx ON public.sandbox_events USING btree (portal_id, payment_id)
  gatehouse_app may delete, insert, select, update
  policy installation for select using app_installation() with check -
  policy portal for all using (portal_id = app_portal()) with check (portal_id = app_portal())
  row security enabled, forced

table sandbox_methods
  portal_id uuid not null
  id uuid not null
  customer uuid not null
  number text not null
  usable boolean not null default true
  created_at timestamp with time zone not null
  sandbox_methods_pkey PRIMARY KEY (portal_id, id)
  sandbox_methods_portal_id_fkey FOREIGN KEY (portal_id) REFERENCES portals(id)
  sandbox_methods_number_check CHECK (((length(number) >= 1) AND (length(number) <= 40)))
  gatehouse_app may delete, insert, select, update
  policy portal for all using (portal_id = app_portal()) with check (portal_id = app_portal())
  row security enabled, forced

table sandbox_payments
  portal_id uuid not null
  id uuid not null
  key text not null
  purpose text not null
  invoice text
  description text not null
  amount bigint not null
  currency text not null
  methods text[] not null
  keeps boolean not null
  language text not null
  customer uuid not null
  method_id uuid
  state text not null
  failure text
  failure_hard boolean
  return_to text
  cancel_to text
  created_at timestamp with time zone not null
  changed_at timestamp with time zone not null
  expires_at timestamp with time zone not null
  due_at timestamp with time zone
  sandbox_payments_portal_id_key_key UNIQUE (portal_id, key)
  sandbox_payments_pkey PRIMARY KEY (portal_id, id)
  sandbox_payments_portal_id_fkey FOREIGN KEY (portal_id) REFERENCES portals(id)
  sandbox_payments_portal_id_method_id_fkey FOREIGN KEY (portal_id, method_id) REFERENCES sandbox_methods(portal_id, id)
  sandbox_payments_amount_check CHECK ((amount >= 0))
  sandbox_payments_cancel_to_check CHECK ((length(cancel_to) <= 2000))
  sandbox_payments_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text))
  sandbox_payments_description_check CHECK ((length(description) <= 300))
  sandbox_payments_invoice_check CHECK ((length(invoice) <= 100))
  sandbox_payments_key_check CHECK (((length(key) >= 1) AND (length(key) <= 100)))
  sandbox_payments_purpose_check CHECK ((purpose = ANY (ARRAY['payment'::text, 'setup'::text])))
  sandbox_payments_return_to_check CHECK ((length(return_to) <= 2000))
  sandbox_payments_state_check CHECK ((state = ANY (ARRAY['open'::text, 'authentication_needed'::text, 'verification_needed'::text, 'processing'::text, 'succeeded'::text, 'failed'::text, 'cancelled'::text])))
  CREATE INDEX sandbox_payments_changed ON public.sandbox_payments USING btree (portal_id, changed_at, id)
  CREATE INDEX sandbox_payments_due ON public.sandbox_payments USING btree (due_at) WHERE (due_at IS NOT NULL)
  CREATE INDEX sandbox_payments_portal_id_method_id_idx ON public.sandbox_payments USING btree (portal_id, method_id)
  gatehouse_app may delete, insert, select, update
  policy installation for select using app_installation() with check -
  policy portal for all using (portal_id = app_portal()) with check (portal_id = app_portal())
  row security enabled, forced

table sandbox_refunds
  portal_id uuid not null
  id uuid not null
  key text not null
  payment_id uuid not null
  amount bigint not null
  created_at timestamp with time zone not null
  sandbox_refunds_portal_id_key_key UNIQUE (portal_id, key)
  sandbox_refunds_pkey PRIMARY KEY (portal_id, id)
  sandbox_refunds_portal_id_fkey FOREIGN KEY (portal_id) REFERENCES portals(id)
  sandbox_refunds_portal_id_payment_id_fkey FOREIGN KEY (portal_id, payment_id) REFERENCES sandbox_payments(portal_id, id)
  sandbox_refunds_amount_check CHECK ((amount > 0))
  sandbox_refunds_key_check CHECK (((length(key) >= 1) AND (length(key) <= 100)))
  CREATE INDEX sandbox_refunds_portal_id_payment_id_idx ON public.sandbox_refunds USING btree (portal_id, payment_id)
  gatehouse_app may delete, insert, select, update
  policy portal for all using (portal_id = app_portal()) with check (portal_id = app_portal())
  row security enabled, forced

table saved_methods
  portal_id uuid not null
  id uuid not null
  person_id uuid not null
  gateway text not null
  customer text not null
  reference text not null
  kind text not null
  brand text not null
  last4 text not null
  expires text
  usable boolean not null
  added_at timestamp with time zone not null
  removed_at timestamp with time zone
  saved_methods_portal_id_gateway_reference_key UNIQUE (portal_id, gateway, reference)
  saved_methods_pkey PRIMARY KEY (portal_id, id)
  saved_methods_portal_id_fkey FOREIGN KEY (portal_id) REFERENCES portals(id)
  saved_methods_portal_id_person_id_fkey FOREIGN KEY (portal_id, person_id) REFERENCES persons(portal_id, id)
  saved_methods_brand_check CHECK ((length(brand) <= 60))
  saved_methods_customer_check CHECK ((length(customer) <= 200))
  saved_methods_expires_check CHECK ((expires ~ '^[0-9]{4}-[0-9]{2}$'::text))
  saved_methods_gateway_check CHECK ((gateway = ANY (ARRAY['sandbox'::text, 'stripe'::text])))
  saved_methods_kind_check CHECK ((kind = ANY (ARRAY['card'::text, 'bank'::text])))
  saved_methods_last4_check CHECK ((last4 ~ '^[0-9]{0,4}$'::text))
  saved_methods_reference_check CHECK ((length(reference) <= 200))
  CREATE INDEX saved_methods_of_person ON public.saved_methods USING btree (portal_id, person_id, id)
  gatehouse_app may delete, insert, select, update
  policy portal for all using (portal_id = app_portal()) with check (portal_id = app_portal())
  row security enabled, forced

table seat_spans
  portal_id uuid not null
  person_id uuid not null
  began_at timestamp with time zone not null
  ended_at timestamp with time zone
  began_by text not null
  ended_by text
  seat_spans_pkey PRIMARY KEY (portal_id, person_id, began_at)
  seat_spans_portal_id_fkey FOREIGN KEY (portal_id) REFERENCES portals(id)
  seat_spans_began_by_check CHECK ((began_by = ANY (ARRAY['added'::text, 'upgraded'::text, 'enabled'::text])))
  seat_spans_check CHECK ((ended_at > began_at))
  seat_spans_check1 CHECK (((ended_at IS NULL) = (ended_by IS NULL)))
  seat_spans_ended_by_check CHECK ((ended_by = ANY (ARRAY['downgraded'::text, 'disabled'::text, 'removed'::text])))
  CREATE UNIQUE INDEX seat_spans_open ON public.seat_spans USING btree (portal_id, person_id) WHERE (ended_at IS NULL)
  gatehouse_app may select
  policy installation for select using app_installation() with check -
  policy portal for all using (portal_id = app_portal()) with check (portal_id = app_portal())
  row security enabled, forced

table sessions
  portal_id uuid not null
  hash bytea not null
  id uuid not null
  person_id uuid not null
  started_at timestamp with time zone not null
  seen_at timestamp with time zone not null
  expires_at timestamp with time zone not null
  ip text
  user_agent text
  device bytea
  counts_as_two boolean not null default false
  sessions_portal_id_id_key UNIQUE (portal_id, id)
  sessions_pkey PRIMARY KEY (portal_id, hash)
  sessions_portal_id_fkey FOREIGN KEY (portal_id) REFERENCES portals(id)
  sessions_portal_id_person_id_fkey FOREIGN KEY (portal_id, person_id) REFERENCES persons(portal_id, id) ON DELETE CASCADE
  CREATE INDEX sessions_by_person ON public.sessions USING btree (portal_id, person_id, started_at)
  CREATE TRIGGER end_previews AFTER DELETE ON public.sessions REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION end_previews_of_sessions()
  gatehouse_app may delete, insert, select, update
  policy portal for all using (portal_id = app_portal()) with check (portal_id = app_portal())
  row security enabled, forced

table shared_days
  portal_id uuid not null
  person_id uuid not null
  day date not null
  shared_days_pkey PRIMARY KEY (portal_id, person_id, day)
  shared_days_portal_id_fkey FOREIGN KEY (portal_id) REFERENCES portals(id)
  shared_days_portal_id_person_id_fkey FOREIGN KEY (portal_id, person_id) REFERENCES persons(portal_id, id) ON DELETE CASCADE
  gatehouse_app may delete, insert, select, update
  policy portal for all using (portal_id = app_portal()) with check (portal_id = app_portal())
  row security enabled, forced

table sign_in_codes
  portal_id uuid not null
  hash bytea not null
  person_id uuid
  code_hash bytea not null
  tries integer not null default 0
  asked_at timestamp with time zone not null
  expires_at timestamp with time zone not null
  used_at timestamp with time zone
  sign_in_codes_pkey PRIMARY KEY (portal_id, hash)
  sign_in_codes_portal_id_fkey FOREIGN KEY (portal_id) REFERENCES portals(id)
  sign_in_codes_portal_id_person_id_fkey FOREIGN KEY (portal_id, person_id) REFERENCES persons(portal_id, id) ON DELETE CASCADE
  CREATE INDEX sign_in_codes_by_expiry ON public.sign_in_codes USING btree (portal_id, expires_at)
  CREATE INDEX sign_in_codes_by_person ON public.sign_in_codes USING btree (portal_id, person_id)
  gatehouse_app may delete, insert, select, update
  policy portal for all using (portal_id = app_portal()) with check (portal_id = app_portal())
  row security enabled, forced

table spent_challenges
  portal_id uuid not null
  hash bytea not null
  expires_at timestamp with time zone not null
  spent_challenges_pkey PRIMARY KEY (portal_id, hash)
  spent_challenges_portal_id_fkey FOREIGN KEY (portal_id) REFERENCES portals(id)
  CREATE INDEX spent_challenges_by_end ON public.spent_challenges USING btree (portal_id, expires_at)
  gatehouse_app may delete, insert, select, update
  policy portal for all using (portal_id = app_portal()) with check (portal_id = app_portal())
  row security enabled, forced

table subscription_invoices
  portal_id uuid not null
  invoice_id uuid not null
  subscription_id uuid not null
  kind text not null
  period integer not null
  position integer not null
  begins timestamp with time zone
  subscription_invoices_pkey PRIMARY KEY (portal_id, invoice_id)
  subscription_invoices_portal_id_invoice_id_fkey FOREIGN KEY (portal_id, invoice_id) REFERENCES invoices(portal_id, id)
  subscription_invoices_portal_id_subscription_id_fkey FOREIGN KEY (portal_id, subscription_id) REFERENCES subscriptions(portal_id, id)
  subscription_invoices_kind_check CHECK ((kind = ANY (ARRAY['period'::text, 'again'::text, 'change'::text])))
  CREATE UNIQUE INDEX subscription_invoices_of_period ON public.subscription_invoices USING btree (portal_id, subscription_id, period) WHERE (kind <> 'change'::text)
  gatehouse_app may delete, insert, select, update
  policy portal for all using (portal_id = app_portal()) with check (portal_id = app_portal())
  row security enabled, forced

table subscriptions
  portal_id uuid not null
  id uuid not null
  person_id uuid not null
  plan_id uuid not null
  plan_number integer not null
  next_number integer
  state text not null default 'pending'::text
  state_at timestamp with time zone not null
  method_id uuid
  keeps_on_dispute boolean not null default false
  zone text not null
  anchor timestamp with time zone
  anchor_period integer not null default 1
  period integer not null default 1
  period_begins timestamp with time zone
  period_ends timestamp with time zone
  charged integer not null default 0
  access_until timestamp with time zone
  failed_invoice uuid
  failed_at timestamp with time zone
  retries integer not null default 0
  refused_method uuid
  noticed boolean not null default false
  warned boolean not null default false
  shut boolean not null default false
  ends_at_period_end boolean not null default false
  resumes_at timestamp with time zone
  ended_why text
  due_at timestamp with time zone
  created_at timestamp with time zone not null
  version integer not null default 1
  subscriptions_pkey PRIMARY KEY (portal_id, id)
  subscriptions_portal_id_failed_invoice_fkey FOREIGN KEY (portal_id, failed_invoice) REFERENCES invoices(portal_id, id)
  subscriptions_portal_id_fkey FOREIGN KEY (portal_id) REFERENCES portals(id)
  subscriptions_portal_id_method_id_fkey FOREIGN KEY (portal_id, method_id) REFERENCES saved_methods(portal_id, id)
  subscriptions_portal_id_person_id_fkey FOREIGN KEY (portal_id, person_id) REFERENCES persons(portal_id, id)
  subscriptions_portal_id_plan_id_next_number_fkey FOREIGN KEY (portal_id, plan_id, next_number) REFERENCES plan_versions(portal_id, plan_id, number)
  subscriptions_portal_id_plan_id_plan_number_fkey FOREIGN KEY (portal_id, plan_id, plan_number) REFERENCES plan_versions(portal_id, plan_id, number)
  subscriptions_check CHECK ((((anchor IS NULL) = (period_begins IS NULL)) AND ((anchor IS NULL) = (period_ends IS NULL))))
  subscriptions_check1 CHECK (((failed_invoice IS NULL) = (failed_at IS NULL)))
  subscriptions_check2 CHECK (((state = 'ended'::text) = (ended_why IS NOT NULL)))
  subscriptions_ended_why_check CHECK ((ended_why = ANY (ARRAY['chosen'::text, 'cycles'::text, 'waived'::text, 'refunded'::text])))
  subscriptions_state_check CHECK ((state = ANY (ARRAY['pending'::text, 'trialing'::text, 'active'::text, 'past_due'::text, 'paused'::text, 'inactive'::text, 'ended'::text])))
  CREATE INDEX subscriptions_by_method ON public.subscriptions USING btree (portal_id, method_id) WHERE (method_id IS NOT NULL)
  CREATE INDEX subscriptions_by_state ON public.subscriptions USING btree (portal_id, state, id)
  CREATE INDEX subscriptions_due ON public.subscriptions USING btree (due_at, portal_id, id) WHERE (due_at IS NOT NULL)
  CREATE INDEX subscriptions_of_person ON public.subscriptions USING btree (portal_id, person_id, id)
  CREATE INDEX subscriptions_of_plan ON public.subscriptions USING btree (portal_id, plan_id, plan_number, id)
  gatehouse_app may delete, insert, select, update
  policy installation for select using app_installation() with check -
  policy portal for all using (portal_id = app_portal()) with check (portal_id = app_portal())
  row security enabled, forced

table test_clock
  only_one boolean not null default true
  offset_ms bigint not null default 0
  frozen_at timestamp with time zone
  test_clock_pkey PRIMARY KEY (only_one)
  test_clock_offset_ms_check CHECK ((offset_ms >= 0))
  test_clock_only_one_check CHECK (only_one)
  gatehouse_app may delete, insert, select, update

table thread_participants
  portal_id uuid not null
  thread_id uuid not null
  person_id uuid not null
  unread integer not null default 0
  read_at timestamp with time zone
  last_message_at timestamp with time zone not null
  thread_participants_pkey PRIMARY KEY (portal_id, thread_id, person_id)
  thread_participants_portal_id_fkey FOREIGN KEY (portal_id) REFERENCES portals(id)
  thread_participants_portal_id_person_id_fkey FOREIGN KEY (portal_id, person_id) REFERENCES persons(portal_id, id)
  thread_participants_portal_id_thread_id_fkey FOREIGN KEY (portal_id, thread_id) REFERENCES threads(portal_id, id) ON DELETE CASCADE
  CREATE INDEX thread_participants_inbox ON public.thread_participants USING btree (portal_id, person_id, last_message_at DESC, thread_id)
  CREATE INDEX thread_participants_unread ON public.thread_participants USING btree (portal_id, person_id) WHERE (unread > 0)
  gatehouse_app may delete, insert, select, update
  policy portal for all using (portal_id = app_portal()) with check (portal_id = app_portal())
  row security enabled, forced

table threads
  portal_id uuid not null
  id uuid not null
  sealed_subject bytea not null
  started_by uuid not null
  started_at timestamp with time zone not null
  last_message_at timestamp with time zone not null
  messages integer not null default 0
  threads_pkey PRIMARY KEY (portal_id, id)
  threads_portal_id_fkey FOREIGN KEY (portal_id) REFERENCES portals(id)
  threads_portal_id_started_by_fkey FOREIGN KEY (portal_id, started_by) REFERENCES persons(portal_id, id)
  gatehouse_app may delete, insert, select, update
  policy portal for all using (portal_id = app_portal()) with check (portal_id = app_portal())
  row security enabled, forced

table tokens
  portal_id uuid not null
  hash bytea not null
  purpose text not null
  person_id uuid not null
  issued_at timestamp with time zone not null
  expires_at timestamp with time zone not null
  used_at timestamp with time zone
  retired_at timestamp with time zone
  attempts integer not null default 0
  opened_at timestamp with time zone
  seed bytea
  mails integer not null default 1
  tokens_pkey PRIMARY KEY (portal_id, hash)
  tokens_portal_id_fkey FOREIGN KEY (portal_id) REFERENCES portals(id)
  tokens_portal_id_person_id_fkey FOREIGN KEY (portal_id, person_id) REFERENCES persons(portal_id, id) ON DELETE CASCADE
  tokens_purpose_check CHECK ((purpose = ANY (ARRAY['activation'::text, 'reset'::text, 'code'::text, 'email'::text])))
  CREATE INDEX tokens_by_person ON public.tokens USING btree (portal_id, person_id, issued_at DESC)
  CREATE UNIQUE INDEX tokens_live ON public.tokens USING btree (portal_id, person_id, purpose) WHERE ((used_at IS NULL) AND (retired_at IS NULL))
  gatehouse_app may delete, insert, select, update
  policy portal for all using (portal_id = app_portal()) with check (portal_id = app_portal())
  row security enabled, forced

table trial_requests
  portal_id uuid not null
  id uuid not null
  challenge bytea not null
  email_hash bytea not null
  sealed bytea
  partner_id uuid
  token_hash bytea not null
  asked_at timestamp with time zone not null
  expires_at timestamp with time zone not null
  retired_at timestamp with time zone
  begun_at timestamp with time zone
  built_portal uuid
  trial_requests_portal_id_challenge_key UNIQUE (portal_id, challenge)
  trial_requests_portal_id_token_hash_key UNIQUE (portal_id, token_hash)
  trial_requests_pkey PRIMARY KEY (portal_id, id)
  trial_requests_partner_id_fkey FOREIGN KEY (partner_id) REFERENCES partners(id)
  trial_requests_portal_id_fkey FOREIGN KEY (portal_id) REFERENCES portals(id)
  trial_requests_check CHECK (((begun_at IS NULL) = (built_portal IS NULL)))
  CREATE INDEX trial_requests_by_age ON public.trial_requests USING btree (portal_id, asked_at)
  CREATE INDEX trial_requests_waiting ON public.trial_requests USING btree (portal_id, email_hash) WHERE ((begun_at IS NULL) AND (retired_at IS NULL))
  gatehouse_app may delete, insert, select, update
  policy portal for all using (portal_id = app_portal()) with check (portal_id = app_portal())
  row security enabled, forced

table webhook_attempts
  portal_id uuid not null
  delivery_id uuid not null
  n integer not null
  at timestamp with time zone not null
  status integer
  ms integer not null
  error text
  answer text not null default ''::text
  webhook_attempts_pkey PRIMARY KEY (portal_id, delivery_id, n)
  webhook_attempts_portal_id_delivery_id_fkey FOREIGN KEY (portal_id, delivery_id) REFERENCES webhook_deliveries(portal_id, id) ON DELETE CASCADE
  webhook_attempts_portal_id_fkey FOREIGN KEY (portal_id) REFERENCES portals(id)
  gatehouse_app may delete, insert, select, update
  policy portal for all using (portal_id = app_portal()) with check (portal_id = app_portal())
  row security enabled, forced

table webhook_deliveries
  portal_id uuid not null
  id uuid not null
  endpoint_id uuid not null
  event_id uuid not null
  about_portal uuid
  event text not null
  payload text not null
  state text not null
  created_at timestamp with time zone not null
  since timestamp with time zone not null
  tries integer not null default 0
  due_at timestamp with time zone
  settled_at timestamp with time zone
  attempts integer not null default 0
  last_status integer
  last_error text
  webhook_deliveries_portal_id_endpoint_id_event_id_key UNIQUE (portal_id, endpoint_id, event_id)
  webhook_deliveries_pkey PRIMARY KEY (portal_id, id)
  webhook_deliveries_portal_id_endpoint_id_fkey FOREIGN KEY (portal_id, endpoint_id) REFERENCES webhook_endpoints(portal_id, id) ON DELETE CASCADE
  webhook_deliveries_portal_id_fkey FOREIGN KEY (portal_id) REFERENCES portals(id)
  webhook_deliveries_check CHECK (((state = 'queued'::text) = (due_at IS NOT NULL)))
  webhook_deliveries_check1 CHECK (((state = ANY (ARRAY['succeeded'::text, 'failed'::text])) = (settled_at IS NOT NULL)))
  webhook_deliveries_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'held'::text, 'succeeded'::text, 'failed'::text])))
  CREATE INDEX webhook_deliveries_about ON public.webhook_deliveries USING btree (portal_id, about_portal) WHERE (about_portal IS NOT NULL)
  CREATE INDEX webhook_deliveries_due ON public.webhook_deliveries USING btree (due_at, portal_id, endpoint_id) WHERE (state = 'queued'::text)
  CREATE INDEX webhook_deliveries_failed ON public.webhook_deliveries USING btree (portal_id, endpoint_id, id) WHERE (state = 'failed'::text)
  CREATE INDEX webhook_deliveries_held ON public.webhook_deliveries USING btree (portal_id, endpoint_id) WHERE (state = 'held'::text)
  CREATE INDEX webhook_deliveries_lane ON public.webhook_deliveries USING btree (portal_id, endpoint_id, due_at, id) WHERE (state = 'queued'::text)
  CREATE INDEX webhook_deliveries_log ON public.webhook_deliveries USING btree (portal_id, endpoint_id, id)
  CREATE INDEX webhook_deliveries_settled ON public.webhook_deliveries USING btree (settled_at) WHERE (settled_at IS NOT NULL)
  gatehouse_app may delete, insert, select, update
  policy installation for select using app_installation() with check -
  policy portal for all using (portal_id = app_portal()) with check (portal_id = app_portal())
  row security enabled, forced

table webhook_endpoints
  portal_id uuid not null
  id uuid not null
  partner_id uuid
  url text not null
  description text not null default ''::text
  events text[]
  state text not null default 'enabled'::text
  state_since timestamp with time zone not null
  disabled_why text
  made_by uuid
  created_at timestamp with time zone not null
  failing_since timestamp with time zone
  busy_until timestamp with time zone
  webhook_endpoints_pkey PRIMARY KEY (portal_id, id)
  webhook_endpoints_partner_id_fkey FOREIGN KEY (partner_id) REFERENCES partners(id)
  webhook_endpoints_portal_id_fkey FOREIGN KEY (portal_id) REFERENCES portals(id)
  webhook_endpoints_check CHECK (((partner_id IS NOT NULL) = (portal_id = '00000000-0000-0000-0000-000000000000'::uuid)))
  webhook_endpoints_check1 CHECK (((state = 'disabled'::text) = (disabled_why IS NOT NULL)))
  webhook_endpoints_description_check CHECK ((length(description) <= 200))
  webhook_endpoints_disabled_why_check CHECK ((disabled_why = ANY (ARRAY['by_hand'::text, 'failing'::text, 'gone'::text])))
  webhook_endpoints_state_check CHECK ((state = ANY (ARRAY['enabled'::text, 'disabled'::text])))
  webhook_endpoints_url_check CHECK (((length(url) >= 1) AND (length(url) <= 2000)))
  CREATE INDEX webhook_endpoints_by_partner ON public.webhook_endpoints USING btree (portal_id, partner_id, id)
  gatehouse_app may delete, insert, select, update
  policy installation for select using app_installation() with check -
  policy portal for all using (portal_id = app_portal()) with check (portal_id = app_portal())
  row security enabled, forced

table webhook_secrets
  portal_id uuid not null
  id uuid not null
  endpoint_id uuid not null
  sealed bytea not null
  created_at timestamp with time zone not null
  expires_at timestamp with time zone
  webhook_secrets_pkey PRIMARY KEY (portal_id, id)
  webhook_secrets_portal_id_endpoint_id_fkey FOREIGN KEY (portal_id, endpoint_id) REFERENCES webhook_endpoints(portal_id, id) ON DELETE CASCADE
  webhook_secrets_portal_id_fkey FOREIGN KEY (portal_id) REFERENCES portals(id)
  CREATE UNIQUE INDEX webhook_secrets_current ON public.webhook_secrets USING btree (portal_id, endpoint_id) WHERE (expires_at IS NULL)
  gatehouse_app may delete, insert, select, update
  policy portal for all using (portal_id = app_portal()) with check (portal_id = app_portal())
  row security enabled, forced

table work_rows
  portal_id uuid not null
  work_id uuid not null
  n integer not null
  person_id uuid
  sealed bytea
  outcome text
  detail jsonb
  work_rows_pkey PRIMARY KEY (portal_id, work_id, n)
  work_rows_portal_id_fkey FOREIGN KEY (portal_id) REFERENCES portals(id)
  work_rows_portal_id_work_id_fkey FOREIGN KEY (portal_id, work_id) REFERENCES works(portal_id, id) ON DELETE CASCADE
  gatehouse_app may delete, insert, select, update
  policy portal for all using (portal_id = app_portal()) with check (portal_id = app_portal())
  row security enabled, forced

table works
  portal_id uuid not null
  id uuid not null
  kind text not null
  state text not null
  input jsonb not null
  begun_by uuid not null
  begun_by_name text not null
  begun_at timestamp with time zone not null
  since timestamp with time zone not null
  done_before integer not null default 0
  changed_at timestamp with time zone not null
  total integer not null
  done integer not null default 0
  counts jsonb not null
  works_pkey PRIMARY KEY (portal_id, id)
  works_portal_id_begun_by_fkey FOREIGN KEY (portal_id, begun_by) REFERENCES persons(portal_id, id)
  works_portal_id_fkey FOREIGN KEY (portal_id) REFERENCES portals(id)
  works_check CHECK (((done >= 0) AND (done <= total)))
  works_check1 CHECK (((done < total) OR (state = 'finished'::text)))
  works_state_check CHECK ((state = ANY (ARRAY['running'::text, 'cancelled'::text, 'finished'::text])))
  CREATE INDEX works_running ON public.works USING btree (portal_id, id) WHERE (state = 'running'::text)
  gatehouse_app may delete, insert, select, update
  policy installation for select using app_installation() with check -
  policy portal for all using (portal_id = app_portal()) with check (portal_id = app_portal())
  row security enabled, forced
