import type { Instant } from './kit/clock.ts'
import type { Database, Tx } from './kit/db/database.ts'
import { CONSOLE } from './kit/ids.ts'

/** Makes the console, or calls it so. The transaction must be set to it. */
export async function upsertConsole(tx: Tx, name: string, now: Instant): Promise<void> {
  await tx.db
    .insertInto('portals')
    .values({
      id: CONSOLE,
      name,
      slug: '',
      time_zone: 'UTC',
      language: 'en',
      status: 'certified_secure',
      status_since: now,
      trial_ends_at: now,
      built_at: now,
      brand_color: '#1f4e79',
      accent_color: '#1f4e79',
      after_trial: [],
      created_at: now,
    })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ name }))
    .execute()
  await tx.db
    .insertInto('portal_summaries')
    .values({})
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** The console's one host: the installation may have been given another address since it was last started. */
export async function setConsoleHost(tx: Tx, host: string, now: Instant): Promise<void> {
  await tx.db.deleteFrom('hosts').where('host', '<>', host).execute()
  await tx.db
    .insertInto('hosts')
    .values({ host, is_current: true, added_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** The first start with a bucket has contents of files move there; from then on it is the operator's word. */
export async function moveToBucket(db: Database): Promise<void> {
  await db.ask(`update installation set files_to = 'bucket' where files_to is null`)
}

export async function isNotSetUp(db: Database): Promise<boolean> {
  const [row] = await db.ask<{ new: boolean }>('select set_up_at is null as new from installation')
  return row?.new ?? true
}
