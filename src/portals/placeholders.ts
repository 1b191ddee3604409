import { portalName } from '../identity/index.ts'
import type { PlaceholderSource } from '../kit/placeholders/placeholder.ts'
import { nameOfPortal } from './queries.ts'

/** What every text of a portal may say. */
export const ofPortals: PlaceholderSource = {
  of: 'portal',
  placeholders: [portalName],
  values: async (tx) => ({ 'portal.name': await nameOfPortal(tx) }),
}
