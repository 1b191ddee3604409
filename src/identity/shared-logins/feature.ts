import { erased, runs } from '../../kit/feature.ts'
import type { Feature } from '../../web/index.ts'
import * as ending from './ending.ts'
import * as sharedLogins from './shared-logins.ts'
import { sharedLoginsResource } from './resource.ts'
import { sharedLoginJob, tellStaffOfSharing } from './shared-logins.ts'
import { mailKinds } from './mails.ts'

export const feature: Feature = {
  handlers: [sharedLoginsResource],
  operations: [ending, sharedLogins],
  tables: [erased('shared_days', { person_id: 'none' })],
  jobs: [runs(sharedLoginJob, tellStaffOfSharing)],
  mails: mailKinds,
}
