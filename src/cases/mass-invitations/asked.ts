import { filterIn, type CaseFilter } from './cases-matching.ts'
import { DAYS } from './mass-invitation.ts'

/** A choice as it stands in an address and in the form that confirms it. */
export interface Asked {
  /** Shown ids. */
  cases: string[]
  /** Shown ids. */
  people: string[]
  filter: CaseFilter
  /** As typed. */
  days: string
}

/** Reads a choice: cases or contacts by their ids, else all cases that match. */
export const chosenIn = (
  one: (name: string) => string | undefined,
  all: (name: string) => string[],
): Asked => ({
  cases: all('case'),
  people: all('person'),
  filter: filterIn(one),
  days: one('days') ?? String(DAYS),
})

/** What an operation is asked for then. */
export const inputOf = ({ cases, people, filter, days }: Asked) => ({
  ...(cases.length > 0 ? { cases } : {}),
  ...(people.length > 0 ? { people } : {}),
  ...(cases.length + people.length === 0 ? { matching: filter } : {}),
  days: /^\d{1,6}$/.test(days.trim()) ? Number(days) : days,
})

/** The same for a form or an address, which say it again; `[name, value]` since ids repeat a name. */
export const fieldsOf = ({ cases, people, filter }: Asked): [string, string][] => [
  ...cases.map((id): [string, string] => ['case', id]),
  ...people.map((id): [string, string] => ['person', id]),
  ...(cases.length + people.length === 0 ? Object.entries(filter) : []),
]
