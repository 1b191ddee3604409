import { runs } from '../../kit/feature.ts'
import type { Feature } from '../../web/index.ts'
import * as linkRequests from './link-requests.ts'
import * as openInvitation from './open-invitation.ts'
import * as registration from './registration.ts'
import * as resetByCode from './reset-by-code.ts'
import { newLinkJob, sendNewLink } from './link-requests.ts'
import { registrationResource } from './resource.tsx'

export const feature: Feature = {
  handlers: [registrationResource],
  operations: [linkRequests, openInvitation, registration, resetByCode],
  jobs: [runs(newLinkJob, sendNewLink)],
}
