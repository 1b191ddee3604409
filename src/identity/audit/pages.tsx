import type { Child } from 'hono/jsx'
import type { Language } from '../../kit/texts.ts'
import {
  DataTable,
  Empty,
  ListPage,
  Time,
  withQuery,
  type Column,
  type Crumb,
  type Filter,
} from '../../ui/index.ts'
import { Layout, useSignedInContext, type Page, type SignedInContext } from '../../web/index.ts'
import { changesIn, isChange, nameOf, valueIn } from './changes.ts'
import { actorWords, operationWords, throughWords } from './operation-words.ts'
import { Outcome } from './outcome.tsx'
import type { AuditFilter } from './queries.ts'
import { t } from './texts.ts'
import type { AuditEntry } from './trail.ts'

interface AuditPageProps {
  /** The page's own address, without its query. */
  action: string
  crumbs?: Crumb[]
  filter: AuditFilter
  /** What the filters offer. */
  choices: { operations: string[]; actors: { actor: string; actor_name: string }[] }
  page: Page<AuditEntry>
  /** Lines in the whole chain. */
  lines: number
}

/** What happened in one portal or on the console, to look through. */
export function AuditPage({ action, crumbs, filter, choices, page, lines }: AuditPageProps) {
  const ctx = useSignedInContext()
  const { language } = ctx
  const at = (query: Record<string, string | undefined>) =>
    withQuery(action, { ...filter, ...query })
  const place = (name: string, entry: AuditEntry | undefined) =>
    entry && at({ [name]: String(entry.number) })
  return (
    <Layout title={t('title')} subtitle={t('about')} crumbs={crumbs}>
      <ListPage
        action={action}
        filters={filters(language, filter, choices, page.rows)}
        count={t('count', { lines })}
        csv={at({ format: 'csv' })}
        pager={{ previous: place('before', page.previous), next: place('after', page.next) }}
        hasRows={page.rows.length > 0}
        empty={<Empty icon="list" title={t('empty')} text={t('empty.text')} />}
      >
        <DataTable caption={t('caption')} columns={columns(ctx, at)} rows={page.rows} />
      </ListPage>
    </Layout>
  )
}

function filters(
  language: Language,
  filter: AuditFilter,
  { operations, actors }: AuditPageProps['choices'],
  rows: AuditEntry[],
): Filter[] {
  const operation = { name: 'operation', label: t('what'), value: filter.operation }
  const actor = { name: 'actor', label: t('who'), value: filter.actor }
  const offered = new Map(
    actors.map((one) => [one.actor, actorWords({ id: one.actor, name: one.actor_name }, language)]),
  )
  if (filter.actor && !offered.has(filter.actor))
    offered.set(filter.actor, rows[0]?.actor.name ?? filter.actor)
  const about = rows[0]?.subject
  return [
    {
      ...operation,
      options: [...new Set([...operations, ...(filter.operation ? [filter.operation] : [])])]
        .map((value) => ({ value, label: operationWords(value, language) }))
        .toSorted(byLabel(language)),
    },
    {
      ...actor,
      options: [...offered].map(([value, label]) => ({ value, label })).toSorted(byLabel(language)),
    },
    ...(filter.subject
      ? [
          {
            name: 'subject',
            label: t('only_whom'),
            value: filter.subject,
            options: [{ value: filter.subject, label: about?.name ?? filter.subject }],
          },
        ]
      : []),
  ]
}

const byLabel =
  (language: Language) =>
  (a: { label: string }, b: { label: string }): number =>
    a.label.localeCompare(b.label, language)

function columns(
  ctx: SignedInContext,
  at: (query: Record<string, string>) => string,
): Column<AuditEntry>[] {
  const { language } = ctx
  return [
    {
      key: 'what',
      header: t('what'),
      cell: (entry) => (
        <>
          {operationWords(entry.operation, language)} <Outcome of={entry} />
          {entry.reason ? <p class="muted">“{entry.reason}”</p> : null}
          <Details details={entry.details} />
        </>
      ),
    },
    {
      key: 'who',
      header: t('who'),
      cell: ({ actor, onBehalfOf }) => (
        <>
          <a href={at({ actor: actor.id })}>{actorWords(actor, language)}</a>
          {onBehalfOf ? (
            <p class="muted">{t('behalf', { name: onBehalfOf.name ?? onBehalfOf.id })}</p>
          ) : null}
        </>
      ),
    },
    {
      key: 'whom',
      header: t('whom'),
      cell: ({ subject, actor }) =>
        subject === null || subject.id === actor.id ? null : (
          <a href={at({ subject: subject.id })}>
            {subject.name ?? <code>{shortened(subject.id)}</code>}
          </a>
        ),
    },
    {
      key: 'when',
      header: t('when'),
      nowrap: true,
      cell: (entry) => <Time at={entry.at} show="exact" />,
    },
    {
      key: 'from',
      header: t('from'),
      minor: true,
      cell: ({ through, ip }) => (
        <>
          {throughWords(through, language)}
          {ip ? <p class="muted numeric">{ip}</p> : null}
        </>
      ),
    },
  ]
}

/** An id is read by its beginning and end. */
const shortened = (id: string) => (id.length > 16 ? `${id.slice(0, 8)}…${id.slice(-4)}` : id)

/** The particulars that say something to a person; ids are left to the CSV file. */
function Details({ details }: { details: AuditEntry['details'] }) {
  const { language } = useSignedInContext()
  const beside = Object.entries(details).flatMap(([name, value]): Child[] => {
    const text = isChange(name, value) ? null : valueIn(value, language)
    if (text === null || value === null) return []
    const at = INSTANT.test(text) ? Temporal.Instant.from(text) : null
    return [
      <>
        {nameOf(name, language)}: {at ? <Time at={at} show="exact" /> : text}
      </>,
    ]
  })
  const told = [...changesIn(details, language), ...beside]
  if (told.length === 0) return null
  return (
    <p class="muted">
      {told.map((one, index) => (
        <>
          {index === 0 ? null : ' · '}
          {one}
        </>
      ))}
    </p>
  )
}

const INSTANT = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/
