import type { Tx } from '../../kit/db/database.ts'
import { parseId } from '../../kit/ids.ts'
import type { Asking, Caller } from '../../kit/operation.ts'
import { refuse, type Refusal } from '../../kit/refusal.ts'
import { isUsable } from '../keys/key.ts'
import { rightsOfKey, rightsOfPerson, type PersonKind } from '../../gate/index.ts'
import { hasPreview, hasSession, hold, holdKey, type Hold, type Stander } from './queries.ts'

/**
 * Between the entry and the commit a caller may be disabled, signed out or lose a key. Every operation that
 * asks for a right asks this first: whoever takes access away locks the person (or the key), so that one of
 * the two is before the other. It costs one round trip, and one more for people of another portal.
 *
 * Those who are held are so in the order of their ids, people before keys, the console's before a portal's.
 * @returns the entry's refusal; null where the caller still may
 */
export async function stillMay(tx: Tx, asking: Asking): Promise<Refusal | null> {
  const { caller, portal, subjects } = asking
  const people = peopleOf(caller)
  if (caller.portal === portal) return looked(tx, asking, people, subjects)
  const refused = await tx.within(caller.portal, () => looked(tx, asking, people, []))
  await Promise.all(subjects.toSorted().map((subject) => hold(tx, subject, 'alone')))
  return refused
}

/** Who asks for themselves. A job goes on with what somebody began, with the rights of jobs, whoever that was. */
const ASKS: ReadonlySet<Caller['through']> = new Set(['page', 'api', 'procedure'])

/** Row ids of the people a caller stands for: in a preview the staff member, and whom they act for. */
function peopleOf({ id, person, through }: Caller): string[] {
  if (!ASKS.has(through)) return []
  const speaker = parseId('person', id)
  return person === undefined ? [] : [...new Set([person, speaker ?? person])]
}

async function looked(
  tx: Tx,
  { caller, right, now }: Asking,
  people: readonly string[],
  subjects: readonly string[],
): Promise<Refusal | null> {
  // Who changes something of their own goes on to lock themselves: taken at once, it is not taken twice.
  const alone = new Set([...subjects, ...(right === 'self' ? people : [])])
  const order = [...new Set([...people, ...subjects])].toSorted()
  const how = (person: string): Hold => (alone.has(person) ? 'alone' : 'as_they_are')
  const held = order.map((person) => hold(tx, person, how(person)))
  const key = parseId('key', caller.id)
  const [standers, session, preview, heldKey] = await Promise.all([
    Promise.all(held),
    inSession(tx, caller),
    inPreview(tx, { caller, now }),
    key === null ? null : holdKey(tx, key),
  ])
  if (key !== null)
    return heldKey && isUsable(heldKey, now)
      ? holdsRight(rightsOfKey(heldKey.scopes), right)
      : refuse('unauthenticated')
  if (people.length === 0) return null
  const stander = (person: string): Stander | undefined => standers[order.indexOf(person)]
  const present = people.every((person) => stander(person)?.enabled)
  if (!present || !session || !preview)
    // A procedure signs in nowhere; whoever wrote it has gone.
    return refuse(caller.through === 'procedure' ? 'forbidden' : 'unauthenticated')
  const { kind, partner } = stander(caller.person!)!
  if ((partner ?? undefined) !== caller.partner) return refuse('forbidden')
  return holdsRight(rightsOfPerson(kind as PersonKind), right)
}

const holdsRight = (rights: ReadonlySet<string>, right: string): Refusal | null =>
  rights.has(right) ? null : refuse('forbidden')

const speakerOf = ({ id, person }: Caller): string => parseId('person', id) ?? person!

/** A caller without a session, such as a procedure, has none to lose. */
const inSession = async (tx: Tx, caller: Caller): Promise<boolean> =>
  caller.session === undefined || hasSession(tx, speakerOf(caller), caller.session)

const inPreview = async (
  tx: Tx,
  { caller, now }: Pick<Asking, 'caller' | 'now'>,
): Promise<boolean> => {
  const { session, person: client } = caller
  if (session === undefined || client === undefined) return true
  const staff = speakerOf(caller)
  if (client === staff) return true
  return hasPreview(tx, { session, staff, client, now })
}
