/** An amount in the minor units of an ISO 4217 currency; never a float. */
export interface Money {
  readonly minor: bigint
  readonly currency: string
}

/** Decimals of a currency as `Intl` knows them: JPY 0, USD 2, KWD 3. @throws RangeError for no currency. */
export const decimals = (currency: string): number =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions()
    .maximumFractionDigits ?? 2

/** `12.50` in USD becomes 1250. @throws RangeError where the text is no amount of that currency. */
export function parseMoney(text: string, currency: string): Money {
  const places = decimals(currency)
  const match = /^(-?)(\d{1,15})(?:\.(\d+))?$/.exec(text.trim())
  if (!match || (match[3]?.length ?? 0) > places)
    throw new RangeError(`not an amount in ${currency}: ${text}`)
  const minor = BigInt(match[2]! + (match[3] ?? '').padEnd(places, '0'))
  return { minor: match[1] ? -minor : minor, currency }
}

/** `12.50`: what `parseMoney` reads, for programs and spreadsheets. */
export function decimalMoney({ minor, currency }: Money): string {
  const places = decimals(currency)
  const digits = (minor < 0n ? -minor : minor).toString().padStart(places + 1, '0')
  const text = places ? `${digits.slice(0, -places)}.${digits.slice(-places)}` : digits
  return `${minor < 0n ? '-' : ''}${text}`
}

/** As people of that language write it. */
export const formatMoney = (money: Money, language: string): string =>
  new Intl.NumberFormat(language, { style: 'currency', currency: money.currency }).format(
    decimalMoney(money) as Intl.StringNumericLiteral,
  )

/** Splits so that the parts sum to the whole: the first ones carry the remainder. */
export function split({ minor, currency }: Money, parts: number): Money[] {
  const count = BigInt(parts)
  const base = minor / count
  const rest = minor - base * count
  const step = rest < 0n ? -1n : 1n
  return Array.from({ length: parts }, (_, i) => ({
    minor: base + (BigInt(i) < rest * step ? step : 0n),
    currency,
  }))
}
