import { errorsOf, page, typed, type Served, type SignedInVisit } from '../../../web/index.ts'
import { parseId, show } from '../../../kit/ids.ts'
import { refuse, type Refusal } from '../../../kit/refusal.ts'
import { routes } from '../../../routes.ts'
import { words } from '../texts.ts'
import { readCursor, writeCursor } from './answers.ts'
import { CorrectionPage } from './correction-page.tsx'
import { csvFile, jsonFile, pdfFile } from './files.ts'
import { foundPartner } from '../../partners/room.tsx'
import { foundReport } from './found.ts'
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
const nothing = (visit: SignedInVisit) => visit.refuse(refuse('not_found'))

type Found = NonNullable<Awaited<ReturnType<typeof foundReport>>>

/** A page about one report, for those for whom it exists. */
const reportPage = (
  route: Parameters<typeof page>[0],
  handle: (visit: SignedInVisit, found: Found) => Response | Promise<Response>,
  { right }: { right: 'bills:read' | 'installation:operate' } = reads,
): Served =>
  page(
    route,
    'GET',
    'home',
    async (visit) => {
      const found = await foundReport(visit)
      return found ? handle(visit, found) : nothing(visit)
    },
    { right },
  )

const correctionPage = (
  visit: SignedInVisit,
  found: Found,
  reason?: string,
  refusal?: Refusal,
): Response =>
  visit.page(
    <CorrectionPage
      {...found}
      reason={reason}
      errors={refusal && errorsOf(refusal, visit.language)}
    />,
    refusal?.status,
  )

export const reportsController: readonly Served[] = [
  page(
    routes.partnerReports,
    'GET',
    'home',
    async (visit) => {
      const partner = await foundPartner(visit)
      if (!partner) return nothing(visit)
      const after = readCursor(visit.query('cursor') ?? '') ?? undefined
      const [found, newest] = await visit.read(async (tx) => {
        const found = await listReports(tx, partner.uuid, after, A_PAGE + 1)
        return [found, await newestVersions(tx, partner.uuid, found)] as const
      })
      const reports = found.slice(0, A_PAGE)
      const next = found.length > A_PAGE ? writeCursor(reports.at(-1)!) : null
      return visit.page(<ReportsPage {...{ partner, reports, newest, next }} />)
    },
    reads,
  ),

  reportPage(routes.partnerReport, async (visit, { partner, report }) => {
    const after = parseId('portal', visit.query('cursor') ?? '') ?? undefined
    const [found, newest, undelivered] = await visit.read(
      async (tx) =>
        [
          await reportLines(tx, report.id, { after, limit: A_PAGE + 1 }),
          (await latestReport(tx, partner.uuid, report.id))!,
          await refusalOfReport(tx, report.id),
        ] as const,
    )
    const lines = found.slice(0, A_PAGE)
    const next = found.length > A_PAGE ? show('portal', lines.at(-1)!.portal) : null
    return visit.page(<ReportPage {...{ partner, report, newest, lines, next, undelivered }} />)
  }),

  reportPage(routes.partnerReportPortal, async (visit, { partner, report }) => {
    const only = parseId('portal', visit.param('portal'))
    const [line] = only ? await fullLines(visit.installation.db, report.id, { only }) : []
    return line ? visit.page(<PortalLinePage {...{ partner, report, line }} />) : nothing(visit)
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

  reportPage(
    routes.partnerReportCorrection,
    (visit, found) => correctionPage(visit, found),
    corrects,
  ),
  page(
    routes.partnerReportCorrection,
    'POST',
    'home',
    async (visit) => {
      const found = await foundReport(visit)
      if (!found) return nothing(visit)
      const { reason } = typed(visit.form)
      const partner = visit.param('partner')
      const result = await visit.perform(correctReport, {
        partner,
        report: visit.param('report'),
        reason,
      })
      if (!result.ok) return correctionPage(visit, found, reason, result)
      const { report, version } = result.value
      return visit.redirect(routes.partnerReport({ partner, report }), {
        tone: 'green',
        text: words(visit.language)('correction.done', { version }),
      })
    },
    { ...corrects, fields: { reason: 'text' } },
  ),
]
