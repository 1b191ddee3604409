import type Stripe from 'stripe'
import fixtures from './fixtures.json' with { type: 'json' }

export type Kind = keyof typeof fixtures

/** What has no example among Stripe's fixtures, and stands in the library's types. */
const BESIDE: Partial<Record<Kind, string[]>> = {
  payment_method: ['us_bank_account'],
  mandate: ['multi_use'],
}

/** An object in the shape that Stripe publishes for it: what is not in that shape cannot be given to it. */
export function made<Whole>(kind: Kind, id: string, given: Partial<Whole>): Whole {
  const shape = structuredClone(fixtures[kind]) as Record<string, unknown>
  for (const name of Object.keys(given))
    if (!(name in shape) && !BESIDE[kind]?.includes(name))
      throw new Error(`Stripe’s ${kind} has no ${name}`)
  return { ...shape, id, ...given } as Whole
}

export const account = made<Stripe.Account>('account', 'acct_1HarbourLaw', {})
