import { z } from 'zod'
import { show } from '../../kit/ids.ts'
import type { Installation } from '../../kit/installation.ts'
import {
  done,
  operation,
  perform,
  type Caller,
  type OperationContext,
} from '../../kit/operation.ts'
import { refuse as kitRefuse, type Done, type Refusal } from '../../kit/refusal.ts'
import { mailChange } from '../factors/changing.ts'
import {
  clearBadAttempts,
  countRegistrationAttempt,
  ownerOf,
  personById,
} from '../persons/queries.ts'
import { refuse } from '../refusals.ts'
import { findProofToken } from '../proof-tokens/find-token.ts'
import { markRegistered } from '../proof-tokens/mark-registered.ts'
import { withoutIdempotencyKey, performInTurn } from '../sessions/verification.ts'
import type { OpenedFrom } from '../sessions/opening.ts'
import { enterAs } from '../sessions/sessions.ts'
import type { SignIn } from '../sessions/starting.ts'
import type { Proof, Round } from './provider.ts'
import {
  dropAccounts,
  insertAccount,
  personOfAccount,
  providerOf,
  staffByEmail,
  staffById,
} from './queries.ts'

const proof = z.custom<Proof>()

/**
 * Who it is by issuer and subject. Somebody who has never come so is joined by an e-mail only where the
 * provider has verified it and the portal takes its word; a person who has another account there is not, nor is
 * the owner: whoever may set the provider would come in as them.
 */
const identify = operation({
  name: 'work_account.sign_in',
  done: { en: 'Proved a work account', es: 'Demostró una cuenta de trabajo' },
  outcomes: {
    joined_by_email: { en: 'joined by verified e-mail', es: 'unido por correo verificado' },
  },
  summary: 'Finds whose work account it is',
  input: z.strictObject({ proof }),
  right: null,
  quiet: true,
  async run(op, { proof }) {
    const { tx, now, note } = op
    const linked = await personOfAccount(tx, proof)
    const provider = await providerOf(tx)
    const person = linked
      ? await staffById(tx, linked)
      : proof.email !== null && provider?.joins_by_email
        ? await staffByEmail(tx, proof.email)
        : undefined
    const joined =
      person !== undefined &&
      linked === undefined &&
      // Whoever is disabled is told so, and joined to nothing.
      !person.disabled_at &&
      (await ownerOf(tx)) !== person.id &&
      (await insertAccount(tx, { person: person.id, proof, now }))
    // A way in that was not there before, whoever opened it.
    if (joined) await tellAccount(op, person.id, 'account_connected', proof.issuer)
    if (!person || !(linked || person.disabled_at || joined)) {
      note({ outcome: 'unknown' })
      return done(null)
    }
    note({ subject: show('person', person.id), outcome: linked ? 'known' : 'joined_by_email' })
    return done({ person: person.id, countsAsTwo: provider?.counts_as_two ?? false })
  },
})

/** @param issuer the provider's address */
async function tellAccount(
  op: OperationContext,
  person: string,
  change: 'account_connected' | 'account_disconnected',
  issuer?: string,
): Promise<void> {
  const told = await personById(op.tx, person)
  await mailChange(op, told!, change, issuer && new URL(issuer).host)
}

const acceptByAccount = operation({
  name: 'work_account.accept_invitation',
  done: {
    en: 'Accepted an invitation with a work account',
    es: 'Aceptó una invitación con una cuenta de trabajo',
  },
  summary: 'Spends an invitation with a work account instead of a password',
  input: z.strictObject({ proof, token: z.string() }),
  right: null,
  async run(op, { proof, token: secret }) {
    const { tx, now, note } = op
    const { person, token } = await findProofToken(op, { token: secret })
    if (!person || !token || person.kind !== 'staff') return refuse('dead_token')
    if (person.shut) return refuse('portal_suspended', { values: { portal: person.portal_name } })
    await countRegistrationAttempt(tx, person.id, now)
    if (!(await insertAccount(tx, { person: person.id, proof, now })))
      return refuse('work_account_taken')
    await markRegistered(op, person, token)
    note({ subject: show('person', person.id) })
    const provider = await providerOf(tx)
    return done({ person: person.id, countsAsTwo: provider?.counts_as_two ?? false })
  },
})

const connectAccount = operation({
  name: 'work_account.connect',
  done: { en: 'Connected a work account', es: 'Conectó una cuenta de trabajo' },
  summary: 'Connects one’s own work account, in the place of an earlier one',
  input: z.strictObject({ proof }),
  right: 'self',
  async run(op, { proof }) {
    const { tx, now, caller, note } = op
    const person = await staffById(tx, caller.person!)
    if (!person || person.disabled_at) return kitRefuse('forbidden')
    const holder = await personOfAccount(tx, proof)
    if (holder !== undefined && holder !== person.id) return refuse('work_account_taken')
    await dropAccounts(tx, { person: person.id, issuer: proof.issuer })
    // Taken in this very moment by somebody else.
    if (!(await insertAccount(tx, { person: person.id, proof, now })))
      return refuse('work_account_taken')
    await clearBadAttempts(tx, person.id)
    await tellAccount(op, person.id, 'account_connected', proof.issuer)
    note({ subject: caller.id })
    return done({})
  },
})

export const disconnectAccount = operation({
  name: 'work_account.disconnect',
  done: { en: 'Disconnected a work account', es: 'Desconectó una cuenta de trabajo' },
  summary: 'Disconnects one’s own work account',
  input: z.strictObject({}),
  right: 'self',
  async run(op) {
    const { tx, caller, note } = op
    const dropped = await dropAccounts(tx, { person: caller.person! })
    if (dropped === 0) return kitRefuse('not_found')
    await tellAccount(op, caller.person!, 'account_disconnected')
    note({ subject: caller.id })
    return done({})
  },
})

/**
 * Signs in whom the provider has proved. A stranger's wrong passwords do not keep them out, and stay
 * counted against whoever has no more than a password.
 */
export async function enterByAccount(
  installation: Installation,
  caller: Caller,
  { proof, round }: { proof: Proof; round: Round },
  from: OpenedFrom,
): Promise<Done<SignIn> | Refusal> {
  const result =
    round.purpose === 'invitation'
      ? await performInTurn(installation, acceptByAccount, caller, { proof, token: round.token })
      : await performInTurn(installation, identify, caller, { proof })
  if (!result.ok) return result
  if (result.value === null) return refuse('work_account_unknown')
  const { value } = result
  return enterAs(installation, caller, { ...value, proof: 'oidc', keepLock: true, ...from })
}

/**
 * Connects the caller's account, where it is they who set out in this very session, having shown that it was them.
 * @param person who did
 */
export async function connectOwn(
  installation: Installation,
  caller: Caller,
  { proof, person, round }: { proof: Proof; person: string | null; round: Round },
): Promise<Done<object> | Refusal> {
  if (person === null || person !== caller.person || round.session !== caller.session)
    return refuse('work_account_failed')
  return perform(installation, connectAccount, withoutIdempotencyKey(caller), { proof })
}
