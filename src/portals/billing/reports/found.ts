import type { Visit } from '../../../web/index.ts'
import { parseId } from '../../../kit/ids.ts'
import { foundPartner, type FoundPartner } from '../../partners/room.tsx'
import { findReport } from './reading/queries.ts'
import type { Report } from './report.ts'

/** The report in the address with its partner; null for another's as for none. */
export async function foundReport(
  visit: Visit,
): Promise<{ partner: FoundPartner; report: Report } | null> {
  const id = parseId('report', visit.param('report'))
  const partner = id && (await foundPartner(visit))
  if (!partner) return null
  const report = await visit.read((tx) => findReport(tx, partner.uuid, id))
  return report ? { partner, report } : null
}
