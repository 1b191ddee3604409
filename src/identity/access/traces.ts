import type { Instant } from '../../kit/clock.ts'

/** What lines of the audit trail say was done to somebody, as far as it tells who keeps them out. */
export type Did = 'added' | 'invited' | 'disabled' | 'email' | 'role'

/** One line of it. */
export interface Trace {
  at: Instant
  did: readonly Did[]
  actor: { id: string; name: string }
}

/** By the names of operations; what a change of a card changed stands in its details. */
const BY_OPERATION: Readonly<Record<string, readonly Did[]>> = {
  'person.invite': ['added', 'invited'],
  'partner.invite_person': ['added', 'invited'],
  'operator.create': ['added', 'invited'],
  'contact.create': ['added'],
  'person.invite_again': ['invited'],
  'partner.invite_person_again': ['invited'],
  'person.send_reset': ['invited'],
  'person.send_link': ['invited'],
  'mass_invitation.invite': ['invited'],
  'person.disable': ['disabled'],
  'portal.disable_person': ['disabled'],
  'partner.disable_person': ['disabled'],
  'operator.disable': ['disabled'],
  'person.prove_email': ['email'],
  'contact.update': [],
  'contact.merge': [],
}

export const TRACED: readonly string[] = Object.keys(BY_OPERATION)

/** @param details.changed what of a card was changed */
export const didIn = (operation: string, details: Record<string, unknown>): Did[] => {
  const changed = Array.isArray(details['changed']) ? (details['changed'] as unknown[]) : []
  return [
    ...(BY_OPERATION[operation] ?? []),
    ...(['email', 'role'] as const).filter((part) => changed.includes(part)),
  ]
}

/** Whom nobody knows by name: what a stranger or the clock did was done by nobody. */
const NOBODY: ReadonlySet<string> = new Set(['visitor'])

/** Who did it at that moment; null where that is nobody in particular, or not in the trail. */
export function whoDid(
  traces: readonly Trace[],
  did: Did,
  at: Instant | null,
): Trace['actor'] | null {
  const line = traces.find((one) => at !== null && one.did.includes(did) && one.at.equals(at))
  return line && !NOBODY.has(line.actor.id) ? line.actor : null
}
