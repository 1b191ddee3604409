/** Reads `line_items[0][price_data][currency]=usd` as what it means. */
export function readForm(encoded: string): Record<string, unknown> {
  const whole: Record<string, unknown> = {}
  for (const [name, value] of new URLSearchParams(encoded)) {
    const [first = '', ...rest] = name.split(/\[|\]\[?/).filter((part) => part !== '')
    let at = whole
    let key = first
    for (const part of rest) {
      at[key] ??= {}
      at = at[key] as Record<string, unknown>
      key = part
    }
    at[key] = value
  }
  return withLists(whole) as Record<string, unknown>
}

function withLists(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(([key, item]) => [key, withLists(item)] as const)
  const isList = entries.length > 0 && entries.every(([key], at) => key === String(at))
  return isList ? entries.map(([, item]) => item) : Object.fromEntries(entries)
}
