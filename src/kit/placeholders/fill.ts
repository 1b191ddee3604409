import { Context, toValueSync } from 'liquidjs'
import type { Language } from '../texts.ts'
import { plain } from './filters.ts'
import { liquid, parse } from './parse.ts'
import type { Values } from './placeholder.ts'

/** Longest value that is put in, in UTF-16 units: a text of any number of placeholders stays bounded. */
const LONGEST_VALUE = 2000

interface Filled {
  /** Of whoever reads it. */
  language: Language
  /**
   * Where it goes. `text`: as it is, for what escapes for itself, as JSX does. `line`: one line, for subjects and
   * titles. `html`: values are escaped, and what stands around them is HTML already.
   */
  as?: 'text' | 'line' | 'html'
}

/**
 * Puts values in, once: what looks like a placeholder in a value stays as it is. A name that is not known, such as
 * of a field that was removed, has its fallback, else nothing; what is no placeholder stays as it was written.
 */
export function fill(text: string, values: Values, { language, as = 'text' }: Filled): string {
  if (!text.includes('{{')) return AS[as](text, '')
  const context = new Context(scopeOf(values), liquid.options, {
    globals: { language },
    sync: true,
  })
  const filled = parse(text).map((piece) => {
    if (piece.kind !== 'placeholder') return AS[as](piece.source, '')
    const value = plain(toValueSync(piece.output.value.value(context)), language)
    return AS[as]('', shortened(value))
  })
  return filled.join('')
}

/** Cut between characters. */
const shortened = (value: string): string =>
  value.length <= LONGEST_VALUE ? value : value.slice(0, LONGEST_VALUE).toWellFormed()

// oxlint-disable-next-line no-control-regex
const BREAKS = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g
const ESCAPED: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** What somebody wrote, or a value: one of both. */
const AS: Record<NonNullable<Filled['as']>, (around: string, value: string) => string> = {
  text: (around, value) => around + value,
  line: (around, value) => (around + value).replaceAll(BREAKS, ' '),
  html: (around, value) =>
    around + value.replaceAll(/[&<>"']/g, (character) => ESCAPED[character]!),
}

/** `contact.first_name` as what Liquid looks for, without anything inherited. */
function scopeOf(values: Values): object {
  const scope = Object.create(null) as Record<string, unknown>
  for (const [name, value] of Object.entries(values)) {
    const [group, rest] = name.split('.', 2) as [string, string?]
    if (rest === undefined) scope[group] = value
    else {
      const inner = (scope[group] ??= Object.create(null)) as Record<string, unknown>
      inner[rest] = value
    }
  }
  return scope
}
