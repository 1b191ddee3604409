import type { Feature } from '../../web/index.ts'
import * as partners from './partners.ts'
import * as prices from './prices.ts'
import { partnerResources } from './resource.tsx'
import { partnersKeys } from '../keys.ts'
import { partnersPeople, portalsPeople } from '../people.ts'
import { portalsMailbox } from '../mailbox.ts'

export const feature: Feature = {
  handlers: [partnerResources, partnersKeys, partnersPeople, portalsPeople, portalsMailbox],
  operations: [partners, prices],
}
