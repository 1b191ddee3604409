import { sql } from 'kysely'
import type { Tx } from '../../kit/db/database.ts'
import type { Portal } from '../portal.ts'

export type Changes = Partial<
  Pick<
    Portal,
    | 'name'
    | 'language'
    | 'time_zone'
    | 'after_trial'
    | 'invitation_hours'
    | 'lockout_attempts'
    | 'mails_per_minute'
    | 'registration_fact'
    | 'staff_second_factor'
    | 'act_on_behalf'
    | 'sign_in_by_code'
    | 'brand_color'
    | 'accent_color'
    | 'logo_version'
  >
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
