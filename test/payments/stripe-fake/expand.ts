import type Stripe from 'stripe'
import type { StripeState } from './fake.ts'
import { invalid } from './refusal.ts'

type Node = Record<string, unknown>

/** An answer with what was asked for instead of its ids; and, as Stripe does, a charge without its refunds otherwise. */
export function expanded(state: StripeState, object: object, paths: readonly string[]): object {
  const answer = structuredClone(object) as Node
  for (const path of paths) follow(state, answer, path.split('.'), path)
  return answer
}

function follow(state: StripeState, at: Node, [name, ...rest]: string[], path: string): void {
  if (name === undefined) return
  if (name === 'data' && Array.isArray(at['data'])) {
    for (const item of at['data'] as Node[]) follow(state, item, rest, path)
    return
  }
  if (name === 'refunds' && at['object'] === 'charge') {
    at['refunds'] = refundsOf(state, String(at['id']))
    return
  }
  if (!(name in at))
    throw invalid(`This property cannot be expanded (${path}).`, undefined, 'expand')
  const value = at[name]
  if (typeof value === 'string') at[name] = lookUp(state, value, path)
  if (typeof at[name] === 'object' && at[name] !== null) follow(state, at[name] as Node, rest, path)
}

function lookUp(state: StripeState, id: string, path: string): Node {
  const { intents, setups, methods, charges } = state
  for (const all of [intents, setups, methods, charges]) {
    const found = all.get(id)
    if (found) return withoutRefunds(structuredClone(found) as unknown as Node)
  }
  throw invalid(`This property cannot be expanded (${path}).`, undefined, 'expand')
}

function withoutRefunds(object: Node): Node {
  if (object['object'] === 'charge') delete object['refunds']
  return object
}

/** Ten of them: who wants more asks for the list. */
function refundsOf(state: StripeState, charge: string): Stripe.ApiList<Stripe.Refund> {
  const all = [...state.refunds.values()].filter((refund) => refund.charge === charge).toReversed()
  return {
    object: 'list',
    url: `/v1/charges/${charge}/refunds`,
    has_more: all.length > 10,
    data: structuredClone(all.slice(0, 10)),
  }
}
