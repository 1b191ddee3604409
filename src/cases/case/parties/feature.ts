import { erased } from '../../../kit/feature.ts'
import type { Feature } from '../../../web/index.ts'
import { onMerge } from '../../../people/index.ts'
import { clientsAudience } from './clients-audience.ts'
import * as parties from './parties.ts'
import { moveParties } from './queries.ts'
import { partiesResource } from './resource.tsx'
import { casesOfContact } from './person-panel.tsx'

export const feature: Feature = {
  handlers: [partiesResource],
  operations: [parties],
  tables: [erased('case_parties', { person_id: 'merged' })],
  additions: [
    clientsAudience,
    casesOfContact,
    onMerge.with(({ tx }, pair) => moveParties(tx, pair)),
  ],
}
