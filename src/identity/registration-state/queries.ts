import { sql, type RawBuilder, type SqlBool } from 'kysely'
import { PORTAL } from '../../kit/db/portal-compiler.ts'
import type { Instant } from '../../kit/clock.ts'
import { REGISTRATION_STATES, type RegistrationState } from './state.ts'

/** Somebody's invitations `t`, the newest first: of two of the same instant the live one is the newest. */
export const NEWEST_FIRST = 't.issued_at desc, t.retired_at desc nulls first, t.hash desc'

const rank = (t: string) =>
  sql.raw(`(${t}.issued_at, coalesce(${t}.retired_at, 'infinity'::timestamptz), ${t}.hash)`)

const invitationsOf = (t: string) =>
  sql`${sql.table(t)}.portal_id = ${PORTAL} and ${sql.table(t)}.person_id = p.id
    and ${sql.table(t)}.purpose = 'activation'`

// Each is written so that it can be looked up: a CASE of all of them would be asked of every person.
const wasSent = sql<SqlBool>`(p.invited_at is not null
  or exists (select from tokens t where ${invitationsOf('t')}))`
const isWaiting = sql<SqlBool>`p.disabled_at is null and p.activated_at is null`

/** There is an invitation of theirs of which this is so, and no newer one. */
const newest = (is: RawBuilder<unknown>) => sql<SqlBool>`exists (select from tokens t
  where ${invitationsOf('t')} and t.used_at is null and ${is}
    and not exists (select from tokens n where ${invitationsOf('n')} and ${rank('n')} > ${rank('t')}))`

const CONDITIONS: Record<RegistrationState, (now: string) => RawBuilder<SqlBool>> = {
  disabled: () => sql`p.disabled_at is not null`,
  not_invited: () => sql`${isWaiting} and not ${wasSent}`,
  invited: (now) =>
    sql`${isWaiting} and ${newest(sql`t.retired_at is null and t.expires_at > ${now}`)}`,
  expired: (now) =>
    sql`${isWaiting} and ${newest(sql`coalesce(t.retired_at, ${now}::timestamptz) >= t.expires_at`)}`,
  used_up: () => sql`${isWaiting} and ${wasSent}
    and not ${newest(sql`(t.retired_at is null or t.retired_at >= t.expires_at)`)}`,
  locked: (now) =>
    sql`p.disabled_at is null and p.activated_at is not null and p.locked_until > ${now}`,
  registered: (now) => sql`p.disabled_at is null and p.activated_at is not null
    and (p.locked_until is null or p.locked_until <= ${now})`,
}

/** Counted as registered: a lock ends by itself, so it takes nobody out of the count; staff's disabling does. */
export const hasRegistered = sql<SqlBool>`p.disabled_at is null and p.activated_at is not null`

/** Is the person of `persons as p` in this state? As `registrationState` sees it. */
export const isInState = (state: RegistrationState, now: Instant): RawBuilder<SqlBool> =>
  CONDITIONS[state](now.toString())

/** The state of the person of `persons as p`. */
export const stateOfPerson = (now: Instant): RawBuilder<RegistrationState> =>
  sql`case ${sql.join(
    REGISTRATION_STATES.map((state) => sql`when ${isInState(state, now)} then ${state}`),
    sql` `,
  )} end`
