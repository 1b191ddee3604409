import { erased } from '../../kit/feature.ts'
import type { Feature } from '../../web/index.ts'
import * as formFields from './form-fields.ts'
import * as forms from './forms.ts'
import { formResource, formsResource } from './resource.tsx'

export const feature: Feature = {
  handlers: [formsResource, formResource],
  operations: [forms, formFields],
  tables: [erased('form_versions'), erased('forms')],
}
