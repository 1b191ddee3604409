import { keysOf } from '../identity/index.ts'
import { routes } from '../routes.ts'
import { partnerSection } from './owners.tsx'

/** A partner's API keys, for its own people and the operators. */
export const partnersKeys = keysOf(
  partnerSection,
  {
    list: routes.console.partners.one.keys,
    revocation: routes.console.partners.one.keys.one.revocation,
  },
  'partner:manage',
)
