import { line } from '../../identity/index.ts'

/** A matter that the portal's owner handles. Days are those of the portal's calendar, as `2026-01-05`. */
export interface Case {
  id: string
  /** Unique in its portal, in whatever case it is written. */
  number: string
  title: string
  /** Of the portal's lists; null where it has none. */
  type: string | null
  stage: string | null
  opened_on: string
  /** Null while it is open. */
  closed_on: string | null
  version: number
}

/** Spaces are collapsed: a client who states the number may type any. */
export const caseNumber = line(40).overwrite((text) => text.replaceAll(/\s+/g, ' '))

export const title = line(200)

/** Its particulars, as the audit trail calls them. */
export const CASE_DETAILS = {
  number: { en: 'Number', es: 'Número' },
  title: { en: 'Title', es: 'Título' },
  type: { en: 'Type', es: 'Tipo' },
  stage: { en: 'Stage', es: 'Fase' },
  opened_on: { en: 'Opened on', es: 'Abierto el' },
  closed_on: { en: 'Closed on', es: 'Cerrado el' },
}

/** The number of a year's case that nobody gave one: `2026-0007`. */
export const numberInYear = (year: string, nth: number): string =>
  `${year}-${String(nth).padStart(4, '0')}`

export const yearOf = (day: string): string => day.slice(0, 4)
