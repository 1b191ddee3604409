import { z } from 'zod'
import type { Tx } from '../../kit/db/database.ts'
import { CONSOLE, id } from '../../kit/ids.ts'
import { routes } from '../../routes.ts'
import type { Crumb } from '../../ui/index.ts'
import { csv, resource, type SignedInContext } from '../../web/index.ts'
import { line } from '../persons/person.ts'
import { operationWords } from './operation-words.ts'
import { AuditPage } from './pages.tsx'
import { auditChoices, chainLength, portalExists, type AuditQuery } from './queries.ts'
import { words } from './texts.ts'
import { auditEntry, auditPage, showEntry, type AuditEntry } from './trail.ts'

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

/** A page of a portal's trail, for programs. The transaction must be set to that portal. */
async function linesOf(tx: Tx, query: AuditQuery) {
  const { rows, next } = await auditPage(tx, query)
  return { rows, next: next && String(next.number) }
}

const filter = {
  operation: line(80).optional(),
  actor: line(80).optional(),
  subject: line(80).optional(),
}

const lines = {
  cursor: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).optional(),
  rows: 'lines',
  view: auditEntry,
  order: 'Newest first',
  more: 'Send it as `cursor` for older lines',
  show: showEntry,
}

export const consoleAuditResource = resource({
  feature: 'home',
  right: 'installation:operate',
  words,
})
  .page(routes.console.audit, (ctx) => showTrail(ctx, routes.console.audit()))
  .list(routes.api.audit, {
    ...lines,
    name: 'audit.list',
    summary: 'Shows what happened, newest first: on the console, or in one portal',
    filter: { portal: id('portal').optional(), ...filter },
    find: (ctx, { portal = CONSOLE, ...query }) =>
      ctx.read((tx) =>
        tx.within(portal, async () =>
          (await portalExists(tx, portal)) ? linesOf(tx, query) : null,
        ),
      ),
  })

export const auditResource = resource({ feature: 'audit', right: 'portal:configure', words })
  .page(routes.settings.audit, (ctx) =>
    showTrail(ctx, routes.settings.audit(), [
      { label: words(ctx.language)('settings'), href: routes.settings() },
    ]),
  )
  .list(routes.api.settings.audit, {
    ...lines,
    name: 'settings.audit',
    summary: 'Shows what happened in the portal, newest first',
    filter,
    find: (ctx, query) => ctx.read((tx) => linesOf(tx, query)),
  })
