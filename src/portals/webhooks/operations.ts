import { partnerSending, portalSending } from './resending.ts'
import { partnerWebhooks, portalWebhooks } from './webhooks.ts'

/** Each by a name of its own, since an operation is found in the list of all by being exported. */
export const {
  add: addPortalWebhook,
  change: changePortalWebhook,
  rotate: rotatePortalWebhookSecret,
  disable: disablePortalWebhook,
  enable: enablePortalWebhook,
  remove: removePortalWebhook,
} = portalWebhooks
export const {
  test: testPortalWebhook,
  resend: resendPortalWebhook,
  resendFailed: resendFailedPortalWebhooks,
} = portalSending

export const {
  add: addPartnerWebhook,
  change: changePartnerWebhook,
  rotate: rotatePartnerWebhookSecret,
  disable: disablePartnerWebhook,
  enable: enablePartnerWebhook,
  remove: removePartnerWebhook,
} = partnerWebhooks
export const {
  test: testPartnerWebhook,
  resend: resendPartnerWebhook,
  resendFailed: resendFailedPartnerWebhooks,
} = partnerSending
