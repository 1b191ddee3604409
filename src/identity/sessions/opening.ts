import { newId, show } from '../../kit/ids.ts'
import type { OperationContext } from '../../kit/operation.ts'
import type { Instant } from '../../kit/clock.ts'
import { hashToken, newToken } from '../../kit/tokens.ts'
import { needsPasskeyHere } from '../factor-state/factor.ts'
import { factorsOf } from '../factor-state/queries.ts'
import {
  insertSession,
  notePortalInUse,
  noteSignedIn,
  rememberDevice,
  timeZoneOf,
} from './queries.ts'
import { sessionEnds } from './session.ts'

/** A fresh session: whose, until when at most, and its secrets for two cookies. */
export interface SessionSecrets {
  person: string
  expires: Instant
  session: string
  /** Recognises the device later; null where it is known already. */
  device: string | null
  /** Their passkey is for a host that the portal has left: they are asked to make one for here. */
  needsPasskey: boolean
}

/** Where a session is opened from, as its owner sees it in the list of devices. */
export interface OpenedFrom {
  /** The device's secret, if it has one. */
  device: string | null
  userAgent?: string
}

/** Opens a session with a new id, as part of another operation that has proved who the person is. */
export async function openSession(
  { tx, portal, now, caller, note }: OperationContext,
  about: OpenedFrom & { person: string; keepLock?: boolean; countsAsTwo?: boolean },
): Promise<SessionSecrets> {
  const session = newToken()
  const device = about.device ?? newToken().token
  // By the portal's calendar, which the application alone knows.
  const today = now
    .toZonedDateTimeISO(await timeZoneOf(tx))
    .startOfDay()
    .toInstant()
  const ip = caller.ip ?? null
  await noteSignedIn(tx, { person: about.person, now, today, ip, keepLock: about.keepLock })
  await rememberDevice(tx, { person: about.person, hash: hashToken(device), now })
  const sessionId = newId()
  const expires = sessionEnds(now)
  await insertSession(tx, {
    portal,
    person: about.person,
    id: sessionId,
    hash: session.hash,
    now,
    expires,
    ip: caller.ip,
    userAgent: about.userAgent,
    device: hashToken(device),
    countsAsTwo: about.countsAsTwo ?? false,
  })
  await notePortalInUse(tx, now)
  note({ subject: show('person', about.person), details: { session: show('session', sessionId) } })
  return {
    needsPasskey: needsPasskeyHere(await factorsOf(tx, about.person)),
    person: about.person,
    expires,
    session: session.token,
    device: about.device === null ? device : null,
  }
}
