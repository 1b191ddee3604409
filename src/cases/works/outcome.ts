import type { Tone } from '../../ui/index.ts'

/** Every outcome that a row can come to, in the order they are told, and how good it is. */
export const OUTCOMES = {
  invited: 'green',
  registered: 'grey',
  disabled: 'grey',
  lead: 'grey',
  no_email: 'amber',
  no_fact: 'amber',
  invited_lately: 'grey',
  gone: 'grey',
} as const satisfies Record<string, Tone>

export type OutcomeName = keyof typeof OUTCOMES

export const isOutcome = (name: string): name is OutcomeName => Object.hasOwn(OUTCOMES, name)
