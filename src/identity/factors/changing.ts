import { show } from '../../kit/ids.ts'
import type { OperationContext } from '../../kit/operation.ts'
import type { Refusal } from '../../kit/refusal.ts'
import { languageOf } from '../persons/person.ts'
import { clearBadAttempts, lockPerson, mailSender } from '../persons/queries.ts'
import { refuse } from '../refusals.ts'
import { dropCodes, renewCodes } from './recovery-codes/queries.ts'
import { hasSetUp, whyNotRemoved, type Factors } from '../factor-state/factor.ts'
import { factorChangedMail, type FactorChange } from './mails.ts'
import { factorRules, factorsOf } from '../factor-state/queries.ts'

/** The caller, locked while how they sign in is changed. */
export const lockSelf = async ({ tx, caller }: OperationContext) =>
  (await lockPerson(tx, caller.person!))!

type Told = { id: string; name: string; email: string | null; language: string | null }

/** Tells somebody by mail that how they sign in has changed. @param what a passkey's name, or a provider's */
export async function mailChange(
  op: OperationContext,
  person: Told,
  change: FactorChange,
  what?: string,
): Promise<void> {
  const { tx, installation } = op
  const sender = await mailSender(tx)
  const language = languageOf(person, sender)
  await op.mail(factorChangedMail({ installation, sender, person, language, change, what }))
}

/** Notes such a change too. @param what a passkey's name */
export async function tellChange(
  op: OperationContext,
  person: Told,
  change: FactorChange,
  what?: string,
): Promise<void> {
  await mailChange(op, person, change, what)
  op.note({ subject: show('person', person.id), ...(what ? { details: { passkey: what } } : {}) })
}

/** With the first factor come recovery codes. @returns them, to be shown once; none where there are some */
export async function firstCodes(op: OperationContext, person: string): Promise<string[]> {
  const { tx, installation } = op
  const { codes } = await factorsOf(tx, person)
  return codes > 0 ? [] : renewCodes(tx, installation.keys, person)
}

/** Why a factor stays; null where it may go. @param less what a person has without it */
export async function whyItStays(
  { tx }: OperationContext,
  person: string,
  less: (factors: Factors) => Factors,
): Promise<Refusal | null> {
  const left = less(await factorsOf(tx, person))
  const why = whyNotRemoved(left, await factorRules(tx, person))
  return why && refuse(why)
}

/** After a factor is gone: without any, recovery codes are worth nothing and go too. */
export async function dropUselessCodes({ tx }: OperationContext, person: string): Promise<void> {
  await clearBadAttempts(tx, person)
  if (!hasSetUp(await factorsOf(tx, person))) await dropCodes(tx, person)
}
