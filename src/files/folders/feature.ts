import { erased } from '../../kit/feature.ts'
import type { Feature } from '../../web/index.ts'
import * as folders from './folders.ts'
import * as placing from './placing.ts'
import { placingResource } from './placing-resource.tsx'
import { folderResource, foldersResource } from './resource.tsx'
import { foldersAbove } from './view.ts'

export const feature: Feature = {
  handlers: [foldersResource, folderResource, placingResource],
  operations: [folders, placing],
  tables: [erased('file_folders', { created_by: 'none' })],
  additions: [foldersAbove],
}
