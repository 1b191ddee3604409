import { z } from 'zod'
import { id, show } from '../../kit/ids.ts'
import { done, operation } from '../../kit/operation.ts'
import { refuse as kitRefuse } from '../../kit/refusal.ts'
import { lockPlan, moveAtRenewal } from './queries.ts'

export const moveSubscribers = operation({
  name: 'plan.move_subscribers',
  done: {
    en: 'Had subscribers go over to the newest version of their plan',
    es: 'Hizo pasar suscriptores a la última versión de su plan',
  },
  details: { subscriptions: { en: 'Subscriptions', es: 'Suscripciones' } },
  summary:
    'Has all subscribers on earlier versions of a plan go over to its newest, each with their next renewal',
  input: z.strictObject({ plan: id('plan') }),
  right: 'payments:manage',
  async run({ tx, note }, { plan: planId }) {
    const plan = await lockPlan(tx, planId)
    if (!plan) return kitRefuse('not_found')
    const subscriptions = await moveAtRenewal(tx, planId, plan.current.number)
    note({
      subject: show('plan', planId),
      details: { name: plan.current.name, plan_version: plan.current.number, subscriptions },
    })
    return done({ plan: planId })
  },
})
