import { z } from 'zod'
import { id, show } from '../../kit/ids.ts'
import type { Installation } from '../../kit/installation.ts'
import { done, jobCaller, operation, perform } from '../../kit/operation.ts'
import { isRefusal } from '../living.ts'
import { refuse } from '../refusals.ts'
import { failedTooLong } from './deliveries/delivery.ts'
import type { EndpointQueue } from './sending/queue.ts'
import { disabledMail } from './mails.ts'
import { homeOf, owned } from './owners.ts'
import { whomToTell } from './telling.ts'
import { partnerOfEndpoint } from './queries.ts'
import type { OwnerKind } from './webhook.ts'
import { aboutEndpoint, disableEndpoint, lockEndpoint } from './endpoint.ts'

/** Disables an endpoint that takes nothing any more, and writes to one person about it, once. */
const givingUp = (kind: OwnerKind) =>
  operation({
    name: `${kind}.give_up_webhook`,
    summary:
      'A webhook that has taken nothing for three days, or that says it is gone, is disabled',
    input: owned(kind, { webhook: id('webhook'), why: z.enum(['failing', 'gone']) }),
    right: 'job',
    portal: homeOf,
    async run(work, { why, ...named }) {
      const found = await lockEndpoint(work, named)
      if (isRefusal(found)) return found
      const { owner, endpoint } = found
      const over =
        endpoint.state === 'enabled' &&
        (why === 'gone' || failedTooLong(endpoint.failingSince, work.now))
      if (!over) return refuse('not_due')
      const given_up = await disableEndpoint(work, owner, endpoint.id, why)
      const to = await whomToTell(work.tx, owner, endpoint)
      if (to) await work.mail(disabledMail(work.installation, owner, endpoint, why, to))
      work.note(aboutEndpoint(owner, endpoint.id, { why, given_up }))
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
  const partner = await installation.db.read({ portal }, (tx) =>
    partnerOfEndpoint(tx, portal, endpoint),
  )
  if (partner === undefined) return
  const webhook = show('webhook', endpoint)
  await (partner === null
    ? perform(installation, giveUpPortalWebhook, jobCaller(portal), {
        portal: show('portal', portal),
        webhook,
        why,
      })
    : perform(installation, giveUpPartnerWebhook, jobCaller(portal), {
        partner: show('partner', partner),
        webhook,
        why,
      }))
}
