import type { Instant } from '../../kit/clock.ts'
import { whyNoCode, whyNotInvited, type Invitable } from '../invitations/invitation.ts'
import { whyNotPreviewed, type WhyNotPreviewed } from '../previews/preview.ts'
import {
  invitationState,
  registrationState,
  type NewestInvitation,
  type RegistrationState,
} from '../registration-state/state.ts'
import { isLocked } from '../sessions/lockout.ts'

/** What the panel is made of: a person, and the newest invitation they were sent. */
export interface Registrant extends Pick<
  Invitable,
  'kind' | 'role' | 'email' | 'hasIdentityCheck'
> {
  id: string
  name: string
  /** Owns the portal. */
  isOwner: boolean
  userName: string | null
  /** How often somebody tried to register with this person's links and codes, right or wrong. */
  attempts: number
  badAttempts: number
  lockedUntil: Instant | null
  lastIp: string | null
  lastLoginAt: Instant | null
  activatedAt: Instant | null
  disabledAt: Instant | null
  invitation: (NewestInvitation & { issued_at: Instant }) | null
  /** When they were last mailed an invitation. */
  invitedAt: Instant | null
  /** What the mail server said when it refused the newest invitation for good. */
  invitationRefused: string | null
  /** When a code read out over the phone was used instead. */
  codeUsedAt: Instant | null
}

/** The fourteen columns, in the order they are shown and under the names that programs see. */
export interface Columns {
  name: string
  tokenActive: boolean
  tokenExpired: boolean
  registrationAttempts: number
  registrationEmail: string | null
  tokenIssued: Instant | null
  tokenUsed: Instant | null
  badLoginAttempts: number
  userActivated: boolean
  userEnabled: boolean
  userLocked: boolean
  lastIpAddress: string | null
  lastLogin: Instant | null
  /** The name for signing in where there is one, else the e-mail. */
  userName: string | null
}

/** The same word as beside their name elsewhere. */
export const stateOf = (who: Registrant, now: Instant): RegistrationState =>
  registrationState(
    {
      disabled_at: who.disabledAt,
      activated_at: who.activatedAt,
      locked_until: who.lockedUntil,
      invited_at: who.invitedAt,
      invitation: who.invitation,
    },
    now,
  )

export function columnsOf(who: Registrant, now: Instant): Columns {
  const { invitation } = who
  const sent = invitation && invitationState(invitation, now)
  return {
    name: who.name,
    tokenActive: sent === 'invited',
    tokenExpired: sent === 'expired',
    registrationAttempts: who.attempts,
    registrationEmail: who.email,
    tokenIssued: invitation?.issued_at ?? null,
    tokenUsed: invitation?.used_at ?? who.codeUsedAt,
    badLoginAttempts: who.badAttempts,
    userActivated: who.activatedAt !== null,
    userEnabled: who.disabledAt === null,
    userLocked: isLocked({ locked_until: who.lockedUntil }, now),
    lastIpAddress: who.lastIp,
    lastLogin: who.lastLoginAt,
    userName: who.userName ?? who.email,
  }
}

/** Why an action is not to be had; each is a refusal, whose sentence says so. */
export type Why =
  | NonNullable<ReturnType<typeof whyNotInvited>>
  | 'not_yourself'
  | 'owner_only'
  | 'not_disabled'
  | 'not_locked'
  | 'codes_for_clients'
  | `preview_${WhyNotPreviewed}`

/** Who is looked at, by whom and when. */
interface Case {
  who: Registrant
  viewer: string | undefined
  now: Instant
}

const invitable = ({ who }: Case, rule = whyNotInvited): Why | null =>
  rule({ ...who, activated: who.activatedAt !== null, disabled: who.disabledAt !== null })

/**
 * What can be done about somebody, in the order of the buttons, and what stands against it: the first
 * that holds, null where nothing does. Operations ask the same things again, of locked rows.
 */
const ACTIONS = {
  invite: (about) => invitable(about),
  // To whoever has not registered, a fresh invitation goes instead.
  reset: (about) => {
    if (!about.who.activatedAt) return invitable(about)
    if (about.who.disabledAt) return 'disabled'
    return about.who.email === null ? 'no_email' : null
  },
  preview: ({ who }) => {
    const { kind, activatedAt, disabledAt } = who
    const why = whyNotPreviewed({ kind, activated_at: activatedAt, disabled_at: disabledAt })
    return why && (`preview_${why}` as const)
  },
  code: (about) => {
    if (about.who.kind !== 'contact') return 'codes_for_clients'
    return invitable(about, whyNoCode)
  },
  unlock: ({ who, now }) =>
    isLocked({ locked_until: who.lockedUntil }, now) ? null : 'not_locked',
  // Whether anybody else is left is asked when it is done.
  disable: ({ who, viewer }) => {
    if (who.id === viewer ? !who.isOwner : who.isOwner)
      return who.isOwner ? 'owner_only' : 'not_yourself'
    return who.disabledAt ? 'disabled' : null
  },
  enable: ({ who }) => (who.disabledAt ? null : 'not_disabled'),
} as const satisfies Record<string, (about: Case) => Why | null>

export type Action = keyof typeof ACTIONS

/** Every action with why it is not available, or null. @param viewer row id of who looks, where a person does */
export const actionsOf = (
  who: Registrant,
  viewer: string | undefined,
  now: Instant,
): { action: Action; why: Why | null }[] =>
  (Object.keys(ACTIONS) as Action[]).map((action) => ({
    action,
    why: ACTIONS[action]({ who, viewer, now }),
  }))
