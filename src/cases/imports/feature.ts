import { erased, runs } from '../../kit/feature.ts'
import type { Feature } from '../../web/index.ts'
import * as contactImport from './contact-import.ts'
import * as imports from './imports.ts'
import * as forgetting from './forgetting.ts'
import { forgetUploadsJob, forgetUploads } from './forgetting.ts'
import { importsResource } from './resource.tsx'

export const feature: Feature = {
  handlers: [importsResource],
  operations: [contactImport, imports, forgetting],
  tables: [erased('import_uploads', { uploaded_by: 'none' })],
  jobs: [runs(forgetUploadsJob, forgetUploads)],
}
