import { z } from 'zod'
import { parseId, show } from '../../../kit/ids.ts'
import type { Installation } from '../../../kit/installation.ts'
import { refuse, type Refusal } from '../../../kit/refusal.ts'
import { shape } from '../../../kit/shape.ts'
import { because } from '../../../kit/validation.ts'
import { routes } from '../../../routes.ts'
import {
  asTyped,
  endpoint,
  resourceOf,
  respond,
  type RequestContext,
  type RouteHandler,
  type SignedInContext,
} from '../../../web/index.ts'
import { partnerInPath, type PartnerInPath } from '../../partner-layout.tsx'
import { words } from '../texts.ts'
import * as answers from './answers.ts'
import { CorrectionPage } from './correction-page.tsx'
import { csvFile, jsonFile, pdfFile } from './files.ts'
import { ReportsPage } from './list-page.tsx'
import { PortalLinePage } from './portal-page.tsx'
import { fullLines } from './reading/full-lines.ts'
import {
  findReport,
  latestReport,
  listReports,
  newestVersions,
  refusalOfReport,
  reportLines,
} from './reading/queries.ts'
import { ReportPage } from './report-page.tsx'
import type { Report } from './report.ts'
import { correctReport } from './reports.ts'

const { api } = routes

const A_PAGE = 50
/** Lines that programs are given at once. */
const LINES = 100

interface InPath {
  partner: PartnerInPath
  report: Report
}

/** The report in the path with its partner; null where the caller may not see it. */
async function reportInPath(ctx: RequestContext): Promise<InPath | null> {
  const id = parseId('report', ctx.param('report'))
  const partner = id && (await partnerInPath(ctx))
  if (!partner) return null
  const report = await ctx.read((tx) => findReport(tx, partner.uuid, id))
  return report ? { partner, report } : null
}

/** A place in a list; text that is none is refused. */
const cursor = (read: (text: string) => unknown) =>
  z
    .string()
    .max(100)
    .refine((text) => read(text) !== null, because('format'))
    .optional()

const gated = { feature: 'home', looks: 'bills:read', words } as const

const list = resourceOf(gated, partnerInPath)
  .page(routes.console.partners.one.reports, async (ctx, partner) => {
    const after = answers.readCursor(ctx.query('cursor') ?? '') ?? undefined
    const [data, newest] = await ctx.read(async (tx) => {
      const data = await listReports(tx, partner.uuid, after, A_PAGE + 1)
      return [data, await newestVersions(tx, partner.uuid, data)] as const
    })
    const reports = data.slice(0, A_PAGE)
    const next = data.length > A_PAGE ? answers.writeCursor(reports.at(-1)!) : null
    return ctx.page(<ReportsPage {...{ partner, reports, newest, next }} />)
  })
  .list(api.partners.one.reports, {
    name: 'report.list',
    summary: 'Lists a partner’s billing reports, newest month first',
    cursor: cursor(answers.readCursor),
    most: 100,
    rows: 'reports',
    view: answers.reportSummary,
    called: 'ReportList',
    order: 'Newest month first, of a month the newest version',
    more: 'Send it as `cursor` for the reports that follow',
    find: async (ctx, { after, limit }) => {
      const partner = await partnerInPath(ctx)
      if (!partner) return null
      const place = after === undefined ? undefined : answers.readCursor(after)!
      const data = await ctx.read((tx) => listReports(tx, partner.uuid, place, limit + 1))
      const rows = data.slice(0, limit)
      return { rows, next: data.length > limit ? answers.writeCursor(rows.at(-1)!) : null }
    },
    show: answers.showReport,
  })

async function reportPage(ctx: SignedInContext, { partner, report }: InPath): Promise<Response> {
  const after = parseId('portal', ctx.query('cursor') ?? '') ?? undefined
  const [data, newest, undelivered] = await ctx.read(
    async (tx) =>
      [
        await reportLines(tx, report.id, { after, limit: A_PAGE + 1 }),
        (await latestReport(tx, partner.uuid, report.id))!,
        await refusalOfReport(tx, report.id),
      ] as const,
  )
  const lines = data.slice(0, A_PAGE)
  const next = data.length > A_PAGE ? show('portal', lines.at(-1)!.portal) : null
  return ctx.page(<ReportPage {...{ partner, report, newest, lines, next, undelivered }} />)
}

async function linePage(ctx: SignedInContext, { partner, report }: InPath): Promise<Response> {
  const only = parseId('portal', ctx.param('portal'))
  const [line] = only ? await fullLines(ctx.installation.db, report.id, { only }) : []
  return line
    ? ctx.page(<PortalLinePage {...{ partner, report, line }} />)
    : ctx.refuse(refuse('not_found'))
}

const correctionPage = (ctx: SignedInContext, about: InPath, refusal?: Refusal): Response => {
  const { typed, errors } = asTyped(ctx, refusal)
  return ctx.page(
    <CorrectionPage {...about} reason={typed?.['reason']} errors={errors} />,
    refusal?.status,
  )
}

async function reportAnswer(ctx: RequestContext, report: Report, after?: string) {
  const lines = await fullLines(ctx.installation.db, report.id, { after, limit: LINES + 1 })
  const shown = lines.slice(0, LINES)
  return {
    ...answers.showReport(report),
    changes: report.changes && answers.showChanges(report.changes),
    lines: shown.map((line) => answers.showLine(report, line)),
    next: lines.length > LINES ? show('portal', shown.at(-1)!.portal) : null,
  }
}

const fileEndpoint = (
  route: typeof api.partners.one.reports.one.csv | typeof api.partners.one.reports.one.pdf,
  name: string,
  summary: string,
  file: (installation: Installation, report: Report) => Response | Promise<Response>,
): RouteHandler =>
  endpoint(
    route,
    'GET',
    { feature: 'home', right: gated.looks, name, summary, status: 200 },
    async (ctx) => {
      const inPath = await reportInPath(ctx)
      return inPath ? file(ctx.installation, inPath.report) : respond(ctx, refuse('not_found'))
    },
  )

const one = resourceOf(gated, reportInPath)
  .page(routes.console.partners.one.reports.one, reportPage)
  .read(api.partners.one.reports.one, {
    name: 'report.show',
    summary: 'Shows a billing report with its portals and who was counted in each',
    query: z.strictObject({ cursor: cursor(answers.readLineCursor) }),
    answer: answers.report,
    show: async (ctx, { cursor: after }) => {
      const inPath = await reportInPath(ctx)
      if (!inPath) return null
      return reportAnswer(ctx, inPath.report, after && answers.readLineCursor(after)!)
    },
  })
  .page(routes.console.partners.one.reports.one.portals.one, linePage)
  .page(routes.console.partners.one.reports.one.csv, ({ installation }, { report }) =>
    csvFile(installation, report),
  )
  .page(routes.console.partners.one.reports.one.json, ({ installation }, { report }) =>
    jsonFile(installation, report),
  )
  .page(routes.console.partners.one.reports.one.pdf, ({ installation }, { report }) =>
    pdfFile(installation, report),
  )
  .also(
    fileEndpoint(
      api.partners.one.reports.one.csv,
      'report.csv',
      'Downloads a billing report as CSV',
      csvFile,
    ),
    fileEndpoint(
      api.partners.one.reports.one.pdf,
      'report.pdf',
      'Downloads a billing report as PDF',
      pdfFile,
    ),
  )
  .page(routes.console.partners.one.reports.one.correction, correctionPage, {
    right: 'installation:operate',
  })
  .change(correctReport, {
    page: routes.console.partners.one.reports.one.correction,
    api: api.partners.one.reports.one.correction,
    again: correctionPage,
    to: ({ report }, _, { partner }) =>
      routes.console.partners.one.reports.one({ partner: partner.id, report }),
    said: ({ version }) => ({ text: 'correction.done', values: { version } }),
    status: 201,
    answer: shape('CorrectedReport', { report: z.string(), version: z.int() }),
    show: (_, corrected) => corrected,
  })

export const reportResources = [...list, ...one]
