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
import { Layout } from '../../web/index.ts'
import { show } from '../../kit/ids.ts'
import { isLanguage } from '../../kit/texts.ts'
import { routes } from '../../routes.ts'
import { roleWords } from '../contacts/role-words.ts'
import type { Contact } from '../contacts/contact.ts'
import { words as contactWords } from '../contacts/texts.ts'
import type { Field } from '../fields/field.ts'
import { ContactsLayout } from '../layout.tsx'
import type { Card, Suggestion } from './suggestion.ts'
import { t } from './texts.ts'

const confirmation = (kept: string, other: string) =>
  routes.contacts.one.merge({ person: show('person', kept) }, { with: show('person', other) })

/** Cards that may be one person's. */
export function DuplicatesPage({ matches }: { matches: readonly Suggestion[] }) {
  return (
    <ContactsLayout tab="duplicates">
      {matches.length === 0 ? (
        <Empty icon="people" title={t('empty')} text={t('empty.text')} />
      ) : (
        <>
          <p class="muted">{t('lead')}</p>
          <DataTable
            caption={t('caption')}
            columns={[
              {
                key: 'one',
                header: t('one'),
                cell: ({ one }) => <Named card={one} />,
              },
              {
                key: 'other',
                header: t('other'),
                cell: ({ other }) => <Named card={other} />,
              },
              { key: 'why', header: t('why'), cell: ({ reason }) => t(`why.${reason}`) },
            ]}
            rows={[...matches]}
            rowHref={({ one, other }) => confirmation(one.id, other.id)}
          />
        </>
      )}
    </ContactsLayout>
  )
}

const Named = ({ card }: { card: Card }) => (
  <span>
    {card.name}
    {card.registered ? (
      <>
        {' '}
        <RegistrationBadge state="registered" />
      </>
    ) : null}
    {card.email ? <span class="muted step-note">{card.email}</span> : null}
  </span>
)

interface ChoosingProps {
  contact: Contact
  alike: readonly Suggestion[]
  search: string | undefined
  matches: readonly Contact[]
}

/** Which card is to be merged with this one. */
export function ChoosingPage({ contact, alike, search, matches }: ChoosingProps) {
  const shown = { person: show('person', contact.id) }
  /** Whoever has registered stays. */
  const towards = (other: { id: string }, registered: boolean) =>
    registered ? confirmation(other.id, contact.id) : confirmation(contact.id, other.id)
  const name: Column<Suggestion> = {
    key: 'name',
    header: contactWords.t('name'),
    cell: ({ other }) => <Named card={other} />,
  }
  return (
    <Layout
      title={t('choose.title', { name: contact.name })}
      crumbs={[
        { label: contactWords.t('title'), href: routes.contacts() },
        { label: contact.name, href: routes.contacts.one(shown) },
      ]}
      width="form"
    >
      <Panel title={t('choose.like')}>
        {alike.length === 0 ? (
          <p class="muted">{t('choose.like.none')}</p>
        ) : (
          <DataTable
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
        <Form method="get" layout="line" action={routes.contacts.one.merge(shown)}>
          <TextField name="search" type="search" label={contactWords.t('search')} value={search} />
          <Button look="plain">{t('choose.find.do')}</Button>
        </Form>
        {search === undefined ? null : matches.length === 0 ? (
          <p class="muted">{t('choose.find.none', { search })}</p>
        ) : (
          <DataTable
            caption={t('choose.find')}
            columns={[
              { key: 'name', header: contactWords.t('name'), cell: (one) => one.name },
              { key: 'email', header: contactWords.t('email'), cell: ({ email }) => email },
            ]}
            rows={[...matches]}
            rowHref={(one) => towards(one, one.activated_at !== null)}
          />
        )}
      </Panel>
    </Layout>
  )
}

interface ValueRow {
  what: string
  kept: string | null
  other: string | null
}

/** What stands on two cards, line by line; what neither has is left out. */
export function Values({
  kept,
  other,
  fields,
}: {
  kept: Contact
  other: Contact
  fields: readonly Field[]
}) {
  const row = (what: string, value: (card: Contact) => string | null): ValueRow => ({
    what,
    kept: value(kept),
    other: value(other),
  })
  const rows = [
    row(contactWords.t('name'), ({ name }) => name),
    row(contactWords.t('role'), ({ role }) => roleWords(role)),
    row(contactWords.t('email'), ({ email }) => email),
    row(contactWords.t('user_name'), ({ user_name }) => user_name),
    row(contactWords.t('phone'), ({ phone }) => phone),
    row(contactWords.t('company'), ({ company }) => company),
    row(contactWords.t('birth_date'), ({ birth_date }) => birth_date),
    row(contactWords.t('digits'), ({ digits_known }) => t(digits_known ? 'known' : 'unknown')),
    row(contactWords.t('language'), (card) =>
      isLanguage(card.language) ? languageName(card.language) : null,
    ),
    ...fields.map(({ id, label }) => row(label, (card) => card.fields[id]?.toString() ?? null)),
  ].filter((one) => one.kept !== null || one.other !== null)
  const value = (text: string | null) => text ?? <span class="muted">{t('none')}</span>
  return (
    <DataTable
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

export const SwapLink = ({ kept, other }: { kept: Contact; other: Contact }) =>
  // Somebody who has registered cannot go.
  kept.activated_at ? null : (
    <ButtonLink look="plain" href={confirmation(other.id, kept.id)}>
      {t('merge.swap')}
    </ButtonLink>
  )
