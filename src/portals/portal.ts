import type { Selectable } from 'kysely'
import type { Tables } from '../kit/db/tables.ts'
import type { Language } from '../kit/texts.ts'
import type { PortalStatus } from './status/portal-status.ts'

/** A tenant: its row, which is all of it but its people, hosts and content. */
export type Portal = Omit<
  Selectable<Tables['portals']>,
  'status' | 'suspended_from' | 'language'
> & {
  status: PortalStatus
  suspended_from: PortalStatus | null
  language: Language
}

/** What a portal looks like until it has chosen, and again once it is cancelled. */
export const PLAIN = { brand_color: '#1f4e79', accent_color: '#b45309' } as const
