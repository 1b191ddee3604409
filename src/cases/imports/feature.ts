import { erased, runs } from '../../kit/feature.ts'
import type { Feature } from '../../web/index.ts'
import * as contactImport from './contact-import.ts'
import * as imports from './imports.ts'
import * as forgetting from './forgetting.ts'
import { importsController } from './controller.tsx'
import { importEndpoints } from './endpoints.ts'
import { forgetUploadsJob, forgetUploads } from './forgetting.ts'

export const feature: Feature = {
  handlers: [importsController, importEndpoints],
  operations: [contactImport, imports, forgetting],
  tables: [erased('import_uploads', { uploaded_by: 'none' })],
  jobs: [runs(forgetUploadsJob, forgetUploads)],
}
