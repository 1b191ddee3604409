import { sql, type RawBuilder, type SqlBool } from 'kysely'
import { PORTAL } from '../../kit/db/portal-compiler.ts'
import type { Instant } from '../../kit/clock.ts'
import { REGISTRATION_STATES, type RegistrationState } from './state.ts'

// Each is written so that it can be looked up: a CASE of all of them would be asked of every person.
const isOut = sql<SqlBool>`t.portal_id = ${PORTAL} and t.person_id = p.id
  and t.purpose = 'activation' and t.used_at is null and t.retired_at is null`
const isWaiting = sql<SqlBool>`p.disabled_at is null and p.activated_at is null`

const CONDITIONS: Record<RegistrationState, (now: string) => RawBuilder<SqlBool>> = {
  disabled: () => sql`p.disabled_at is not null`,
  not_invited: () => sql`${isWaiting} and not exists (select from tokens t where ${isOut})`,
  invited: (now) =>
    sql`${isWaiting} and exists (select from tokens t where ${isOut} and t.expires_at > ${now})`,
  expired: (now) =>
    sql`${isWaiting} and exists (select from tokens t where ${isOut} and t.expires_at <= ${now})`,
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
