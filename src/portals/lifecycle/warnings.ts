import type { Tx } from '../../kit/db/database.ts'
import type { OperationContext } from '../../kit/operation.ts'
import { findPartner } from '../partners/queries.ts'
import type { Portal } from '../portal.ts'
import { consolePeople, currentHost, type ConsolePerson } from '../queries.ts'
import { exportToken } from './export-token.ts'
import { warningMail } from './mails.ts'
import { ownerOf } from './queries.ts'

/**
 * Warns the portal's owner and its partner's people, in their own languages; a partner without people in the
 * console where its bills go. The mails lie in the portal's own outbox, so that they are deleted with it.
 * @param days before the cancellation
 * @returns how many mails
 */
export async function sendWarnings(
  op: OperationContext,
  portal: Portal,
  days: number,
): Promise<number> {
  const { tx, installation } = op
  const owner = await ownerOf(tx)
  const partner = portal.partner_id ? await partnersReaders(tx, portal.partner_id) : []
  const host = await currentHost(tx)
  const token = exportToken(await installation.keys.of(tx, portal.id), portal)
  const about = { installation, portal, host, token, days }
  if (owner)
    await op.mail(
      warningMail({
        ...about,
        as: 'owner',
        to: owner,
        person: owner.id,
        language: owner.language ?? portal.language,
        timeZone: owner.time_zone ?? portal.time_zone,
      }),
    )
  for (const to of partner)
    await op.mail(
      warningMail({ ...about, as: 'partner', to, language: to.language, timeZone: to.timeZone }),
    )
  return partner.length + (owner ? 1 : 0)
}

async function partnersReaders(tx: Tx, partner: string): Promise<readonly ConsolePerson[]> {
  const people = await consolePeople(tx, { partner })
  if (people.length > 0) return people
  const billed = await findPartner(tx, {}, partner)
  if (!billed?.billingEmail) return []
  const { billingName, name, billingEmail: email, language, timeZone } = billed
  return [{ name: billingName ?? name, email, language, timeZone }]
}
