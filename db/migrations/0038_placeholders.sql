-- One way of writing placeholders, `{{person.name}}`, for everything that people write. Texts of mails are rewritten from
-- the earlier `{name}`; they may have grown to two and a half times their length.
alter table mail_texts drop constraint mail_texts_subject_check, drop constraint mail_texts_body_check;
alter table mail_texts
  add constraint mail_texts_subject_check check (length(subject) between 1 and 500),
  add constraint mail_texts_body_check check (length(body) between 1 and 12500);
update mail_texts set
  subject = regexp_replace(regexp_replace(regexp_replace(regexp_replace(subject,
    '\{+\s*(\w+)\s*\}+', '{{\1}}', 'g'),
    '\{\{name\}\}', '{{person.name}}', 'g'),
    '\{\{portal\}\}', '{{portal.name}}', 'g'),
    '\{\{person\}\}', '{{not_reached}}', 'g'),
  body = regexp_replace(regexp_replace(regexp_replace(regexp_replace(body,
    '\{+\s*(\w+)\s*\}+', '{{\1}}', 'g'),
    '\{\{name\}\}', '{{person.name}}', 'g'),
    '\{\{portal\}\}', '{{portal.name}}', 'g'),
    '\{\{person\}\}', '{{not_reached}}', 'g');

-- A portal's own fields by a name that stays when their label changes: `{{contact.field_policy_number}}`.
alter table custom_fields add column name text;
update custom_fields f set name = case when n.nth = 1 then n.name
  -- A number could be another field's name.
  else left(n.name, 31) || '_' || left(md5(n.id::text), 8) end
from (
  select portal_id, id, name, row_number() over (partition by portal_id, name order by position, id) as nth
  from (
    select portal_id, id, position, coalesce(nullif(trim('_' from left(regexp_replace(lower(
      regexp_replace(normalize(label, NFKD), '[\u0300-\u036f]', '', 'g')), '[^a-z0-9]+', '_', 'g'), 36)), ''), 'field') as name
    from custom_fields
  ) named
) n
where n.portal_id = f.portal_id and n.id = f.id;
alter table custom_fields
  alter column name set not null,
  add constraint custom_fields_name_check check (name ~ '^[a-z0-9_]{1,40}$'),
  add constraint custom_fields_name_key unique (portal_id, name);
