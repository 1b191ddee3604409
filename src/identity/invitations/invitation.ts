import type { ContactRole } from '../persons/person.ts'
import type { PersonKind } from '../../gate/index.ts'

/** What decides whether somebody may be invited. */
export interface Invitable {
  kind: PersonKind
  role: ContactRole | null
  email: string | null
  /** The portal's identity check can be made for them. */
  hasIdentityCheck: boolean
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
  no_fact: ({ kind, hasIdentityCheck }) => kind === 'contact' && !hasIdentityCheck,
}

/** @returns null where they may be invited */
export const whyNotInvited = (who: Invitable): WhyNot | null =>
  WHY_NOT.find((why) => RULES[why](who)) ?? null

/** What stands against a code that is read out: it needs no e-mail, and serves who has registered as well. */
const WHY_NO_CODE = {
  registered: ['disabled', 'no_fact'],
  not_registered: ['disabled', 'lead', 'no_fact'],
} as const satisfies Record<string, readonly WhyNot[]>

/** @returns null where a code may be read out to them, to register or for a new password */
export const whyNoCode = (who: Invitable): WhyNot | null =>
  WHY_NO_CODE[who.activated ? 'registered' : 'not_registered'].find((why) => RULES[why](who)) ??
  null
