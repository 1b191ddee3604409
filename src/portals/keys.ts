import { keysOf } from '../identity/index.ts'
import { routes } from '../routes.ts'
import { partnerSection } from './owners.tsx'

/** A partner's API keys, for its own people and the operators. */
export const partnersKeys = keysOf(
  partnerSection,
  { list: routes.partnerKeys, revocation: routes.partnerKeyRevocation },
  'partner:manage',
)
