import { sql, type NotNull } from 'kysely'
import type { PortalStatus } from '../gate/index.ts'
import type { Instant } from '../kit/clock.ts'
import { CONSOLE } from '../kit/ids.ts'
import type { Caller } from '../kit/operation.ts'
import type { Tx } from '../kit/db/database.ts'
import { isLanguage, type Language } from '../kit/texts.ts'
import type { Portal } from './portal.ts'

/**
 * A portal as it exists for the caller: staff have their own, a partner its own, operators all but the
 * console. What does not exist for the caller is neither seen nor locked, so that the answer is the
 * one for an id nobody has. The transaction must be set to that portal, or to the installation.
 */
export async function findPortal(
  tx: Tx,
  portal: string,
  caller: Pick<Caller, 'portal' | 'partner'>,
  { lock = false } = {},
): Promise<Portal | undefined> {
  if (portal === CONSOLE || (caller.portal !== CONSOLE && caller.portal !== portal))
    return undefined
  let query = tx.db.selectFrom('portals').selectAll().where('id', '=', portal)
  if (caller.partner !== undefined) query = query.where('partner_id', '=', caller.partner)
  if (lock) query = query.forUpdate()
  return (await query.executeTakeFirst()) as Portal | undefined
}

/**
 * The status of a portal `p` that counts at a moment, as `statusAt` says it: what has fallen due counts,
 * written down or not. @param now its parameter, or a literal
 */
export const STATUS_AT = (now: string) =>
  `case when p.status = 'trial_active' and p.trial_ends_at <= ${now} then 'trial_expired' else p.status end`

/** Has a portal `p` this status at that moment? */
export const hasStatus = (status: PortalStatus, now: Instant) =>
  // An instant writes itself without a quote.
  sql<boolean>`${sql.raw(STATUS_AT(`'${now.toString()}'`))} = ${status}`

/** What a portal writes in: its name, colour, language and time zone; the console's likewise. */
export async function portalLook(tx: Tx) {
  const row = await tx.db
    .selectFrom('portals')
    .select(['name', 'brand_color', 'language', 'time_zone'])
    .executeTakeFirstOrThrow()
  return { ...row, language: row.language as Language }
}

export const currentHost = async (tx: Tx): Promise<string> =>
  (
    await tx.db
      .selectFrom('hosts')
      .select('host')
      .where('is_current', '=', true)
      .executeTakeFirstOrThrow()
  ).host

/** Somebody of the console who can be written to. */
export interface ConsolePerson {
  name: string
  email: string
  language: Language
  timeZone: string
}

/** The operators, or a partner's people: those who have come in and are not disabled. */
export const consolePeople = (
  tx: Tx,
  who: 'operators' | { partner: string },
): Promise<ConsolePerson[]> =>
  tx.within(CONSOLE, async () => {
    let query = tx.db
      .selectFrom('persons')
      .select(['name', 'email', 'language', 'time_zone'])
      .$narrowType<{ email: NotNull }>()
      .where('activated_at', 'is not', null)
      .where('disabled_at', 'is', null)
      .orderBy('id')
    query =
      who === 'operators'
        ? query.where('kind', '=', 'operator')
        : query.where('kind', '=', 'partner').where('partner_id', '=', who.partner)
    return (await query.execute()).map(({ name, email, language, time_zone }) => ({
      name,
      email,
      language: isLanguage(language) ? language : 'en',
      timeZone: time_zone ?? 'UTC',
    }))
  })

/** What the transaction's portal is called. */
export const nameOfPortal = async (tx: Tx): Promise<string> =>
  (await tx.db.selectFrom('portals').select('name').executeTakeFirstOrThrow()).name
