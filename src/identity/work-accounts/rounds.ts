import { z } from 'zod'
import { open, seal } from '../../kit/crypto.ts'
import type { Installation } from '../../kit/installation.ts'
import { done, operation, perform, type Caller } from '../../kit/operation.ts'
import { refuse as kitRefuse, type Done, type Refusal } from '../../kit/refusal.ts'
import { hashToken, newToken } from '../../kit/tokens.ts'
import { refuse } from '../refusals.ts'
import { withoutIdempotencyKey, performInTurn } from '../sessions/verification.ts'
import { clientOf, proofOf, wayOut } from './client.ts'
import { ROUND_MINUTES, type Proof, type Purpose, type Round } from './provider.ts'
import { insertRound, providerOf, takeRoundOf } from './queries.ts'

const roundPlace = (portal: string, hash: Buffer) => ({
  portal,
  table: 'oidc_rounds',
  row: hash.toString('hex'),
  column: 'sealed',
})

const beginRound = operation({
  name: 'work_account.set_out',
  done: { en: 'Went to their work account', es: 'Fue a su cuenta de trabajo' },
  outcomes: {
    sign_in: { en: 'to sign in', es: 'para iniciar sesión' },
    connect: { en: 'to connect it', es: 'para conectarla' },
    invitation: { en: 'with an invitation', es: 'con una invitación' },
  },
  summary: 'Sends somebody to the provider of work accounts',
  input: z.strictObject({ browser: z.string(), round: z.custom<Round>() }),
  right: null,
  quiet: true,
  async run({ tx, portal, now, caller, installation, note }, { browser, round }) {
    const hash = hashToken(browser)
    const key = await installation.keys.of(tx, portal)
    const sealed = seal(key, roundPlace(portal, hash), JSON.stringify(round))
    const person_id = round.purpose === 'connect' ? caller.person! : null
    const expires_at = now.add({ minutes: ROUND_MINUTES })
    await insertRound(tx, { portal_id: portal, hash, sealed, person_id, expires_at }, now)
    note({ outcome: round.purpose })
    return done({})
  },
})

/**
 * Sets out to the provider.
 * @param about.back where the provider sends one back to
 * @param about.to a path of this very host
 * @returns the provider's address, and the secret for the browser's cookie
 */
export async function setOut(
  installation: Installation,
  caller: Caller,
  { back, ...about }: { purpose: Purpose; back: string; to?: string; token?: string },
): Promise<Done<{ url: string; browser: string }> | Refusal> {
  const { portal } = caller
  const provider = await installation.db.read({ portal }, (tx) => providerOf(tx))
  if (!provider) return kitRefuse('not_found')
  try {
    const { url, ...secrets } = await wayOut(await clientOf(installation, portal, provider), back)
    const { token: browser } = newToken()
    const { issuer, client_id: clientId } = provider
    const session = about.purpose === 'connect' ? { session: caller.session } : {}
    const round: Round = { ...about, ...session, ...secrets, issuer, clientId }
    const begun = await performInTurn(installation, beginRound, caller, { browser, round })
    return begun.ok ? done({ url, browser }) : begun
  } catch (error) {
    installation.log.warn({ err: error }, 'a provider of work accounts did not answer')
    return refuse('provider_away')
  }
}

const takeRound = operation({
  name: 'work_account.come_back',
  done: { en: 'Came back from their work account', es: 'Volvió de su cuenta de trabajo' },
  summary: 'Takes somebody back from the provider of work accounts, once',
  input: z.strictObject({ browser: z.string() }),
  right: null,
  quiet: true,
  async run({ tx, portal, now, installation, note }, { browser }) {
    const hash = hashToken(browser)
    const row = await takeRoundOf(tx, hash)
    const live = row && Temporal.Instant.compare(now, row.expires_at) < 0
    note({ outcome: live ? 'taken' : 'unknown' })
    if (!live) return done(null)
    const key = await installation.keys.of(tx, portal)
    const round = JSON.parse(open(key, roundPlace(portal, hash), row.sealed).toString()) as Round
    return done({ round, person: row.person_id })
  },
})

/**
 * Comes back from the provider. The round is used up before anything is checked, so that nothing can be
 * sent twice, right or wrong.
 * @param came the whole address
 */
export async function comeBack(
  installation: Installation,
  caller: Caller,
  { browser, came }: { browser: string; came: URL },
): Promise<Done<{ round: Round; person: string | null; proof: Proof }> | Refusal> {
  const { portal } = caller
  const result = await perform(installation, takeRound, withoutIdempotencyKey(caller), { browser })
  if (!result.ok) return result
  const provider = await installation.db.read({ portal }, (tx) => providerOf(tx))
  if (!result.value || !provider) return refuse('work_account_failed')
  const { round, person } = result.value
  if (round.issuer !== provider.issuer || round.clientId !== provider.client_id)
    return refuse('work_account_failed')
  try {
    const proof = await proofOf(await clientOf(installation, portal, provider), came, round)
    if (proof.issuer !== provider.issuer) return refuse('work_account_failed')
    return done({ round, person, proof })
  } catch (error) {
    installation.log.info({ err: error }, 'a sign-in by work account was not right')
    return refuse('work_account_failed')
  }
}
