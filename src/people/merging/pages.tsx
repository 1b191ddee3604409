import {
  languageName,
  Button,
  ButtonLink,
  DataTable,
  Empty,
  Form,
  Panel,
  TextField,
  type Column,
} from '../../ui/index.ts'
import { RegistrationBadge } from '../../identity/index.ts'
import { Room, type SignedInVisit } from '../../web/index.ts'
import { show } from '../../kit/ids.ts'
import { isLanguage, type Language } from '../../kit/texts.ts'
import { routes } from '../../routes.ts'
import { roleWords } from '../contacts/role-words.ts'
import type { Contact } from '../contacts/contact.ts'
import { words as contactWords } from '../contacts/texts.ts'
import type { Field } from '../fields/field.ts'
import { ContactsRoom } from '../room.tsx'
import type { Card, Suggestion } from './suggestions.ts'
import { words } from './texts.ts'

const confirmation = (kept: string, other: string) =>
  routes.contactMerge({ person: show('person', kept) }, { with: show('person', other) })

/** Cards that may be one person's. */
export function DuplicatesPage({
  visit,
  found,
}: {
  visit: SignedInVisit
  found: readonly Suggestion[]
}) {
  const { language } = visit
  const t = words(language)
  return (
    <ContactsRoom visit={visit} tab="duplicates">
      {found.length === 0 ? (
        <Empty icon="people" title={t('empty')} text={t('empty.text')} />
      ) : (
        <>
          <p class="muted">{t('lead')}</p>
          <DataTable
            language={language}
            caption={t('caption')}
            columns={[
              {
                key: 'one',
                header: t('one'),
                cell: ({ one }) => <Named card={one} language={language} />,
              },
              {
                key: 'other',
                header: t('other'),
                cell: ({ other }) => <Named card={other} language={language} />,
              },
              { key: 'why', header: t('why'), cell: ({ reason }) => t(`why.${reason}`) },
            ]}
            rows={[...found]}
            rowHref={({ one, other }) => confirmation(one.id, other.id)}
          />
        </>
      )}
    </ContactsRoom>
  )
}

const Named = ({ card, language }: { card: Card; language: Language }) => (
  <span>
    {card.name}
    {card.registered ? (
      <>
        {' '}
        <RegistrationBadge state="registered" language={language} />
      </>
    ) : null}
    {card.email ? <span class="muted step-note">{card.email}</span> : null}
  </span>
)

interface ChoosingProps {
  visit: SignedInVisit
  contact: Contact
  alike: readonly Suggestion[]
  search: string | undefined
  found: readonly Contact[]
}

/** Which card is to be merged with this one. */
export function ChoosingPage({ visit, contact, alike, search, found }: ChoosingProps) {
  const { language } = visit
  const t = words(language)
  const c = contactWords(language)
  const shown = { person: show('person', contact.id) }
  /** Whoever has registered stays. */
  const towards = (other: { id: string }, registered: boolean) =>
    registered ? confirmation(other.id, contact.id) : confirmation(contact.id, other.id)
  const name: Column<Suggestion> = {
    key: 'name',
    header: c('name'),
    cell: ({ other }) => <Named card={other} language={language} />,
  }
  return (
    <Room
      visit={visit}
      title={t('choose.title', { name: contact.name })}
      crumbs={[
        { label: c('title'), href: routes.contacts() },
        { label: contact.name, href: routes.contact(shown) },
      ]}
      width="form"
    >
      <Panel title={t('choose.like')}>
        {alike.length === 0 ? (
          <p class="muted">{t('choose.like.none')}</p>
        ) : (
          <DataTable
            language={language}
            caption={t('choose.like')}
            columns={[
              name,
              { key: 'why', header: t('why'), cell: ({ reason }) => t(`why.${reason}`) },
            ]}
            rows={[...alike]}
            rowHref={({ other }) => towards(other, other.registered)}
          />
        )}
      </Panel>
      <Panel title={t('choose.find')}>
        <Form language={language} method="get" layout="line" action={routes.contactMerge(shown)}>
          <TextField
            language={language}
            name="search"
            type="search"
            label={c('search')}
            value={search}
          />
          <Button look="plain">{t('choose.find.do')}</Button>
        </Form>
        {search === undefined ? null : found.length === 0 ? (
          <p class="muted">{t('choose.find.none', { search })}</p>
        ) : (
          <DataTable
            language={language}
            caption={t('choose.find')}
            columns={[
              { key: 'name', header: c('name'), cell: (one) => one.name },
              { key: 'email', header: c('email'), cell: ({ email }) => email },
            ]}
            rows={[...found]}
            rowHref={(one) => towards(one, one.activated_at !== null)}
          />
        )}
      </Panel>
    </Room>
  )
}

interface ValueRow {
  what: string
  kept: string | null
  other: string | null
}

/** What stands on two cards, line by line; what neither has is left out. */
export function Values({
  visit: { language },
  kept,
  other,
  fields,
}: {
  visit: SignedInVisit
  kept: Contact
  other: Contact
  fields: readonly Field[]
}) {
  const t = words(language)
  const c = contactWords(language)
  const row = (what: string, value: (card: Contact) => string | null): ValueRow => ({
    what,
    kept: value(kept),
    other: value(other),
  })
  const rows = [
    row(c('name'), ({ name }) => name),
    row(c('role'), ({ role }) => roleWords(role, language)),
    row(c('email'), ({ email }) => email),
    row(c('user_name'), ({ user_name }) => user_name),
    row(c('phone'), ({ phone }) => phone),
    row(c('company'), ({ company }) => company),
    row(c('birth_date'), ({ birth_date }) => birth_date),
    row(c('digits'), ({ digits_known }) => t(digits_known ? 'known' : 'unknown')),
    row(c('language'), (card) => (isLanguage(card.language) ? languageName(card.language) : null)),
    ...fields.map(({ id, label }) => row(label, (card) => card.fields[id]?.toString() ?? null)),
  ].filter((one) => one.kept !== null || one.other !== null)
  const value = (text: string | null) => text ?? <span class="muted">{t('none')}</span>
  return (
    <DataTable
      language={language}
      caption={t('merge.values')}
      columns={[
        { key: 'what', header: t('what'), cell: ({ what }) => what },
        { key: 'kept', header: t('stays'), cell: ({ kept }) => value(kept) },
        { key: 'other', header: t('goes'), cell: ({ other }) => value(other) },
      ]}
      rows={rows}
    />
  )
}

export const SwapLink = ({
  visit,
  kept,
  other,
}: {
  visit: SignedInVisit
  kept: Contact
  other: Contact
}) =>
  // Somebody who has registered cannot go.
  kept.activated_at ? null : (
    <ButtonLink look="plain" href={confirmation(other.id, kept.id)}>
      {words(visit.language)('merge.swap')}
    </ButtonLink>
  )
