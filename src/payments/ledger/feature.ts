import { erased } from '../../kit/feature.ts'
import type { Feature } from '../../web/index.ts'

export const feature: Feature = {
  tables: [erased('ledger_entries'), erased('ledger_transactions', { person_id: 'moved' })],
}
