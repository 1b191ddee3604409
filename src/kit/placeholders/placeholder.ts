import type { Tx } from '../db/database.ts'
import type { Language } from '../texts.ts'

/** What stands for a value in a text that people write, such as `{{contact.first_name}}`. */
export interface Placeholder {
  /** In lower case, such as `contact.first_name`: a group and a name, or a name alone. */
  readonly name: string
  readonly label: Readonly<Record<Language, string>>
  /** What a preview shows in its place. */
  readonly example: Value | Readonly<Record<Language, Value>>
  /** Not every thing has one: a text says what else to write, as in `{{company.name | default: "you"}}`. */
  readonly mayBeEmpty?: boolean
}

/** A day is written as its reader writes days; null, like an empty text, has the fallback written instead. */
export type Value = string | Temporal.PlainDate | null

/** By the placeholder's name. */
export type Values = Readonly<Record<string, Value>>

/** Placeholders of one kind of thing, as a feature declares them. */
export interface PlaceholderSource {
  /** The kind of thing whose id values are read by, such as `contact`. */
  readonly of: string
  readonly placeholders: readonly Placeholder[]
  /** Those that a portal has added to the thing itself. */
  readonly own?: (tx: Tx) => Promise<readonly Placeholder[]>
  /** Absent where whoever fills a text in knows the values anyhow. @param id of the row */
  readonly values?: (tx: Tx, id: string) => Promise<Values>
}

/** What can stand in a text, by name, in the order in which it is offered. */
export type Known = ReadonlyMap<string, Placeholder>

/** As it is written in a text, with an empty fallback to fill in where it may have no value. */
export const written = ({ name, mayBeEmpty }: Pick<Placeholder, 'name' | 'mayBeEmpty'>): string =>
  mayBeEmpty ? `{{${name} | default: ""}}` : `{{${name}}}`

export const exampleOf = ({ example }: Placeholder, language: Language): Value =>
  example === null || typeof example === 'string' || example instanceof Temporal.PlainDate
    ? example
    : example[language]

export const examplesOf = (placeholders: Known, language: Language): Values =>
  Object.fromEntries([...placeholders.values()].map((one) => [one.name, exampleOf(one, language)]))

const NAME_LENGTH = 36

/** A label as part of a placeholder's name: `Número de póliza` is `numero_de_poliza`. '' where no letter is Latin. */
export const nameOf = (label: string): string =>
  label
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .slice(0, NAME_LENGTH)
    .replaceAll(/^_+|_+$/g, '')
