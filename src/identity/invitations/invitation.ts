import type { ContactRole } from '../persons/person.ts'
import type { PersonKind } from '../rights.ts'

/** What decides whether somebody may be invited. */
export interface Invitable {
  kind: PersonKind
  role: ContactRole | null
  email: string | null
  /** The portal's registration fact is known of them. */
  hasFact: boolean
  activated: boolean
  disabled: boolean
}

/** Why somebody is not invited: the first that holds, in this order, which is also the order of mending. */
export const WHY_NOT = ['registered', 'disabled', 'lead', 'no_email', 'no_fact'] as const
export type WhyNot = (typeof WHY_NOT)[number]

const RULES: Record<WhyNot, (who: Invitable) => boolean> = {
  registered: ({ activated }) => activated,
  disabled: ({ disabled }) => disabled,
  lead: ({ role }) => role === 'lead',
  no_email: ({ email }) => email === null,
  // Colleagues are known to whoever invites them; a client states something that only they know.
  no_fact: ({ kind, hasFact }) => kind === 'contact' && !hasFact,
}

/** @returns null where they may be invited */
export const whyNotInvited = (who: Invitable): WhyNot | null =>
  WHY_NOT.find((why) => RULES[why](who)) ?? null

/** The same for a code that is read out, which needs no e-mail. @returns null where they may have one */
export const whyNoCode = (who: Invitable): WhyNot | null =>
  WHY_NOT.find((why) => why !== 'no_email' && RULES[why](who)) ?? null
