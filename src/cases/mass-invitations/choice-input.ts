import { caseFilter } from '../case/browse/filter.ts'
import { DAYS } from './mass-invitation.ts'

/** A choice as it stands in an address and in the form that confirms it, nothing of it checked. */
export interface ChoiceInput {
  /** Shown ids. */
  cases: string[]
  /** Shown ids. */
  people: string[]
  /** What was not left empty. */
  filter: Record<string, string>
  /** As typed. */
  days: string
}

/** Names that a filter's fields have in the address and in the form. */
const FILTER = Object.keys(caseFilter.shape)

/** Reads a choice: cases or contacts by their ids, else all cases that match. */
export function chosenIn(
  one: (name: string) => string | undefined,
  all: (name: string) => string[],
): ChoiceInput {
  const filter = FILTER.flatMap((name) => {
    const value = one(name)
    return value ? [[name, value] as const] : []
  })
  return {
    cases: all('cases'),
    people: all('people'),
    filter: Object.fromEntries(filter),
    days: one('days') ?? String(DAYS),
  }
}

/**
 * What an operation is asked for then. A filter that cannot be read is refused, never taken for none:
 * that would be everybody.
 */
export function inputOf({ cases, people, filter, days }: ChoiceInput) {
  const chosen = cases.length + people.length > 0
  return {
    ...(cases.length > 0 ? { cases } : {}),
    ...(people.length > 0 ? { people } : {}),
    ...(chosen && Object.keys(filter).length === 0 ? {} : { matching: filter }),
    days: /^\d{1,6}$/.test(days.trim()) ? Number(days) : days,
  }
}

/** The same for a form or an address, which say it again; `[name, value]` since ids repeat a name. */
export const fieldsOf = ({ cases, people, filter }: ChoiceInput): [string, string][] => [
  ...cases.map((id): [string, string] => ['cases', id]),
  ...people.map((id): [string, string] => ['people', id]),
  ...Object.entries(filter),
]

/** What is wrong, by the names that fields have in the form. */
export const errorsIn = <T>(errors: Record<string, T>): Record<string, T> =>
  Object.fromEntries(
    Object.entries(errors).map(([field, error]) => [field.replace(/^matching\./, ''), error]),
  )
