import type { Reachable } from '../../identity/index.ts'

/**
 * How somebody stands when there is something to tell them: `mailed` where they get in and a mail comes to them,
 * `waiting` where they are invited, `not_invited` and `lapsed` where they can be, `cannot_be` where not as they are.
 */
export const STANDINGS = [
  'mailed',
  'waiting',
  'not_invited',
  'lapsed',
  'no_email',
  'cannot_be',
  'disabled',
] as const
export type Standing = (typeof STANDINGS)[number]

type Who = Pick<Reachable, 'state' | 'email' | 'whyNot'>

/** Whether they have registered and are not disabled; a lock ends by itself. */
export const canSignIn = ({ state }: Pick<Who, 'state'>): boolean =>
  state === 'registered' || state === 'locked'

export function standingOf(who: Who): Standing {
  if (who.state === 'disabled') return 'disabled'
  if (who.email === null) return 'no_email'
  if (canSignIn(who)) return 'mailed'
  if (who.state === 'invited') return 'waiting'
  if (who.whyNot !== null) return 'cannot_be'
  return who.state === 'not_invited' ? 'not_invited' : 'lapsed'
}

/** Those who can be invited, and have no invitation that works. */
export const isInvitable = (who: Who): boolean =>
  ['not_invited', 'lapsed'].includes(standingOf(who))

/** What became of telling somebody: as they stood, or that they were `invited` in the same press. */
export type Outcome = Standing | 'invited'

/** Those of one outcome: how many, and the names of some. */
export interface Group {
  count: number
  names: string[]
}
export type Told = Partial<Record<Outcome, Group>>

/** Names that a group keeps. */
const NAMED = 3

export function grouped(people: readonly { name: string; outcome: Outcome }[]): Told {
  const groups = Map.groupBy(people, ({ outcome }) => outcome)
  return Object.fromEntries(
    [...groups].map(([outcome, those]) => [
      outcome,
      { count: those.length, names: those.slice(0, NAMED).map(({ name }) => name) },
    ]),
  )
}
