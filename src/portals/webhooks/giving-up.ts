import { z } from 'zod'
import type { OwnerKind } from '../../identity/index.ts'
import { show } from '../../kit/ids.ts'
import type { Installation } from '../../kit/installation.ts'
import { done, jobCaller, perform } from '../../kit/operation.ts'
import { refuse } from '../refusals.ts'
import { failedTooLong } from './deliveries/delivery.ts'
import type { EndpointQueue } from './sending/queue.ts'
import { disabledMail } from './mails.ts'
import { whomToTell } from './telling.ts'
import { partnerOfEndpoint } from './queries.ts'
import { aboutEndpoint, disableEndpoint, onEndpointOf } from './endpoint.ts'

/** Disables an endpoint that takes nothing any more, and writes to one person about it, once. */
const givingUp = (kind: OwnerKind) =>
  onEndpointOf(kind, { right: 'job' })({
    name: 'give_up_webhook',
    done: { en: 'Disabled a failing webhook', es: 'Desactivó un webhook que fallaba' },
    summary:
      'A webhook that has taken nothing for three days, or that says it is gone, is disabled',
    shape: { why: z.enum(['failing', 'gone']) },
    async run(op, { owner, endpoint }, { why }) {
      const over =
        endpoint.state === 'enabled' &&
        (why === 'gone' || failedTooLong(endpoint.failingSince, op.now))
      if (!over) return refuse('not_due')
      const given_up = await disableEndpoint(op, endpoint.id, why)
      const to = await whomToTell(op.tx, owner, endpoint)
      if (to) await op.mail(disabledMail(op.installation, owner, endpoint, why, to))
      op.note(aboutEndpoint(owner, endpoint.id, { why, given_up }))
      return done({ webhook: show('webhook', endpoint.id) })
    },
  })

export const giveUpPortalWebhook = givingUp('portal')
export const giveUpPartnerWebhook = givingUp('partner')

/** After an attempt that was one too many. Somebody may have been faster; then it does nothing. */
export async function disableFailing(
  installation: Installation,
  { portal, endpoint }: EndpointQueue,
  why: 'failing' | 'gone',
): Promise<void> {
  const partner = await installation.db.read({ portal }, (tx) => partnerOfEndpoint(tx, endpoint))
  if (partner === undefined) return
  const owner =
    partner === null ? { portal: show('portal', portal) } : { partner: show('partner', partner) }
  const giveUp = partner === null ? giveUpPortalWebhook : giveUpPartnerWebhook
  await perform(installation, giveUp, jobCaller(portal), {
    ...owner,
    webhook: show('webhook', endpoint),
    why,
  })
}
