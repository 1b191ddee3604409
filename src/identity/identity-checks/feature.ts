import { erased } from '../../kit/feature.ts'
import type { Feature } from '../../web/index.ts'

export const feature: Feature = {
  tables: [erased('registration_facts', { person_id: 'merged' })],
}
