import { erased } from '../../kit/feature.ts'
import type { Feature } from '../../web/index.ts'
import * as accounts from './accounts.ts'
import * as providers from './providers.ts'
import * as rounds from './rounds.ts'
import { workAccountsResource } from './resource.tsx'

export const feature: Feature = {
  handlers: [workAccountsResource],
  operations: [accounts, providers, rounds],
  tables: [
    erased('oidc_rounds', { person_id: 'none' }),
    erased('oidc_identities', { person_id: 'none' }),
    erased('oidc_providers'),
  ],
}
