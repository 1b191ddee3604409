import { routes } from '../../routes.ts'
import type { Crumb } from '../../ui/index.ts'
import { csv, page, type SignedInVisit, type Served } from '../../web/index.ts'
import { operationWords } from './operation-words.ts'
import { AuditPage } from './pages.tsx'
import { auditChoices, chainLength } from './queries.ts'
import { words } from './texts.ts'
import { auditPage, type AuditEntry } from './trail.ts'

const A_PAGE = 50
/** Lines in one CSV file; `after` goes on from the last. */
const A_FILE = 10_000

/** A line's number in the address; anything else is the list's beginning. */
const place = (text: string | undefined) =>
  /^\d{1,15}$/.test(text ?? '') ? Number(text) : undefined

async function showTrail(
  visit: SignedInVisit,
  action: string,
  crumbs?: Crumb[],
): Promise<Response> {
  const { portal } = visit
  const filter = {
    operation: visit.query('operation'),
    actor: visit.query('actor'),
    subject: visit.query('subject'),
  }
  const after = place(visit.query('after'))
  const before = after === undefined ? place(visit.query('before')) : undefined
  const asked = { ...filter, after, before }
  if (visit.query('format') === 'csv') {
    const { rows } = await visit.read((tx) => auditPage(tx, portal.id, { ...asked, limit: A_FILE }))
    return csv('audit', sheet(visit, rows))
  }
  const [found, choices, lines] = await visit.read((tx) =>
    Promise.all([
      auditPage(tx, portal.id, { ...asked, limit: A_PAGE }),
      auditChoices(tx, portal.id),
      chainLength(tx, portal.id),
    ]),
  )
  return visit.page(
    <AuditPage
      action={action}
      crumbs={crumbs}
      filter={filter}
      choices={choices}
      page={found}
      lines={lines}
    />,
  )
}

function sheet({ language }: SignedInVisit, entries: AuditEntry[]) {
  const t = words(language)
  const head = [
    t('number'),
    t('time'),
    t('what'),
    t('outcome'),
    t('who'),
    t('actor'),
    t('on_behalf_of'),
    t('through'),
    t('whom'),
    t('reason'),
    t('details'),
    t('address'),
    t('request'),
  ]
  const rows = entries.map((entry) => [
    entry.number,
    entry.at,
    operationWords(entry.operation, language),
    entry.outcome,
    entry.actor.name,
    entry.actor.id,
    entry.onBehalfOf && (entry.onBehalfOf.name ?? entry.onBehalfOf.id),
    entry.through,
    entry.subject?.id,
    entry.reason,
    JSON.stringify(entry.details),
    entry.ip,
    entry.request,
  ])
  return [head, ...rows]
}

export const auditController: readonly Served[] = [
  page(routes.consoleAudit, 'GET', 'home', (visit) => showTrail(visit, routes.consoleAudit()), {
    right: 'installation:operate',
  }),
  page(
    routes.portalAudit,
    'GET',
    'audit',
    (visit) =>
      showTrail(visit, routes.portalAudit(), [
        { label: words(visit.language)('settings'), href: routes.settings() },
      ]),
    { right: 'portal:configure' },
  ),
]
