import { erased, runs } from '../../kit/feature.ts'
import type { Feature } from '../../web/index.ts'
import * as codes from './codes.ts'
import { codeJob, sendCode } from './codes.ts'
import { mailKinds } from '../mailed-code/mails.ts'
import { mailedCodesResource } from './resource.tsx'

export const feature: Feature = {
  handlers: [mailedCodesResource],
  operations: [codes],
  tables: [erased('sign_in_codes', { person_id: 'none' })],
  jobs: [runs(codeJob, sendCode)],
  mails: mailKinds,
}
