import { erased } from '../../kit/feature.ts'
import type { Feature } from '../../web/index.ts'
import * as sessions from './sessions.ts'
import * as verification from './verification.ts'

export const feature: Feature = {
  operations: [sessions, verification],
  tables: [
    erased('pending_sign_ins', { person_id: 'none' }),
    erased('sessions', { person_id: 'none' }),
    erased('devices', { person_id: 'none' }),
  ],
}
