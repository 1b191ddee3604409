/** The door of cases: what is done to many clients at once, and how that stands. */
import type { Served } from '../identity/index.ts'
import { massInvitationController } from './mass-invitations/controller.tsx'
import { massInvitationEndpoints } from './mass-invitations/endpoints.ts'
import { worksController } from './works/controller.tsx'
import { workEndpoints } from './works/endpoints.ts'

export { beginMassInvitation, goOnInviting } from './mass-invitations/mass-invitations.ts'
export { cancelWork, resumeWork } from './works/works.ts'

export const casesController: readonly Served[] = [
  ...worksController,
  ...workEndpoints,
  ...massInvitationController,
  ...massInvitationEndpoints,
]
