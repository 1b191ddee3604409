import { z } from 'zod'
import { holdPerson, mailLinkAgain } from '../../identity/index.ts'
import { id, show } from '../../kit/ids.ts'
import { done, operation, performPart } from '../../kit/operation.ts'
import { refuse as kitRefuse } from '../../kit/refusal.ts'
import { subscriptionById } from './queries.ts'
import { cancelSubscription, keepSubscription } from './subscriptions.ts'

const input = z.strictObject({ subscription: id('subscription') })

export const cancelOwn = operation({
  name: 'billing.cancel',
  done: { en: 'Cancelled their subscription', es: 'Canceló su suscripción' },
  summary: 'Ends a subscription of one’s own with the period that is paid for',
  input,
  right: 'self',
  async run(op, { subscription: subscriptionId }) {
    const of = await subscriptionById(op.tx, subscriptionId)
    if (of?.personId !== op.caller.person) return kitRefuse('not_found')
    const subscription = show('subscription', subscriptionId)
    const cancelled = await performPart(op, cancelSubscription, { subscription })
    if (!cancelled.ok) return cancelled
    op.note({ subject: subscription })
    return done({ subscription: subscriptionId })
  },
})

export const keepOwn = operation({
  name: 'billing.keep',
  done: { en: 'Kept their subscription', es: 'Conservó su suscripción' },
  summary: 'Lets a subscription of one’s own go on that was to end with its period',
  input,
  right: 'self',
  async run(op, { subscription: subscriptionId }) {
    const of = await subscriptionById(op.tx, subscriptionId)
    if (of?.personId !== op.caller.person) return kitRefuse('not_found')
    const subscription = show('subscription', subscriptionId)
    const kept = await performPart(op, keepSubscription, { subscription })
    if (!kept.ok) return kept
    op.note({ subject: subscription })
    return done({ subscription: subscriptionId })
  },
})

/** Of whoever has come by a mailed link to subscribe again, and has forgotten the password as well. */
export const askForPassword = operation({
  name: 'subscription.ask_password',
  done: { en: 'Asked for a new password', es: 'Pidió una contraseña nueva' },
  summary: 'Mails a link for a new password to whoever a mailed link to subscribe again is of',
  input,
  right: null,
  quiet: true,
  async run(op, { subscription: subscriptionId }) {
    const of = await subscriptionById(op.tx, subscriptionId)
    const person = of && (await holdPerson(op.tx, of.personId))
    if (!person) return kitRefuse('not_found')
    await mailLinkAgain(op, person)
    op.note({ subject: show('person', person.id) })
    return done({})
  },
})
