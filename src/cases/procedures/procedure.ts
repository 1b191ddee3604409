import { CAPS } from '../../kit/caps.ts'
import { z } from 'zod'
import { line } from '../../identity/index.ts'
import type { Instant } from '../../kit/clock.ts'
import { because } from '../../kit/validation.ts'
import { action, stepsOf, type Action, type Step } from './action.ts'
import { condition, holdsOfCase, holdsOfContact, isAboutCase, type Condition } from './condition.ts'
import type { Subject } from './subjects/subject.ts'
import { trigger, type Trigger } from './trigger.ts'

export const MAX_CONDITIONS = 8
export const MAX_ACTIONS = 4
/** Most procedures of a portal: each is looked at whenever something happens to a case. */
export const MAX_PROCEDURES = CAPS.procedures
/** How many procedures may follow from one another. */
export const MAX_CHAIN = 5

export const procedureName = line(120)

/** What staff write: when, if, then. */
export const rules = {
  trigger,
  conditions: z.array(condition).max(MAX_CONDITIONS).default([]),
  actions: z
    .array(action)
    .min(1)
    .max(MAX_ACTIONS)
    .refine((all) => new Set(all.map((one) => one.do)).size === all.length, because('different'))
    .describe('Done in this order'),
}

export interface Rules {
  trigger: Trigger
  conditions: readonly Condition[]
  actions: readonly Action[]
}

export interface Procedure extends Rules {
  id: string
  name: string
  activeSince: Instant | null
  removedAt: Instant | null
  version: number
}

export type ProcedureState = 'on' | 'off' | 'removed'

export const stateOf = ({
  activeSince,
  removedAt,
}: Pick<Procedure, 'activeSince' | 'removedAt'>): ProcedureState =>
  removedAt ? 'removed' : activeSince ? 'on' : 'off'

/** Why a procedure does nothing. @property condition the first that does not hold */
export interface Why {
  code: string
  condition?: Condition
}

/** What a procedure comes to: why it does not fire, or what it does step by step. */
export type Plan =
  | { readonly fires: false; readonly why: Why }
  | { readonly fires: true; readonly steps: Step[] }

/** Is it about a contact by themselves, without a case? */
export const isAboutContact = ({ on }: Pick<Trigger, 'on'>): boolean => on === 'contact_imported'

/** Is it about one person, rather than about all clients of a case? */
export const isAboutOne = ({ on }: Pick<Trigger, 'on'>): boolean =>
  on === 'contact_imported' || on === 'party_added'

/**
 * What a procedure would do to a case and its clients as they are. Conditions on the case decide whether
 * it fires, those on contacts for which of them. Pure, so that trying it dry says what would be done.
 */
export function planFor({ trigger, conditions, actions }: Rules, subject: Subject): Plan {
  const no = (code: string, condition?: Condition): Plan => ({
    fires: false,
    why: { code, ...(condition && { condition }) },
  })
  if (!isAboutContact(trigger) && subject.case === null) return no('case_gone')
  if (subject.case?.closed) return no('case_closed')
  if (isAboutOne(trigger) && subject.contacts.length === 0) return no('person_gone')
  for (const one of conditions.filter(isAboutCase))
    if (subject.case === null || !holdsOfCase(one, subject.case)) return no('condition', one)

  const ofContacts = conditions.filter((one) => !isAboutCase(one))
  const contacts = subject.contacts.filter((contact) =>
    ofContacts.every((one) => holdsOfContact(one, contact)),
  )
  const toContacts = actions.some((one) => one.do !== 'change_stage')
  const someoneMatters = toContacts || ofContacts.length > 0
  if (someoneMatters && subject.contacts.length === 0) return no('no_clients')
  if (someoneMatters && contacts.length === 0)
    return no('condition', unmet(ofContacts, subject.contacts))
  return { fires: true, steps: actions.flatMap((one) => stepsOf(one, subject.case, contacts)) }
}

/** The first condition that keeps everybody out who met those before it. */
function unmet(conditions: readonly Condition[], contacts: Subject['contacts']): Condition {
  let left = [...contacts]
  for (const one of conditions) {
    left = left.filter((contact) => holdsOfContact(one, contact))
    if (left.length === 0) return one
  }
  throw new Error('somebody meets all of them')
}

/** Why a procedure must not follow from those before it; null where it may. */
export const whyNotAfter = (chain: readonly string[], procedure: string): Why | null =>
  chain.includes(procedure)
    ? { code: 'own_doing' }
    : chain.length >= MAX_CHAIN
      ? { code: 'chain_too_long' }
      : null
