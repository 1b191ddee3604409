import { z } from 'zod'
import { reached } from '../../kit/caps.ts'
import { id, newId, show } from '../../kit/ids.ts'
import { done, operation } from '../../kit/operation.ts'
import { isRefusal, refuse as kitRefuse } from '../../kit/refusal.ts'
import { amountIn } from '../amount.ts'
import { invoiceSettings } from '../invoice/queries.ts'
import { refuse } from '../refusals.ts'
import { sellersOf } from './selling.ts'
import type { Plan } from './plan.ts'
import { asWish, planChange, planInput, termsOf } from './plan-input.ts'
import { changePlanRow, countPlans, insertPlan, insertVersion, lockPlan } from './queries.ts'

const right = 'payments:manage' as const

const PLAN_DETAILS = {
  amount: { en: 'Amount', es: 'Importe' },
  currency: { en: 'Currency', es: 'Moneda' },
  plan_version: { en: 'Version', es: 'Versión' },
} as const

const noteOf = ({ id, number, name, price }: Plan) => ({
  subject: show('plan', id),
  details: {
    name,
    amount: amountIn(price.minor, price.currency),
    currency: price.currency,
    plan_version: number,
  },
})

export const createPlan = operation({
  name: 'plan.create',
  done: { en: 'Made a plan', es: 'Creó un plan' },
  details: PLAN_DETAILS,
  summary: 'Makes a plan that people can be subscribed to',
  input: planInput,
  right,
  async run(op, input) {
    const { tx, portal, now, caller } = op
    const most = await reached(op, 'plans', portal, () => countPlans(tx))
    if (most !== null) return refuse('too_many_plans', { values: { most } })
    const { currency = (await invoiceSettings(tx)).currency } = input
    const terms = termsOf({ ...input, currency })
    if (isRefusal(terms)) return terms
    const plan = { ...terms, id: newId(), number: 1 }
    await insertPlan(tx, plan.id, now)
    await insertVersion(tx, plan, { now, by: caller.person ?? null })
    op.note(noteOf(plan))
    return done({ plan: plan.id })
  },
})

export const changePlan = operation({
  name: 'plan.change',
  done: { en: 'Changed a plan', es: 'Cambió un plan' },
  details: PLAN_DETAILS,
  summary:
    'Makes a new version of a plan, for those who subscribe from now on; who has it stays in theirs',
  input: planChange,
  right,
  async run(op, { plan: id, version, ...wish }) {
    const { tx, now, caller, installation } = op
    const row = await lockPlan(tx, id)
    if (!row) return kitRefuse('not_found')
    const stale = op.basedOn(row.version, version)
    if (stale) return stale
    if (row.archivedAt) return refuse('plan_archived')
    const { current } = row
    if (wish.currency !== undefined && wish.currency !== current.price.currency)
      return refuse('plan_currency', { field: 'currency' })
    const given = Object.entries(wish).filter(([, value]) => value !== undefined)
    const terms = termsOf({ ...asWish(current), ...Object.fromEntries(given) })
    if (isRefusal(terms)) return terms
    if (JSON.stringify(asWish(terms)) === JSON.stringify(asWish(current))) return done({ plan: id })
    const most = installation.caps.planVersions
    if (current.number >= most) return refuse('too_many_plan_versions', { values: { most } })
    const plan = { ...terms, id, number: current.number + 1 }
    await insertVersion(tx, plan, { now, by: caller.person ?? null })
    await changePlanRow(tx, id, { current: plan.number })
    op.note(noteOf(plan))
    return done({ plan: id })
  },
})

export const archivePlan = operation({
  name: 'plan.archive',
  done: { en: 'Archived a plan', es: 'Archivó un plan' },
  summary: 'Takes a plan out of use, so that nobody new has it; who is subscribed stays so',
  input: z.strictObject({ plan: id('plan') }),
  right,
  async run(op, { plan: id }) {
    const { tx, now, installation } = op
    const row = await lockPlan(tx, id)
    if (!row) return kitRefuse('not_found')
    const stale = op.basedOn(row.version)
    if (stale) return stale
    if (row.archivedAt) return refuse('plan_archived')
    for (const sells of sellersOf.of(installation)) {
      const form = await sells(tx, id)
      if (form !== null) return refuse('plan_in_form', { values: { form } })
    }
    await changePlanRow(tx, id, { archived_at: now })
    op.note({ subject: show('plan', id), details: { name: row.current.name } })
    return done({ plan: id })
  },
})
