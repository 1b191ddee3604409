import type { Feature } from '../../web/index.ts'
import { INVITATION_MAIL, lateInvitation } from './bulk.ts'

export const feature: Feature = {
  lateMails: { [INVITATION_MAIL]: lateInvitation },
}
