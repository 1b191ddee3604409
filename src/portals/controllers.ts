import type { Served } from '../identity/index.ts'
import { installationEndpoints } from './api/installation-endpoints.ts'
import { portalEndpoints } from './api/portal-endpoints.ts'
import { personBillingEndpoints } from './billing/person/endpoints.ts'
import { reportsController } from './billing/reports/controller.tsx'
import { reportEndpoints } from './billing/reports/endpoints.ts'
import { brandingController } from './branding/controller.tsx'
import { clockController } from './clock/controller.tsx'
import { creationController } from './creation/controller.tsx'
import { deletionController } from './deletion/controller.tsx'
import { hostsController } from './hosts/controller.tsx'
import { jobsController } from './jobs/controller.tsx'
import { exportController } from './lifecycle/export-controller.tsx'
import { lifecycleController } from './lifecycle/controller.tsx'
import { mailboxController } from './mailbox/controller.tsx'
import { dashboardController } from './overview/dashboard-controller.tsx'
import { listController } from './overview/list-controller.tsx'
import { portalController } from './overview/portal-controller.tsx'
import { peopleController } from './people/controller.tsx'
import { settingsController } from './settings/controller.tsx'

/** Every page and endpoint of portals. */
export const portalsController: readonly Served[] = [
  ...dashboardController,
  ...listController,
  ...creationController,
  ...portalController,
  ...lifecycleController,
  ...exportController,
  ...deletionController,
  ...peopleController,
  ...mailboxController,
  ...hostsController,
  ...settingsController,
  ...brandingController,
  ...jobsController,
  ...clockController,
  ...portalEndpoints,
  ...reportsController,
  ...installationEndpoints,
  ...reportEndpoints,
  ...personBillingEndpoints,
]
