import type { Tx } from '../../kit/db/database.ts'
import { isLanguage, type Language } from '../../kit/texts.ts'
import { ownerOf } from '../lifecycle/queries.ts'
import { consolePeople, currentHost, portalLook } from '../queries.ts'
import { findPartner } from '../partners/queries.ts'
import { activePerson, type Endpoint } from './queries.ts'
import type { Owner } from '../../identity/index.ts'

/** One person to write to about an endpoint, and in whose name. */
export interface Told {
  person?: string
  name: string
  email: string
  language: Language
  timeZone: string
  from: { name: string; color: string; host: string }
}

/**
 * Whoever made it, as long as they come in here; else the portal's owner, or whom the partner is billed
 * through, or the first of its people. Null where there is nobody.
 */
export async function whomToTell(
  tx: Tx,
  { partner }: Owner,
  { madeBy }: Endpoint,
): Promise<Told | null> {
  const look = await portalLook(tx)
  const from = { name: look.name, color: look.brand_color, host: await currentHost(tx) }
  const inWords = (language: string | null) => (isLanguage(language) ? language : look.language)
  const maker =
    (madeBy === null ? undefined : await activePerson(tx, madeBy)) ??
    (partner === null ? await ownerOf(tx) : undefined)
  if (maker)
    return {
      person: maker.id,
      name: maker.name,
      email: maker.email,
      language: inWords(maker.language),
      timeZone: maker.time_zone ?? look.time_zone,
      from,
    }
  if (partner === null) return null
  const row = await findPartner(tx, {}, partner)
  if (row?.billingEmail) {
    const { billingName, name, billingEmail: email, language, timeZone } = row
    return { name: billingName ?? name, email, language, timeZone, from }
  }
  const [first] = await consolePeople(tx, { partner })
  return first ? { ...first, from } : null
}
