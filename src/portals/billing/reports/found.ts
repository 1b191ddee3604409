import type { Visit } from '../../../identity/index.ts'
import { parseId } from '../../../kit/ids.ts'
import { partnerById, type PartnerName } from '../../partners/queries.ts'
import { findReport } from './reading/queries.ts'
import type { Report } from './report.ts'

/** The partner in the address as it exists for the visitor; null for another's as for none. */
export async function foundPartner(visit: Visit): Promise<PartnerName | null> {
  const id = parseId('partner', visit.param('partner'))
  const { partner: own } = visit.caller
  if (id === null || (own !== undefined && own !== id)) return null
  return (await visit.read((tx) => partnerById(tx, id))) ?? null
}

/** The report in the address with its partner; null for another's as for none. */
export async function foundReport(
  visit: Visit,
): Promise<{ partner: PartnerName; report: Report } | null> {
  const id = parseId('report', visit.param('report'))
  const partner = id && (await foundPartner(visit))
  if (!partner) return null
  const report = await visit.read((tx) => findReport(tx, partner.id, id))
  return report ? { partner, report } : null
}
