import { routes } from '../../routes.ts'
import type { Crumb } from '../../ui/index.ts'
import { csv, page, type SignedInContext, type RouteHandler } from '../../web/index.ts'
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
  ctx: SignedInContext,
  action: string,
  crumbs?: Crumb[],
): Promise<Response> {
  const filter = {
    operation: ctx.query('operation'),
    actor: ctx.query('actor'),
    subject: ctx.query('subject'),
  }
  const after = place(ctx.query('after'))
  const before = after === undefined ? place(ctx.query('before')) : undefined
  const query = { ...filter, after, before }
  if (ctx.query('format') === 'csv') {
    const { rows } = await ctx.read((tx) => auditPage(tx, { ...query, limit: A_FILE }))
    return csv('audit', sheet(ctx, rows))
  }
  const [rows, choices, lines] = await ctx.read((tx) =>
    Promise.all([auditPage(tx, { ...query, limit: A_PAGE }), auditChoices(tx), chainLength(tx)]),
  )
  return ctx.page(
    <AuditPage
      action={action}
      crumbs={crumbs}
      filter={filter}
      choices={choices}
      page={rows}
      lines={lines}
    />,
  )
}

function sheet({ language }: SignedInContext, entries: AuditEntry[]) {
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

export const auditController: readonly RouteHandler[] = [
  page(routes.consoleAudit, 'GET', 'home', (ctx) => showTrail(ctx, routes.consoleAudit()), {
    right: 'installation:operate',
  }),
  page(
    routes.portalAudit,
    'GET',
    'audit',
    (ctx) =>
      showTrail(ctx, routes.portalAudit(), [
        { label: words(ctx.language)('settings'), href: routes.settings() },
      ]),
    { right: 'portal:configure' },
  ),
]
