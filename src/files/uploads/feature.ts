import { erased } from '../../kit/feature.ts'
import type { Feature } from '../../web/index.ts'
import * as guests from './guests.ts'
import { filesOfForms, withdrawnInForms } from './in-forms.ts'
import { uploadHandlers } from './resource.ts'
import * as uploads from './uploads.ts'

export const feature: Feature = {
  handlers: [uploadHandlers],
  operations: [
    uploads,
    {
      beginGuestUpload: guests.beginGuestUpload,
      withdrawGuestUpload: guests.withdrawGuestUpload,
    },
  ],
  additions: [filesOfForms, withdrawnInForms],
  tables: [erased('file_uploads', { person_id: 'none' })],
}
