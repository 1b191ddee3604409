import {
  errorsOf,
  page,
  typed,
  type RouteHandler,
  type SignedInContext,
} from '../../../web/index.ts'
import { parseId, show } from '../../../kit/ids.ts'
import { refuse, type Refusal } from '../../../kit/refusal.ts'
import { routes } from '../../../routes.ts'
import { words } from '../texts.ts'
import { readCursor, writeCursor } from './answers.ts'
import { CorrectionPage } from './correction-page.tsx'
import { csvFile, jsonFile, pdfFile } from './files.ts'
import { partnerInPath } from '../../partners/layout.tsx'
import { reportInPath } from './report-in-path.ts'
import { ReportsPage } from './list-page.tsx'
import { PortalLinePage } from './portal-page.tsx'
import { fullLines } from './reading/full-lines.ts'
import {
  latestReport,
  listReports,
  newestVersions,
  refusalOfReport,
  reportLines,
} from './reading/queries.ts'
import { ReportPage } from './report-page.tsx'
import { correctReport } from './reports.ts'

const A_PAGE = 50

const reads = { right: 'bills:read' } as const
const corrects = { right: 'installation:operate' } as const
const nothing = (ctx: SignedInContext) => ctx.refuse(refuse('not_found'))

type ReportPageData = NonNullable<Awaited<ReturnType<typeof reportInPath>>>

/** A page about one report, for those for whom it exists. */
const reportPage = (
  route: Parameters<typeof page>[0],
  handle: (ctx: SignedInContext, data: ReportPageData) => Response | Promise<Response>,
  { right }: { right: 'bills:read' | 'installation:operate' } = reads,
): RouteHandler =>
  page(
    route,
    'GET',
    'home',
    async (ctx) => {
      const data = await reportInPath(ctx)
      return data ? handle(ctx, data) : nothing(ctx)
    },
    { right },
  )

const correctionPage = (
  ctx: SignedInContext,
  data: ReportPageData,
  reason?: string,
  refusal?: Refusal,
): Response =>
  ctx.page(
    <CorrectionPage
      {...data}
      reason={reason}
      errors={refusal && errorsOf(refusal, ctx.language)}
    />,
    refusal?.status,
  )

export const reportsController: readonly RouteHandler[] = [
  page(
    routes.partnerReports,
    'GET',
    'home',
    async (ctx) => {
      const partner = await partnerInPath(ctx)
      if (!partner) return nothing(ctx)
      const after = readCursor(ctx.query('cursor') ?? '') ?? undefined
      const [data, newest] = await ctx.read(async (tx) => {
        const data = await listReports(tx, partner.uuid, after, A_PAGE + 1)
        return [data, await newestVersions(tx, partner.uuid, data)] as const
      })
      const reports = data.slice(0, A_PAGE)
      const next = data.length > A_PAGE ? writeCursor(reports.at(-1)!) : null
      return ctx.page(<ReportsPage {...{ partner, reports, newest, next }} />)
    },
    reads,
  ),

  reportPage(routes.partnerReport, async (ctx, { partner, report }) => {
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
  }),

  reportPage(routes.partnerReportPortal, async (ctx, { partner, report }) => {
    const only = parseId('portal', ctx.param('portal'))
    const [line] = only ? await fullLines(ctx.installation.db, report.id, { only }) : []
    return line ? ctx.page(<PortalLinePage {...{ partner, report, line }} />) : nothing(ctx)
  }),

  reportPage(routes.partnerReportCsv, ({ installation }, { report }) =>
    csvFile(installation, report),
  ),
  reportPage(routes.partnerReportJson, ({ installation }, { report }) =>
    jsonFile(installation, report),
  ),
  reportPage(routes.partnerReportPdf, ({ installation }, { report }) =>
    pdfFile(installation, report),
  ),

  reportPage(routes.partnerReportCorrection, (ctx, data) => correctionPage(ctx, data), corrects),
  page(
    routes.partnerReportCorrection,
    'POST',
    'home',
    async (ctx) => {
      const data = await reportInPath(ctx)
      if (!data) return nothing(ctx)
      const { reason } = typed(ctx.form)
      const partner = ctx.param('partner')
      const result = await ctx.perform(correctReport, {
        partner,
        report: ctx.param('report'),
        reason,
      })
      if (!result.ok) return correctionPage(ctx, data, reason, result)
      const { report, version } = result.value
      return ctx.redirect(routes.partnerReport({ partner, report }), {
        tone: 'green',
        text: words(ctx.language)('correction.done', { version }),
      })
    },
    { ...corrects, fields: { reason: 'text' } },
  ),
]
