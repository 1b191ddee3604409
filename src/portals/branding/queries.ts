import type { Tx } from '../../kit/db/database.ts'
import type { LogoType } from './logo.ts'

export interface Logo {
  type: LogoType
  bytes: Buffer
}

export async function storeLogo(tx: Tx, type: LogoType, bytes: Buffer): Promise<void> {
  await tx.db
    .insertInto('portal_logos')
    .values({ media_type: type, bytes })
    .onConflict((conflict) => conflict.column('portal_id').doUpdateSet({ media_type: type, bytes }))
    .execute()
}

export async function dropLogo(tx: Tx): Promise<void> {
  await tx.db.deleteFrom('portal_logos').execute()
}

/** A portal's logo as it is served; undefined where it has none. */
export async function portalLogo(tx: Tx): Promise<Logo | undefined> {
  const row = await tx.db
    .selectFrom('portal_logos')
    .select(['media_type', 'bytes'])
    .executeTakeFirst()
  return row && { type: row.media_type as LogoType, bytes: row.bytes }
}
