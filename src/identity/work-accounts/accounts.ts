import { z } from 'zod'
import { show } from '../../kit/ids.ts'
import type { Installation } from '../../kit/installation.ts'
import { done, operation, perform, type Caller, type Work } from '../../kit/operation.ts'
import { refuse as kitRefuse, type Done, type Refusal } from '../../kit/refusal.ts'
import { mailChange } from '../factors/changing.ts'
import {
  clearBadAttempts,
  countRegistrationAttempt,
  ownerOf,
  personById,
} from '../persons/queries.ts'
import { refuse } from '../refusals.ts'
import { claim } from '../registering/claim.ts'
import { markRegistered } from '../registering/registered.ts'
import { judgedAnew, performInTurn } from '../sessions/judging.ts'
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
  summary: 'Finds whose work account it is',
  input: z.strictObject({ proof }),
  right: null,
  quiet: true,
  async run(work, { proof }) {
    const { tx, portal, now, note } = work
    const known = await personOfAccount(tx, portal, proof)
    const provider = await providerOf(tx, portal)
    const found = known
      ? await staffById(tx, portal, known)
      : proof.email !== null && provider?.joins_by_email
        ? await staffByEmail(tx, portal, proof.email)
        : undefined
    const joined =
      found !== undefined &&
      known === undefined &&
      // Whoever is disabled is told so, and joined to nothing.
      !found.disabled_at &&
      (await ownerOf(tx, portal)) !== found.id &&
      (await insertAccount(tx, { portal, person: found.id, proof, now }))
    // A way in that was not there before, whoever opened it.
    if (joined) await tellAccount(work, found.id, 'account_connected', proof.issuer)
    if (!found || !(known || found.disabled_at || joined)) {
      note({ outcome: 'unknown' })
      return done(null)
    }
    note({ subject: show('person', found.id), outcome: known ? 'known' : 'joined_by_email' })
    return done({ person: found.id, countsAsTwo: provider?.counts_as_two ?? false })
  },
})

/** @param issuer the provider's address */
async function tellAccount(
  work: Work,
  person: string,
  change: 'account_connected' | 'account_disconnected',
  issuer?: string,
): Promise<void> {
  const told = await personById(work.tx, work.portal, person)
  await mailChange(work, told!, change, issuer && new URL(issuer).host)
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
  async run(work, { proof, token: secret }) {
    const { tx, portal, now, note } = work
    const { person, token } = await claim(work, { token: secret })
    if (!person || !token || person.kind !== 'staff') return refuse('dead_token')
    if (person.shut) return refuse('portal_suspended', { values: { portal: person.portal_name } })
    await countRegistrationAttempt(tx, portal, person.id, now)
    if (!(await insertAccount(tx, { portal, person: person.id, proof, now })))
      return refuse('work_account_taken')
    await markRegistered(work, person, token)
    note({ subject: show('person', person.id) })
    const provider = await providerOf(tx, portal)
    return done({ person: person.id, countsAsTwo: provider?.counts_as_two ?? false })
  },
})

const connectAccount = operation({
  name: 'work_account.connect',
  done: { en: 'Connected a work account', es: 'Conectó una cuenta de trabajo' },
  summary: 'Connects one’s own work account, in the place of an earlier one',
  input: z.strictObject({ proof }),
  right: 'self',
  async run(work, { proof }) {
    const { tx, portal, now, caller, note } = work
    const person = await staffById(tx, portal, caller.person!)
    if (!person || person.disabled_at) return kitRefuse('forbidden')
    const holder = await personOfAccount(tx, portal, proof)
    if (holder !== undefined && holder !== person.id) return refuse('work_account_taken')
    await dropAccounts(tx, { portal, person: person.id, issuer: proof.issuer })
    // Taken in this very moment by somebody else.
    if (!(await insertAccount(tx, { portal, person: person.id, proof, now })))
      return refuse('work_account_taken')
    await clearBadAttempts(tx, portal, person.id)
    await tellAccount(work, person.id, 'account_connected', proof.issuer)
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
  async run(work) {
    const { tx, portal, caller, note } = work
    const dropped = await dropAccounts(tx, { portal, person: caller.person! })
    if (dropped === 0) return kitRefuse('not_found')
    await tellAccount(work, caller.person!, 'account_disconnected')
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
  const found =
    round.purpose === 'invitation'
      ? await performInTurn(installation, acceptByAccount, caller, { proof, token: round.token })
      : await performInTurn(installation, identify, caller, { proof })
  if (!found.ok) return found
  if (found.value === null) return refuse('work_account_unknown')
  const { value } = found
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
  return perform(installation, connectAccount, judgedAnew(caller), { proof })
}
