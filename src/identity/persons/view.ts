import { z } from 'zod'
import type { Instant } from '../../kit/clock.ts'
import { show } from '../../kit/ids.ts'
import { shape } from '../../kit/shape.ts'
import type { SignedInContext } from '../../web/index.ts'
import { registrationStates } from '../registration-state/state.ts'
import type { ShownPerson } from './person.ts'
import { shownPerson } from './queries.ts'

/** A person, as programs are shown one. */
export const personView = shape('Person', {
  id: z.string(),
  name: z.string(),
  email: z.string().nullable().describe('Null for a contact nobody can write to yet'),
  kind: z.enum(['staff', 'contact']),
  seat: z.enum(['pro', 'guest']).describe('A PRO seat is not counted while access is disabled'),
  registration: registrationStates,
  language: z.string().nullable().describe('Null means the portal’s'),
  addedAt: z.iso.datetime(),
  activatedAt: z.iso.datetime().nullable(),
  lastLoginAt: z.iso.datetime().nullable(),
  lastIp: z.string().nullable(),
  badAttempts: z.int().describe('Wrong passwords since the last sign-in'),
  lockedUntil: z.iso.datetime().nullable(),
  disabledAt: z.iso.datetime().nullable(),
  disabledReason: z.string().nullable(),
})

export function showPerson(person: ShownPerson) {
  const { registration } = person
  const at = (instant: Instant | null) => instant?.toString() ?? null
  return {
    id: show('person', person.id),
    name: person.name,
    email: person.email,
    kind: person.kind,
    seat: person.seat,
    registration,
    language: person.language,
    addedAt: person.created_at.toString(),
    activatedAt: at(person.activated_at),
    lastLoginAt: at(person.last_login_at),
    lastIp: person.last_ip,
    badAttempts: person.bad_attempts,
    lockedUntil: registration === 'locked' ? at(person.locked_until) : null,
    disabledAt: at(person.disabled_at),
    disabledReason: person.disabled_reason,
  }
}

/** The person as they are now; null where there is none in this portal. @param person row id, null for none */
export async function presentPerson(ctx: SignedInContext, person: string | null) {
  const row = person && (await ctx.read((tx) => shownPerson(tx, person, ctx.now)))
  return row ? showPerson(row) : null
}
