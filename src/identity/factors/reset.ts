import { z } from 'zod'
import { id, show } from '../../kit/ids.ts'
import { done, operation, type OperationContext } from '../../kit/operation.ts'
import { refuse as kitRefuse, type Done, type Refusal } from '../../kit/refusal.ts'
import { line } from '../persons/person.ts'
import { isKeptFromColleagues } from '../persons/owner.ts'
import { thatPerson } from '../persons/on-person.ts'
import { lockPerson } from '../persons/queries.ts'
import { refuse } from '../refusals.ts'
import { endSessionsOf } from '../sessions/queries.ts'
import { dropApp } from './apps/queries.ts'
import { tellChange } from './changing.ts'
import { dropCodes } from './recovery-codes/queries.ts'
import { hasSetUp } from '../factor-state/factor.ts'
import { dropPasskeys } from './passkeys/queries.ts'
import { factorsOf, forgetPending } from '../factor-state/queries.ts'

/** For whoever has lost their phone and their recovery codes; their sessions end, they are told. */
export const resetFactors = operation({
  name: 'person.reset_factors',
  done: {
    en: 'Reset a person’s second steps',
    es: 'Restableció los segundos pasos de una persona',
  },
  summary: 'Takes away a person’s authenticator app, passkeys and recovery codes, with a reason',
  input: z.strictObject({ person: id('person'), reason: line(500) }),
  right: 'people:manage',
  subjects: thatPerson,
  async run(op, input) {
    const result = await takeFactors(op, input)
    return result.ok ? done({}) : result
  },
})

/** Takes away all that somebody has beside a password, and ends their sessions; part of an operation. */
export async function takeFactors(
  op: OperationContext,
  { person: personId, reason }: { person: string; reason: string },
): Promise<Done<{ person: string }> | Refusal> {
  const { tx, caller, note } = op
  const person = await lockPerson(tx, personId)
  if (!person) return kitRefuse('not_found')
  if (person.id === caller.person) return refuse('not_yourself')
  if (await isKeptFromColleagues(op, person.id)) return refuse('owner_only')
  if (!hasSetUp(await factorsOf(tx, person.id))) return refuse('no_factor_theirs')
  await dropApp(tx, person.id)
  await dropPasskeys(tx, person.id)
  await dropCodes(tx, person.id)
  await forgetPending(tx, person.id)
  const ended = await endSessionsOf(tx, person.id)
  await tellChange(op, person, 'factors_reset')
  note({ subject: show('person', person.id), reason, details: { sessions_ended: ended } })
  return done({ person: person.id })
}
