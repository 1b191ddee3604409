import { z } from 'zod'
import { because } from './validation.ts'

// Within its encoding anything could be written: what the database cannot compare with is no place.

/** Text that a list is sorted by. */
export const keyText = z
  .string()
  .max(1000)
  .refine((text) => text.isWellFormed() && !text.includes('\0'))

const notBeforeOurEra = (text: string) => !text.startsWith('0000')

/** A date that a list is sorted by. */
export const keyDate = z.iso.date().refine(notBeforeOurEra)

/** An instant that a list is sorted by, as exact as the database is. */
export const keyInstant = z.iso.datetime().max(40).refine(notBeforeOurEra)

export const keyId = z.uuid()

type Shape = Record<string, z.ZodType<string>>
type Key<S extends Shape> = { [K in keyof S]: z.output<S[K]> }

/** How a place in a list is told to whoever asks for the page beside it. */
export interface Cursor<K> {
  write(row: { [N in keyof K]: { toString(): string } }): string
  /** Null where the text is none of this list. */
  read(text: string): K | null
  /** In the query of an endpoint. */
  readonly field: z.ZodOptional<z.ZodString>
}

/**
 * The cursor of a list that is sorted by more than its ids. It carries all that the list is sorted by, as it was
 * when the page was read: the row may have gone, or be called otherwise, before the next page is asked for.
 */
export function cursorOf<S extends Shape>(shape: S): Cursor<Key<S>> {
  const names = Object.keys(shape)
  const place = z.strictObject(shape)
  const values = z.array(z.string()).length(names.length)
  const read = (text: string): Key<S> | null => {
    try {
      const told = values.parse(JSON.parse(Buffer.from(text, 'base64url').toString()))
      return place.parse(Object.fromEntries(names.map((name, n) => [name, told[n]]))) as Key<S>
    } catch {
      return null
    }
  }
  return {
    write: (row) =>
      Buffer.from(JSON.stringify(names.map((name) => String(row[name])))).toString('base64url'),
    read,
    field: z
      .string()
      .max(8000)
      .refine((text) => read(text) !== null, because('format'))
      .optional(),
  }
}
