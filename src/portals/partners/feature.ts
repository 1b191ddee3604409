import type { Feature } from '../../web/index.ts'
import * as partners from './partners.ts'
import * as prices from './prices.ts'
import { partnersController } from './list-controller.tsx'
import { overviewController } from './overview-controller.tsx'
import { settingsController as partnerSettingsController } from './settings-controller.tsx'
import { partnerEndpoints } from './endpoints.ts'
import { partnersKeys } from '../keys.ts'
import { partnersPeople } from '../people.ts'
import { portalsMailbox } from '../mailbox.ts'

export const feature: Feature = {
  handlers: [
    partnersController,
    overviewController,
    partnerSettingsController,
    partnerEndpoints,
    partnersKeys,
    partnersPeople,
    portalsMailbox,
  ],
  operations: [partners, prices],
}
