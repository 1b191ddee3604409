import type { Right } from '../../gate/index.ts'
import type { OwnerKind } from '../../identity/index.ts'
import { sendingOperations } from './resending.ts'
import { endpointOperations } from './webhooks.ts'

/** What is done to one kind of owner's webhooks, and the right to it. */
const onWebhooksOf = (kind: OwnerKind, right: Right) => ({
  right,
  ...endpointOperations(kind, right),
  ...sendingOperations(kind, right),
})
export type OnWebhooks = ReturnType<typeof onWebhooksOf>

export const onPortalsWebhooks = onWebhooksOf('portal', 'portal:configure')
export const onPartnersWebhooks = onWebhooksOf('partner', 'portals:provision')

/* Each by a name of its own, since an operation is found in the list of all by being exported. */
export const {
  add: addPortalWebhook,
  change: changePortalWebhook,
  rotate: rotatePortalWebhookSecret,
  disable: disablePortalWebhook,
  enable: enablePortalWebhook,
  remove: removePortalWebhook,
  test: testPortalWebhook,
  resend: resendPortalWebhook,
  resendFailed: resendFailedPortalWebhooks,
} = onPortalsWebhooks
export const {
  add: addPartnerWebhook,
  change: changePartnerWebhook,
  rotate: rotatePartnerWebhookSecret,
  disable: disablePartnerWebhook,
  enable: enablePartnerWebhook,
  remove: removePartnerWebhook,
  test: testPartnerWebhook,
  resend: resendPartnerWebhook,
  resendFailed: resendFailedPartnerWebhooks,
} = onPartnersWebhooks
