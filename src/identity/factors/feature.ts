import { erased } from '../../kit/feature.ts'
import type { Feature } from '../../web/index.ts'
import * as again from './again.ts'
import * as apps from './apps/apps.ts'
import * as passkeys from './passkeys/passkeys.ts'
import * as recoveryCodes from './recovery-codes/codes.ts'
import * as reset from './reset.ts'
import * as rule from './rule.ts'
import * as secondStep from './second-step/second-step.ts'
import { secondStepController } from './second-step/controller.tsx'
import { factorsController } from './controller.tsx'
import { consoleRuleResource, factorsOfPerson } from './help/resource.tsx'
import { factorEndpoints } from './endpoints.ts'
import { mailKinds } from './mails.ts'

export const feature: Feature = {
  handlers: [secondStepController, factorsController, consoleRuleResource, factorEndpoints],
  operations: [again, apps, passkeys, recoveryCodes, reset, rule, secondStep],
  tables: [
    erased('spent_challenges'),
    erased('passkeys', { person_id: 'none' }),
    erased('recovery_codes', { person_id: 'none' }),
    erased('authenticator_apps', { person_id: 'none' }),
  ],
  mails: mailKinds,
  additions: [factorsOfPerson],
}
