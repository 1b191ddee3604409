import { z } from 'zod'
import { show } from '../../kit/ids.ts'
import type { Installation } from '../../kit/installation.ts'
import { jobType } from '../../kit/jobs.ts'
import { spendWithin, type Limit } from '../../kit/limits.ts'
import {
  done,
  jobCaller,
  operation,
  perform,
  type Caller,
  type OperationContext,
} from '../../kit/operation.ts'
import type { Done, Refusal } from '../../kit/refusal.ts'
import { hashToken } from '../../kit/tokens.ts'
import { whyNotNow } from '../invitations/why-not-now.ts'
import { askFor } from '../limits/limited-request.ts'
import { countAskedMail } from '../mail-limits/mail-limits.ts'
import { inviteByMail } from '../invitations/new-person.ts'
import { lockPerson } from '../persons/queries.ts'
import { personOfToken } from '../tokens/queries.ts'

const HOUR = 3600
/** New links to one person in an hour. */
const TO_ONE = 3
/** New links asked for from one network address in an hour, in one portal. */
const FROM_ONE = 20

/** Whose link it was is looked up here, after the answer: the time of an answer tells nothing of it. */
export const newLinkJob = jobType<{ portal: string; hash: string }>('new_link', 4)

const within = async (
  { tx, portal, now, installation }: OperationContext,
  limit: Omit<Limit, 'seconds'>,
): Promise<boolean> => {
  const key = `${portal} ${limit.key}`
  return (await spendWithin(tx, installation, { ...limit, key, seconds: HOUR }, now)).allowed
}

/** What came of a link, in words of the audit trail. */
export const DEAD_LINK = {
  dead_link: { en: 'link or code dead', es: 'enlace o código muerto' },
}

/** What came of it, in words of the audit trail. */
const LIMITED = {
  limited: { en: 'too often, nothing mailed', es: 'demasiadas veces, no se envió nada' },
}

/**
 * Whoever holds a dead link may have a new one sent: to the card's own e-mail, never to one that is typed.
 * The same answer after the same work, whatever the link was.
 */
export const requestLink = operation({
  name: 'person.request_link',
  done: { en: 'Asked for a new invitation', es: 'Pidió una invitación nueva' },
  outcomes: LIMITED,
  summary: 'Mails a new invitation to the person a dead link was for, if they may be invited',
  input: z.strictObject({ token: z.string().min(1).max(100) }),
  right: null,
  quiet: true,
  async run(op, { token }) {
    const { portal, caller, note, enqueue } = op
    const limit = { name: 'new_link_from', key: caller.ip ?? '', points: FROM_ONE }
    if (await within(op, limit))
      await enqueue(newLinkJob, { portal, hash: hashToken(token).toString('base64') })
    else note({ outcome: 'limited' })
    return done({})
  },
})

/** @see requestLink; counted before by where it comes from. */
export const askForLink = (
  installation: Installation,
  caller: Caller,
  input: unknown,
): Promise<Done<object> | Refusal> =>
  askFor(installation, caller, { operation: requestLink, entrance: 'new_link' }, input)

const sendLink = operation({
  name: 'person.send_link',
  done: {
    en: 'Sent the new invitation that was asked for',
    es: 'Envió la invitación nueva que se pidió',
  },
  outcomes: {
    ...DEAD_LINK,
    ...LIMITED,
    registered: { en: 'already registered', es: 'ya registrado' },
    lead: { en: 'a lead', es: 'contacto potencial' },
    no_email: { en: 'no e-mail on the card', es: 'sin correo en la ficha' },
    no_fact: { en: 'nothing to state on the card', es: 'sin dato que indicar en la ficha' },
  },
  summary: 'Mails the new invitation that was asked for with a dead link',
  input: z.strictObject({ hash: z.base64() }),
  right: 'job',
  quiet: true,
  async run(op, { hash }) {
    const { tx, note } = op
    const row = await personOfToken(tx, Buffer.from(hash, 'base64'))
    const person = row && (await lockPerson(tx, row.person_id))
    if (!person) {
      note({ outcome: 'dead_link' })
      return done({})
    }
    note({ subject: show('person', person.id) })
    const why = await whyNotNow(op, person)
    const limit = { name: 'new_link_to', key: person.id, points: TO_ONE }
    if (why !== null) note({ outcome: why })
    else if ((await within(op, limit)) && (await countAskedMail(op, person.email)))
      await inviteByMail(op, person, { urgent: true })
    else note({ outcome: 'limited' })
    return done({})
  },
})

/** Done again after a crash it mails once more, and the earlier link is dead: no harm. */
export async function sendNewLink(
  installation: Installation,
  { portal, hash }: { portal: string; hash: string },
): Promise<void> {
  await perform(installation, sendLink, jobCaller(portal), { hash })
}
