/** What a command prints, for whoever reads it; programs ask for JSON. */

type Row = Record<string, unknown>

const isObject = (value: unknown): value is Row => typeof value === 'object' && value !== null
const textOf = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value))
const isRows = (value: unknown): value is Row[] =>
  Array.isArray(value) && value.length > 0 && value.every(isObject)

const isNone = (value: unknown) => Array.isArray(value) && value.length === 0

/** A value in a line: what has a name is called by it. */
function cell(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value)) return value.map(cell).join(', ')
  if (!isObject(value)) return textOf(value).replaceAll(/\s+/g, ' ')
  const { name, id } = value
  if (typeof name === 'string' && typeof id === 'string') return name
  return Object.entries(value)
    .filter(([, one]) => one !== null)
    .map(([key, one]) => `${key} ${cell(one)}`)
    .join(', ')
}

/** A cell no wider than this, so that several go beside each other. */
const WIDEST = 40

const fitted = (text: string) => (text.length > WIDEST ? `${text.slice(0, WIDEST - 1)}…` : text)

/** As many columns as there is room for; what is empty in all rows is none. */
function table(rows: readonly Row[], width: number): string[] {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  const columns = names
    .map((name) => [name, ...rows.map((row) => fitted(cell(row[name])))])
    .filter(([, ...cells]) => cells.some((text) => text !== ''))
    .map((column) => ({ column, wide: Math.max(...column.map(({ length }) => length)) + 2 }))
  let charactersLeft = width
  const shown = columns.filter(({ wide }, index) => (charactersLeft -= wide) >= -2 || index === 0)
  const left = columns.filter((one) => !shown.includes(one)).map(({ column }) => column[0]!)
  const lines = rows.map((_, row) => row + 1)
  return [
    ...[0, ...lines].map((line) =>
      shown
        .map(({ column, wide }) => column[line]!.padEnd(wide))
        .join('')
        .trimEnd(),
    ),
    ...(left.length > 0 ? [`(--json also has ${left.join(', ')})`] : []),
  ]
}

/** An answer as lines and tables. @param width of the terminal, in characters */
export function printed(value: unknown, width: number): string {
  if (value === undefined) return 'Done.'
  if (!isObject(value)) return textOf(value)
  const { next, ...shown } = value
  const entries = Object.entries(shown)
  const details = entries.filter(([, one]) => !isRows(one) && !isNone(one))
  const wide = Math.max(0, ...details.map(([name]) => name.length)) + 2
  const blocks = [
    details.map(([name, one]) => `${name.padEnd(wide)}${cell(one)}`.trimEnd()),
    ...entries.flatMap(([name, one]) =>
      isRows(one) ? [[`${name}:`, ...table(one, width)]] : isNone(one) ? [[`${name}: none`]] : [],
    ),
  ]
  if (typeof next === 'string') blocks.push([`There is more: --cursor ${next}`])
  return blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')
}
