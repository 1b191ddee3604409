import { z } from 'zod'
import {
  endpoint,
  reads,
  respond,
  writes,
  type RouteHandler,
  type SignedInContext,
  type RequestContext,
} from '../../../web/index.ts'
import { show } from '../../../kit/ids.ts'
import { refuse as kitRefuse } from '../../../kit/refusal.ts'
import { shape } from '../../../kit/shape.ts'
import { because } from '../../../kit/validation.ts'
import { routes } from '../../../routes.ts'
import * as answers from './answers.ts'
import { csvFile, pdfFile } from './files.ts'
import { partnerInPath } from '../../partners/layout.tsx'
import { reportInPath } from './report-in-path.ts'
import { fullLines } from './reading/full-lines.ts'
import { listReports } from './reading/queries.ts'
import type { Report } from './report.ts'
import { correctReport } from './reports.ts'

const LINES = 100

const gated = { feature: 'home', right: 'bills:read' } as const
const { api } = routes

/** A place in a list; text that is none is refused. */
const cursor = <T>(read: (text: string) => T | null) =>
  z
    .string()
    .max(100)
    .refine((text) => read(text) !== null, because('format'))
    .optional()

const linesQuery = z.strictObject({ cursor: cursor(answers.readLineCursor) })

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
  route: typeof api.reportCsv | typeof api.reportPdf,
  name: string,
  summary: string,
  file: (ctx: RequestContext, report: Report) => Response | Promise<Response>,
): RouteHandler =>
  endpoint(route, 'GET', { ...gated, name, summary, status: 200 }, async (ctx) => {
    const inPath = await reportInPath(ctx)
    return inPath ? file(ctx, inPath.report) : respond(ctx, kitRefuse('not_found'))
  })

export const reportEndpoints: readonly RouteHandler[] = [
  reads(api.reports, {
    ...gated,
    name: 'report.list',
    summary: 'Lists a partner’s billing reports, newest month first',
    query: z.strictObject({
      limit: z.coerce.number().int().min(1).max(100).default(50),
      cursor: cursor(answers.readCursor),
    }),
    answer: answers.reports,
    show: async (ctx, { limit, cursor: after }) => {
      const partner = await partnerInPath(ctx)
      if (!partner) return null
      const place = after === undefined ? undefined : answers.readCursor(after)!
      const rows = await ctx.read((tx) => listReports(tx, partner.uuid, place, limit + 1))
      const shown = rows.slice(0, limit)
      return {
        reports: shown.map(answers.showReport),
        next: rows.length > limit ? answers.writeCursor(shown.at(-1)!) : null,
      }
    },
  }),
  reads(api.report, {
    ...gated,
    name: 'report.show',
    summary: 'Shows a billing report with its portals and who was counted in each',
    query: linesQuery,
    answer: answers.report,
    show: async (ctx: SignedInContext, { cursor: after }) => {
      const inPath = await reportInPath(ctx)
      if (!inPath) return null
      return reportAnswer(ctx, inPath.report, after && answers.readLineCursor(after)!)
    },
  }),
  fileEndpoint(api.reportCsv, 'report.csv', 'Downloads a billing report as CSV', (ctx, report) =>
    csvFile(ctx.installation, report),
  ),
  fileEndpoint(api.reportPdf, 'report.pdf', 'Downloads a billing report as PDF', (ctx, report) =>
    pdfFile(ctx.installation, report),
  ),
  writes(api.reportCorrection, 'POST', {
    feature: 'home',
    right: 'installation:operate',
    operation: correctReport,
    path: { partner: 'partner', report: 'report' },
    status: 201,
    answer: shape('CorrectedReport', { report: z.string(), version: z.int() }),
    show: (_, corrected) => corrected,
  }),
]
