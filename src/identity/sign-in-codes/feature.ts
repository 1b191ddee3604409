import { erased, runs } from '../../kit/feature.ts'
import type { Feature } from '../../web/index.ts'
import * as codes from './codes.ts'
import { mailedCodesController } from './controller.tsx'
import { codeJob, sendCode } from './codes.ts'
import { mailKinds } from '../mailed-code/mails.ts'

export const feature: Feature = {
  handlers: [mailedCodesController],
  operations: [codes],
  tables: [erased('sign_in_codes', { person_id: 'none' })],
  jobs: [runs(codeJob, sendCode)],
  mails: mailKinds,
}
