import { erased, runs } from '../../kit/feature.ts'
import type { Feature } from '../../web/index.ts'
import * as findPortals from './find-portals.ts'
import { findPortalsJob, mailPlaces } from './find-portals.ts'
import { findPortalsResource } from './resource.tsx'

export const feature: Feature = {
  handlers: [findPortalsResource],
  operations: [findPortals],
  tables: [erased('email_places', { person_id: 'none' })],
  jobs: [runs(findPortalsJob, mailPlaces)],
}
