import { erased, runs } from '../../kit/feature.ts'
import type { Feature } from '../../web/index.ts'
import * as findPortals from './find-portals.ts'
import { findPortalsController } from './controller.tsx'
import { findPortalsJob, mailPlaces } from './find-portals.ts'

export const feature: Feature = {
  handlers: [findPortalsController],
  operations: [findPortals],
  tables: [erased('email_places', { person_id: 'none' })],
  jobs: [runs(findPortalsJob, mailPlaces)],
}
