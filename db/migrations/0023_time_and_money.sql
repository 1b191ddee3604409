-- What is owed and what falls due: the instants at which a partner's months begin and end, what was billed by
-- the names of that day, time zones by their names of today, and a deletion that waits for its warning.

-- ── Reports ────────────────────────────────────────────────────────────────────────────────────

-- From when until before when a report bills. A partner that moves to another zone has its next month begin
-- where the last one ended. Null of reports that the version before issued: from month's turn to month's turn
-- in their own zone.
alter table billing_reports add column begins_at timestamptz, add column ends_at timestamptz;
alter table billing_reports add constraint billing_reports_span
  check (ends_at > begins_at and (begins_at is null) = (ends_at is null));

-- When a partner's first month began; later ones begin where the report before ended.
alter table partner_billing add column begins_at timestamptz;
-- Those who were never billed are looked at, so that it is written down before they move.
update partner_billing b set due_at = p.created_at from partners p
where p.id = b.partner_id and not exists (select from billing_reports r where r.partner_id = p.id);

-- What a line's portal was called when the report was issued. Apart from the line, since it is deleted with
-- the portal, and the line is not.
create table billing_report_names (
  portal_id uuid not null references portals (id),
  report_id uuid not null,
  name text not null,
  slug text not null,
  -- The partner's own for the portal.
  reference text,
  primary key (portal_id, report_id),
  foreign key (portal_id, report_id) references billing_report_lines (portal_id, report_id)
);
alter table billing_report_names enable row level security;
alter table billing_report_names force row level security;
create policy portal on billing_report_names using (portal_id = app_portal()) with check (portal_id = app_portal());
create policy installation on billing_report_names for select using (app_installation());
grant select, insert, delete on billing_report_names to gatehouse_app;

-- ── Deletion ───────────────────────────────────────────────────────────────────────────────────

-- When a suspended portal is deleted, where that waits for a warning that came late; null where it is the
-- ninety days.
alter table portals add column deletion_postponed_to timestamptz;

-- ── Time zones ─────────────────────────────────────────────────────────────────────────────────

create temporary table renamed_zones (was text primary key, name text not null) on commit drop;
insert into renamed_zones values
  ('Africa/Asmera', 'Africa/Asmara'), ('Africa/Timbuktu', 'Africa/Bamako'),
  ('America/Argentina/ComodRivadavia', 'America/Argentina/Catamarca'), ('America/Atka', 'America/Adak'),
  ('America/Buenos_Aires', 'America/Argentina/Buenos_Aires'),
  ('America/Catamarca', 'America/Argentina/Catamarca'), ('America/Coral_Harbour', 'America/Atikokan'),
  ('America/Cordoba', 'America/Argentina/Cordoba'), ('America/Ensenada', 'America/Tijuana'),
  ('America/Fort_Wayne', 'America/Indiana/Indianapolis'), ('America/Godthab', 'America/Nuuk'),
  ('America/Indianapolis', 'America/Indiana/Indianapolis'), ('America/Jujuy', 'America/Argentina/Jujuy'),
  ('America/Knox_IN', 'America/Indiana/Knox'), ('America/Louisville', 'America/Kentucky/Louisville'),
  ('America/Mendoza', 'America/Argentina/Mendoza'), ('America/Montreal', 'America/Toronto'),
  ('America/Nipigon', 'America/Toronto'), ('America/Pangnirtung', 'America/Iqaluit'),
  ('America/Porto_Acre', 'America/Rio_Branco'), ('America/Rainy_River', 'America/Winnipeg'),
  ('America/Rosario', 'America/Argentina/Cordoba'), ('America/Santa_Isabel', 'America/Tijuana'),
  ('America/Shiprock', 'America/Denver'), ('America/Thunder_Bay', 'America/Toronto'),
  ('America/Virgin', 'America/St_Thomas'), ('America/Yellowknife', 'America/Edmonton'),
  ('Antarctica/South_Pole', 'Antarctica/McMurdo'), ('Asia/Ashkhabad', 'Asia/Ashgabat'),
  ('Asia/Calcutta', 'Asia/Kolkata'), ('Asia/Choibalsan', 'Asia/Ulaanbaatar'),
  ('Asia/Chongqing', 'Asia/Shanghai'), ('Asia/Chungking', 'Asia/Shanghai'), ('Asia/Dacca', 'Asia/Dhaka'),
  ('Asia/Harbin', 'Asia/Shanghai'), ('Asia/Istanbul', 'Europe/Istanbul'), ('Asia/Kashgar', 'Asia/Urumqi'),
  ('Asia/Katmandu', 'Asia/Kathmandu'), ('Asia/Macao', 'Asia/Macau'), ('Asia/Rangoon', 'Asia/Yangon'),
  ('Asia/Saigon', 'Asia/Ho_Chi_Minh'), ('Asia/Tel_Aviv', 'Asia/Jerusalem'), ('Asia/Thimbu', 'Asia/Thimphu'),
  ('Asia/Ujung_Pandang', 'Asia/Makassar'), ('Asia/Ulan_Bator', 'Asia/Ulaanbaatar'),
  ('Atlantic/Faeroe', 'Atlantic/Faroe'), ('Atlantic/Jan_Mayen', 'Arctic/Longyearbyen'),
  ('Australia/ACT', 'Australia/Sydney'), ('Australia/Canberra', 'Australia/Sydney'),
  ('Australia/Currie', 'Australia/Hobart'), ('Australia/LHI', 'Australia/Lord_Howe'),
  ('Australia/NSW', 'Australia/Sydney'), ('Australia/North', 'Australia/Darwin'),
  ('Australia/Queensland', 'Australia/Brisbane'), ('Australia/South', 'Australia/Adelaide'),
  ('Australia/Tasmania', 'Australia/Hobart'), ('Australia/Victoria', 'Australia/Melbourne'),
  ('Australia/West', 'Australia/Perth'), ('Australia/Yancowinna', 'Australia/Broken_Hill'),
  ('Brazil/Acre', 'America/Rio_Branco'), ('Brazil/DeNoronha', 'America/Noronha'),
  ('Brazil/East', 'America/Sao_Paulo'), ('Brazil/West', 'America/Manaus'), ('CET', 'Europe/Brussels'),
  ('CST6CDT', 'America/Chicago'), ('Canada/Atlantic', 'America/Halifax'),
  ('Canada/Central', 'America/Winnipeg'), ('Canada/Eastern', 'America/Toronto'),
  ('Canada/Mountain', 'America/Edmonton'), ('Canada/Newfoundland', 'America/St_Johns'),
  ('Canada/Pacific', 'America/Vancouver'), ('Canada/Saskatchewan', 'America/Regina'),
  ('Canada/Yukon', 'America/Whitehorse'), ('Chile/Continental', 'America/Santiago'),
  ('Chile/EasterIsland', 'Pacific/Easter'), ('Cuba', 'America/Havana'), ('EET', 'Europe/Athens'),
  ('EST', 'America/Panama'), ('EST5EDT', 'America/New_York'), ('Egypt', 'Africa/Cairo'),
  ('Eire', 'Europe/Dublin'), ('Etc/GMT', 'UTC'), ('Etc/GMT+0', 'UTC'), ('Etc/GMT-0', 'UTC'),
  ('Etc/GMT0', 'UTC'), ('Etc/Greenwich', 'UTC'), ('Etc/UCT', 'UTC'), ('Etc/UTC', 'UTC'),
  ('Etc/Universal', 'UTC'), ('Etc/Zulu', 'UTC'), ('Europe/Belfast', 'Europe/London'),
  ('Europe/Kiev', 'Europe/Kyiv'), ('Europe/Nicosia', 'Asia/Nicosia'), ('Europe/Tiraspol', 'Europe/Chisinau'),
  ('Europe/Uzhgorod', 'Europe/Kyiv'), ('Europe/Zaporozhye', 'Europe/Kyiv'), ('GB', 'Europe/London'),
  ('GB-Eire', 'Europe/London'), ('GMT', 'UTC'), ('GMT+0', 'UTC'), ('GMT-0', 'UTC'), ('GMT0', 'UTC'),
  ('Greenwich', 'UTC'), ('HST', 'Pacific/Honolulu'), ('Hongkong', 'Asia/Hong_Kong'),
  ('Iceland', 'Atlantic/Reykjavik'), ('Iran', 'Asia/Tehran'), ('Israel', 'Asia/Jerusalem'),
  ('Jamaica', 'America/Jamaica'), ('Japan', 'Asia/Tokyo'), ('Kwajalein', 'Pacific/Kwajalein'),
  ('Libya', 'Africa/Tripoli'), ('MET', 'Europe/Brussels'), ('MST', 'America/Phoenix'),
  ('MST7MDT', 'America/Denver'), ('Mexico/BajaNorte', 'America/Tijuana'),
  ('Mexico/BajaSur', 'America/Mazatlan'), ('Mexico/General', 'America/Mexico_City'),
  ('NZ', 'Pacific/Auckland'), ('NZ-CHAT', 'Pacific/Chatham'), ('Navajo', 'America/Denver'),
  ('PRC', 'Asia/Shanghai'), ('PST8PDT', 'America/Los_Angeles'), ('Pacific/Enderbury', 'Pacific/Kanton'),
  ('Pacific/Johnston', 'Pacific/Honolulu'), ('Pacific/Ponape', 'Pacific/Pohnpei'),
  ('Pacific/Samoa', 'Pacific/Pago_Pago'), ('Pacific/Truk', 'Pacific/Chuuk'),
  ('Pacific/Yap', 'Pacific/Chuuk'), ('Poland', 'Europe/Warsaw'), ('Portugal', 'Europe/Lisbon'),
  ('ROC', 'Asia/Taipei'), ('ROK', 'Asia/Seoul'), ('Singapore', 'Asia/Singapore'),
  ('Turkey', 'Europe/Istanbul'), ('UCT', 'UTC'), ('US/Alaska', 'America/Anchorage'),
  ('US/Aleutian', 'America/Adak'), ('US/Arizona', 'America/Phoenix'), ('US/Central', 'America/Chicago'),
  ('US/East-Indiana', 'America/Indiana/Indianapolis'), ('US/Eastern', 'America/New_York'),
  ('US/Hawaii', 'Pacific/Honolulu'), ('US/Indiana-Starke', 'America/Indiana/Knox'),
  ('US/Michigan', 'America/Detroit'), ('US/Mountain', 'America/Denver'),
  ('US/Pacific', 'America/Los_Angeles'), ('US/Samoa', 'Pacific/Pago_Pago'), ('Universal', 'UTC'),
  ('W-SU', 'Europe/Moscow'), ('WET', 'Europe/Lisbon'), ('Zulu', 'UTC');

update partners set time_zone = z.name from renamed_zones z where time_zone = z.was;

do $$
declare
  portal uuid;
  lives boolean;
begin
  perform set_config('app.scope', 'installation', true);
  for portal, lives in select id, status <> 'cancelled' from portals loop
    perform set_config('app.portal_id', portal::text, true);
    update portals set time_zone = z.name from renamed_zones z where id = portal and time_zone = z.was;
    update persons set time_zone = z.name from renamed_zones z where portal_id = portal and time_zone = z.was;
    -- Of what is issued already, the names of today: those of its day are not known.
    if lives then
      insert into billing_report_names (portal_id, report_id, name, slug, reference)
      select l.portal_id, l.report_id, p.name, p.slug, p.partner_reference
      from billing_report_lines l join portals p on p.id = l.portal_id
      where l.portal_id = portal;
    end if;
  end loop;
  perform set_config('app.portal_id', '', true);
  perform set_config('app.scope', '', true);
end $$;
