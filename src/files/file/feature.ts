import { erased } from '../../kit/feature.ts'
import type { Feature } from '../../web/index.ts'
import * as files from './files.ts'
import { fileResource, seenFileResource } from './resource.tsx'
import { versionsResource } from './versions-resource.tsx'

export const feature: Feature = {
  handlers: [seenFileResource, fileResource, versionsResource],
  operations: [files],
  tables: [
    erased('file_downloads', { person_id: 'none' }),
    erased('file_versions', { added_by: 'none' }),
    erased('files', { added_by: 'none' }),
  ],
}
