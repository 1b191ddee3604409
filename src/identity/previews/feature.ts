import { erased } from '../../kit/feature.ts'
import type { Feature } from '../../web/index.ts'
import * as previews from './previews.ts'
import { ownPreviewsResource, previewsResource } from './resource.tsx'

export const feature: Feature = {
  handlers: [ownPreviewsResource, previewsResource],
  operations: [previews],
  tables: [erased('previews', { client_id: 'none', staff_id: 'none' })],
}
