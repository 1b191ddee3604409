import type { ContactRole } from '../../identity/index.ts'

/*
 * What a firm of the demo has on its books, told by how many days ago it happened: whole days at office
 * hours, parts of a day to the minute.
 */

/**
 * What happens on the way in. `mistype` states failed identity checks that often, `forget` gives wrong passwords,
 * `phone` registers with a code read out, `attack` is strangers guessing until the account is shut for
 * hours, `disable` and `preview` say why.
 */
export type Step =
  | readonly [
      ago: number,
      what: 'invite' | 'open' | 'register' | 'phone' | 'return' | 'reset' | 'enable' | 'attack',
    ]
  | readonly [ago: number, what: 'mistype' | 'forget', times: number]
  | readonly [ago: number, what: 'disable' | 'preview', reason: string]

/** By whom it was written, as an e-mail. */
export type DemoNote = readonly [ago: number, author: string, body: string]

export interface DemoClient {
  name: string
  email?: string
  /** A client unless told. */
  role?: ContactRole
  /** Days ago the card was made; left out for whoever the portal's own events bring in. */
  since?: number
  /** The four digits are not known; of everybody else they are the demo's. */
  unproven?: true
  userName?: string
  phone?: string
  company?: string
  language?: 'en' | 'es'
  birthDate?: string
  /** Values of the firm's own fields, by their labels. */
  fields?: Readonly<Record<string, string>>
  life?: readonly Step[]
  notes?: readonly DemoNote[]
}

export interface DemoCase {
  title: string
  type: string
  opened: number
  /** By their names; the first one opened it. */
  clients: readonly [string, ...string[]]
  /** On the other side. */
  others?: readonly string[]
  stages?: readonly (readonly [ago: number, stage: string])[]
  closed?: number
  notes?: readonly DemoNote[]
}

export interface DemoPractice {
  types: readonly string[]
  stages: readonly [string, ...string[]]
  fields: readonly {
    label: string
    kind: 'text' | 'date' | 'choice'
    choices?: readonly string[]
  }[]
  clients: readonly DemoClient[]
  /** Who is only named in cases. */
  opponents: readonly { name: string; since: number; phone?: string; company?: string }[]
  cases: readonly DemoCase[]
}
