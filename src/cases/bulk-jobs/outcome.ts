import type { Tone } from '../../ui/index.ts'

/** The kinds of bulk jobs, and the outcomes of their rows: in the order it is told, and how good it is. */
export const KINDS = {
  mass_invitation: {
    invited: 'green',
    registered: 'grey',
    disabled: 'grey',
    lead: 'grey',
    no_email: 'amber',
    no_fact: 'amber',
    invited_lately: 'grey',
    mailed_often: 'amber',
    trial_used_up: 'amber',
    gone: 'grey',
  },
  import: {
    created: 'green',
    updated: 'green',
    unchanged: 'grey',
    refused: 'amber',
    left: 'grey',
  },
} as const satisfies Record<string, Record<string, Tone>>

export type Kind = keyof typeof KINDS
type Outcomes = (typeof KINDS)[Kind]
export type OutcomeName = Outcomes extends infer O ? (O extends O ? keyof O : never) : never

export const outcomesOfKind = (kind: string): [OutcomeName, Tone][] =>
  Object.hasOwn(KINDS, kind) ? (Object.entries(KINDS[kind as Kind]) as [OutcomeName, Tone][]) : []

export const isOutcome = (name: string): name is OutcomeName =>
  Object.values(KINDS).some((names) => Object.hasOwn(names, name))
