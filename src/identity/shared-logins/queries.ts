import { sql, type SqlBool } from 'kysely'
import type { Instant } from '../../kit/clock.ts'
import type { Tx } from '../../kit/db/database.ts'
import { PORTAL } from '../../kit/db/portal-compiler.ts'
import { AT_ONCE_MINUTES, SHARED_DAYS, WITHIN_DAYS, type UsedFrom } from './shared-login.ts'

/** The session, and the person's others that are in use at this moment. */
export async function usedAtOnce(
  tx: Tx,
  session: string,
  now: Instant,
): Promise<{ person: string; own: UsedFrom; others: UsedFrom[] } | null> {
  const columns = ['id', 'person_id', 'ip', 'device', 'user_agent'] as const
  const own = await tx.db
    .selectFrom('sessions')
    .select(columns)
    .where('id', '=', session)
    .executeTakeFirst()
  if (!own) return null
  const others = await tx.db
    .selectFrom('sessions')
    .select(columns)
    .where('person_id', '=', own.person_id)
    .where('id', '<>', session)
    .where('seen_at', '>', now.subtract({ minutes: AT_ONCE_MINUTES }))
    .limit(20)
    .execute()
  return { person: own.person_id, own, others }
}

/** @returns whether it is the first time on that day */
export async function noteSharedDay(tx: Tx, person: string, now: Instant): Promise<boolean> {
  const day = now.toString().slice(0, 10)
  const { numInsertedOrUpdatedRows } = await tx.db
    .insertInto('shared_days')
    .values({ person_id: person, day })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return (numInsertedOrUpdatedRows ?? 0n) > 0n
}

/** Of a row of `persons as p`: used in a way that looks shared, on enough days of late. */
export const isSharedNow = (now: Instant) => sql<SqlBool>`(select count(*) >= ${SHARED_DAYS}
  from shared_days d where d.portal_id = ${PORTAL} and d.person_id = p.id
    and d.day > ${now.toString()}::date - ${WITHIN_DAYS}::int)`

export const sharedOf = async (tx: Tx, person: string, now: Instant): Promise<boolean> =>
  (await tx.db
    .selectFrom('persons as p')
    .select('p.id')
    .where('p.id', '=', person)
    .where(isSharedNow(now))
    .executeTakeFirst()) !== undefined

export const lockForTelling = (tx: Tx, person: string) =>
  tx.db
    .selectFrom('persons')
    .select(['id', 'kind', 'name', 'shared_told_at'])
    .where('id', '=', person)
    .forUpdate()
    .executeTakeFirst()

export async function noteTold(tx: Tx, person: string, now: Instant): Promise<void> {
  await tx.db.updateTable('persons').set({ shared_told_at: now }).where('id', '=', person).execute()
}
