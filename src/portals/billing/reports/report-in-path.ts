import type { RequestContext } from '../../../web/index.ts'
import { parseId } from '../../../kit/ids.ts'
import { partnerInPath, type PartnerInPath } from '../../partners/layout.tsx'
import { findReport } from './reading/queries.ts'
import type { Report } from './report.ts'

/** The report in the path with its partner; null where the caller may not see it. */
export async function reportInPath(
  ctx: RequestContext,
): Promise<{ partner: PartnerInPath; report: Report } | null> {
  const id = parseId('report', ctx.param('report'))
  const partner = id && (await partnerInPath(ctx))
  if (!partner) return null
  const report = await ctx.read((tx) => findReport(tx, partner.uuid, id))
  return report ? { partner, report } : null
}
