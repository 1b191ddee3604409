import { erased } from '../../kit/feature.ts'
import type { Feature } from '../../web/index.ts'
import * as again from './again.ts'
import * as apps from './apps/apps.ts'
import * as passkeys from './passkeys/passkeys.ts'
import * as recoveryCodes from './recovery-codes/codes.ts'
import * as reset from './reset.ts'
import * as rule from './rule.ts'
import * as secondStep from './second-step/second-step.ts'
import { mailKinds } from './mails.ts'
import { factorsResource } from './resource.tsx'
import { secondStepResource } from './second-step/resource.tsx'
import { consoleRuleResource, factorsOfPerson, resetFactorsResource } from './help/resource.tsx'

export const feature: Feature = {
  handlers: [factorsResource, secondStepResource, consoleRuleResource, resetFactorsResource],
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
