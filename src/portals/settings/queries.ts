import { sql } from 'kysely'
import type { Tx } from '../../kit/db/database.ts'
import type { Portal } from '../portal.ts'
import type { SettingColumn } from '../setting/setting.ts'

export type Changes = Partial<
  Pick<Portal, SettingColumn | 'brand_color' | 'accent_color' | 'logo_version'>
>

/** Writes a locked portal's changes. @returns its new version */
export async function changePortal(tx: Tx, changes: Changes): Promise<number> {
  const row = await tx.db
    .updateTable('portals')
    .set({ ...changes, version: sql<number>`version + 1` })
    .returning('version')
    .executeTakeFirstOrThrow()
  return row.version
}
