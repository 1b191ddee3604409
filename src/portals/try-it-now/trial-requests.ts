import { z } from 'zod'
import {
  countAskedMail,
  email,
  language,
  line,
  personName,
  timeZone,
} from '../../identity/index.ts'
import { open, seal } from '../../kit/crypto.ts'
import { networkOf } from '../../kit/http/address.ts'
import { CONSOLE, id, newId, show } from '../../kit/ids.ts'
import { spendWithin } from '../../kit/limits.ts'
import { done, operation, type OperationContext } from '../../kit/operation.ts'
import { isSolution, readPuzzle } from '../../kit/puzzle.ts'
import type { Refusal } from '../../kit/refusal.ts'
import { hashToken, newToken } from '../../kit/tokens.ts'
import { beginPortal, createPortal } from '../creation/creations.ts'
import { findPartner } from '../partners/queries.ts'
import { refuse as refuseOfPortals } from '../refusals.ts'
import { confirmationMail } from './mails.ts'
import { insertRequest, lockWaiting, noteBegun, requestOfForm, requestOfLink } from './queries.ts'
import { refuse, tooOften } from './refusals.ts'
import {
  entranceOf,
  LINK_HOURS,
  linkState,
  perEmail,
  perNetwork,
  UNSOLVED,
  wishPlace,
  type TrialRequest,
  type Wish,
} from './trial-request.ts'

/** What a form's puzzle is bound to. @param partner shown id */
export const puzzleFor = (ip: string | undefined, partner: string | undefined) => ({
  form: `try it now ${partner ?? ''}`,
  network: networkOf(ip ?? 'unknown'),
})

const emailHash = ({ keys }: OperationContext['installation'], email: string) =>
  keys.fingerprint('try it now: e-mail', email)

export const requestTrial = operation({
  name: 'trial.request',
  done: { en: 'Asked for a portal to try', es: 'Pidió un portal de prueba' },
  outcomes: {
    mailed_unsolved: {
      en: 'link mailed, puzzle unsolved',
      es: 'enlace enviado, cuenta sin resolver',
    },
  },
  summary: 'Mails a visitor the link that builds a portal of their own',
  input: z.strictObject({
    name: personName,
    email,
    portalName: line(120),
    timeZone: timeZone.default('UTC'),
    language: language.default('en'),
    partner: id('partner').optional(),
    challenge: z.string().max(200).default(''),
    answer: z.string().max(200).default(''),
  }),
  right: null,
  quiet: true,
  portal: () => CONSOLE,
  async run(op, { challenge, answer, partner: partnerId, ...wish }) {
    const { tx, now, caller, note, installation } = op
    const { keys } = installation
    const whom = puzzleFor(caller.ip, partnerId && show('partner', partnerId))
    const puzzle = readPuzzle(keys, whom, challenge, now)
    if (!puzzle) return refuse('stale_form')
    const partner = partnerId ? await findPartner(tx, {}, partnerId) : undefined
    if (partnerId && !partner) return refuseOfPortals('unknown_partner', { field: 'partner' })

    const request = newId()
    const { token, hash } = newToken()
    const expires = now.add({ hours: LINK_HOURS })
    const key = await keys.of(tx, CONSOLE)
    const fresh = await insertRequest(tx, {
      id: request,
      challenge: puzzle.hash,
      email_hash: emailHash(installation, wish.email),
      sealed: seal(key, wishPlace(CONSOLE, request), JSON.stringify(wish satisfies Wish)),
      partner_id: partnerId ?? null,
      token_hash: hash,
      asked_at: now,
      expires_at: expires,
    })
    if (!fresh) return repeated(op, puzzle.hash, wish)

    const solved = isSolution(puzzle, answer)
    const over = await overLimit(op, { ...whom, email: wish.email, solved })
    if (over) return over
    // Like whoever has asked too often: the answer tells nothing of what others asked for there.
    if (!(await countAskedMail(op, wish.email))) {
      note({ outcome: 'enough' })
      return done({})
    }
    const from = partner?.name ?? installation.name
    const mail = confirmationMail({ installation, from, wish, token, expires })
    await op.mail({ ...mail, urgent: true })
    note({ outcome: solved ? 'mailed' : 'mailed_unsolved' })
    return done({})
  },
})

/**
 * The same form once more: refused, so that sending it without end writes nothing, and answered like the
 * first. One that says something else must be fetched anew.
 */
async function repeated(op: OperationContext, challenge: Buffer, wish: Wish): Promise<Refusal> {
  const { tx, installation } = op
  const earlier = await requestOfForm(tx, challenge)
  const before = await wishOf(op, earlier)
  const same = before
    ? JSON.stringify(before) === JSON.stringify(wish)
    : emailHash(installation, wish.email).equals(earlier.email_hash)
  return refuse(same ? 'sent_already' : 'stale_form')
}

/** Spends what this costs; refused, the transaction gives it all back. */
async function overLimit(
  { tx, now, installation }: OperationContext,
  { network, email, solved }: { network: string; email: string; solved: boolean },
): Promise<Refusal | null> {
  const limits = [
    ['network', perNetwork(network)],
    ['email', perEmail(email)],
    ...(solved ? [] : [['unsolved', UNSOLVED] as const]),
  ] as const
  for (const [whose, limit] of limits) {
    const spent = await spendWithin(tx, installation, limit, now)
    if (!spent.allowed) return tooOften(whose, spent)
  }
  return null
}

/**
 * `portal.create`, as somebody does it who holds a mailed link and nothing else: by that name it is
 * audited and told. However often the link is used, and whichever of several, one portal is begun.
 */
export const createTrial = operation({
  name: createPortal.name,
  done: createPortal.done,
  summary: createPortal.summary,
  portal: () => newId(),
  input: z.strictObject({ token: z.string().min(1).max(100) }),
  right: null,
  async run(op, { token }) {
    const { tx, now, portal, installation } = op
    const claimed = await tx.within(CONSOLE, async () => {
      const seen = await requestOfLink(tx, hashToken(token))
      if (!seen) return null
      await lockWaiting(tx, seen)
      const request = (await requestOfLink(tx, hashToken(token)))!
      const wish = linkState(request, now) === 'live' && (await wishOf(op, request))
      return { request, wish }
    })
    if (!claimed?.wish)
      return refuse(claimed && linkState(claimed.request, now) === 'begun' ? 'begun' : 'dead_link')
    const { request, wish } = claimed
    const { name, email, portalName, language, timeZone } = wish
    const created = await beginPortal(op, {
      name: portalName,
      owner: { name, email, language, entrance: entranceOf(installation, request) },
      partner: request.partner_id,
      timeZone,
      language,
    })
    if (created.ok) await tx.within(CONSOLE, () => noteBegun(tx, request, portal, now))
    return created
  },
})

/** What was typed. The transaction must be set to the console. */
export async function wishOf(
  { tx, installation }: Pick<OperationContext, 'tx' | 'installation'>,
  { id, sealed }: TrialRequest,
): Promise<Wish | null> {
  if (!sealed) return null
  const key = await installation.keys.of(tx, CONSOLE)
  return JSON.parse(open(key, wishPlace(CONSOLE, id), sealed).toString()) as Wish
}
