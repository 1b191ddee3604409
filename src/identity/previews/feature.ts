import { erased } from '../../kit/feature.ts'
import type { Feature } from '../../web/index.ts'
import * as previews from './previews.ts'
import { previewsController } from './controller.tsx'
import { previewEndpoints } from './endpoints.ts'

export const feature: Feature = {
  handlers: [previewsController, previewEndpoints],
  operations: [previews],
  tables: [erased('previews', { client_id: 'none', staff_id: 'none' })],
}
