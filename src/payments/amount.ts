import { z } from 'zod'
import { amountOf, parseMoney } from '../kit/money.ts'
import { because } from '../kit/validation.ts'

/** No document is over more than this, in minor units: sums of thousands of them are exact everywhere. */
export const MOST = 10_000_000_000_000n

/** An amount as people and programs write it, such as `12.50`; how many decimals there may be, its currency says. */
export const amountText = z
  .string()
  .trim()
  .max(20)
  .refine((text) => /^\d{1,12}(\.\d{1,4})?$/.test(text), because('amount'))

/** @returns minor units; null where it has more decimals than its currency, or is too much */
export function minorOf(text: string, currency: string): bigint | null {
  try {
    const { minor } = parseMoney(text, currency)
    return minor <= MOST ? minor : null
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

/** As programs are shown it: `12.50`. */
export const amountIn = (minor: bigint, currency: string): string => amountOf({ minor, currency })

/** For a column: `MOST` is far below what a number holds exactly. */
export const toColumn = (minor: bigint): number => Number(minor)

/** A decimal with up to three places, such as a quantity or a percentage, in thousandths. */
export function milliOf(text: string): bigint {
  const [whole = '0', places = ''] = text.split('.')
  return BigInt(whole + places.padEnd(3, '0'))
}

/** The same as text, without places that say nothing. */
export function milliText(milli: bigint): string {
  const places = String(milli % 1000n)
    .padStart(3, '0')
    .replace(/0+$/, '')
  return places ? `${milli / 1000n}.${places}` : String(milli / 1000n)
}
