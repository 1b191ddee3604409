import { decimals, type Money } from '../../../kit/money.ts'
import { GatewayTrouble } from '../gateway.ts'

/**
 * Decimals that Stripe counts in, where they are not two (docs.stripe.com/currencies). They are Stripe's own: a krona of
 * Iceland is 100 there, and so is a shilling of Uganda and a forint, which `Intl` knows to have no decimals.
 */
const STRIPE_DECIMALS = new Map<string, number>([
  ...['BIF', 'CLP', 'DJF', 'GNF', 'JPY', 'KMF', 'KRW', 'MGA'].map((code) => [code, 0] as const),
  ...['PYG', 'RWF', 'VND', 'VUV', 'XAF', 'XOF', 'XPF'].map((code) => [code, 0] as const),
  ...['BHD', 'JOD', 'KWD', 'OMR', 'TND'].map((code) => [code, 3] as const),
])
const stripeDecimals = (currency: string): number => STRIPE_DECIMALS.get(currency) ?? 2

/** Two-decimal at Stripe, of which only whole units are taken. */
const WHOLE_ONLY = new Set(['ISK', 'UGX'])

/** What an amount must be a multiple of: the last digit of three has to be 0 for Stripe's partners. */
const step = (currency: string): bigint =>
  WHOLE_ONLY.has(currency) ? 100n : stripeDecimals(currency) === 3 ? 10n : 1n

const scale = (currency: string): { up: bigint; down: bigint } => {
  const more = stripeDecimals(currency) - decimals(currency)
  return { up: 10n ** BigInt(Math.max(more, 0)), down: 10n ** BigInt(Math.max(-more, 0)) }
}

/**
 * An amount as Stripe takes it: 5 ISK are 500, 5.120 KWD are 5120, 500 JPY are 500.
 * @throws GatewayTrouble (refused) where Stripe could only take it rounded, since then another amount would be paid.
 */
export function toStripe({ minor, currency }: Money): { amount: number; currency: string } {
  const { up, down } = scale(currency)
  const amount = (minor * up) / down
  if (minor <= 0n || (minor * up) % down !== 0n || amount % step(currency) !== 0n)
    throw new GatewayTrouble('refused', `Stripe takes no ${minor} of ${currency}’s smallest units`)
  if (amount > BigInt(Number.MAX_SAFE_INTEGER))
    throw new GatewayTrouble('refused', `Stripe takes no amount as large as ${minor} ${currency}`)
  return { amount: Number(amount), currency: currency.toLowerCase() }
}

/**
 * An amount as Stripe tells it.
 * @throws GatewayTrouble (refused) of a fraction that we have no unit for; ours have none, since `toStripe` made them.
 */
export function fromStripe(amount: number, stripeCurrency: string): Money {
  const currency = stripeCurrency.toUpperCase()
  const { up, down } = scale(currency)
  const scaled = BigInt(amount) * down
  if (scaled % up !== 0n)
    throw new GatewayTrouble('refused', `Stripe has ${amount} ${currency}, which is no whole unit`)
  return { minor: scaled / up, currency }
}
