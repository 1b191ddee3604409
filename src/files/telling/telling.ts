import { z } from 'zod'
import {
  aboutReader,
  composeMail,
  inviteAlso,
  languageOf,
  mailSender,
  reachOf,
  type MailSender,
  type Reachable,
} from '../../identity/index.ts'
import { nextByOperation } from '../../kit/due/by-operation.ts'
import { dueQueue } from '../../kit/due/queue.ts'
import { QueueWorker } from '../../kit/due/worker.ts'
import { id, show } from '../../kit/ids.ts'
import { addressOn, type Installation } from '../../kit/installation.ts'
import type { MailKind } from '../../kit/mail-kind.ts'
import { done, operation, type OperationContext } from '../../kit/operation.ts'
import { refuse as kitRefuse, type Refusal } from '../../kit/refusal.ts'
import { refuse } from '../refusals.ts'
import { newsNamed, WHATS, type What } from './news.ts'
import {
  lockTelling,
  nextTelling,
  noteTelling,
  portalsToTell,
  tellingsFalling,
  putOffTelling,
  settleTelling,
} from './queries.ts'
import { grouped, isInvitable, standingOf, type Told } from './reach.ts'

/** Invited in one press at most: each is a mail that is written before anybody goes on. */
export const INVITED_AT_ONCE = 50

/** Whether those who can be invited are invited with it, for inputs. */
export const invite = z
  .boolean()
  .optional()
  .describe('Also invites those who cannot sign in yet, where they can be invited')

interface Telling {
  what: What
  /** Row id of the file or request. */
  thing: string
  /** What the mail says where it leaves now, if not what its kind says of one. */
  kind?: MailKind
}

/**
 * Tells people that there is something for them, by mail where they get in: at most one mail of a kind an hour, what
 * comes meanwhile with the next.
 * @returns what became of each
 */
export async function tell(
  op: OperationContext,
  persons: readonly string[],
  telling: Telling,
): Promise<Told> {
  const people = await reachOf(op.tx, persons, op.now)
  await tellNow(op, people, telling)
  return grouped(people.map((who) => ({ name: who.name, outcome: standingOf(who) })))
}

/**
 * The same, and invites those who can be: they see it once they have registered.
 * @returns what became of each; or why nobody is invited, with field `invite`
 */
export async function tellAndInvite(
  op: OperationContext,
  persons: readonly string[],
  telling: Telling,
): Promise<Told | Refusal> {
  const { tx, caller, now } = op
  const people = await reachOf(tx, persons, now)
  const invitable = people.filter(isInvitable)
  if (invitable.length > 0 && !caller.rights.has('people:manage'))
    return refuse('may_not_invite', { field: 'invite' })
  if (invitable.length > INVITED_AT_ONCE)
    return refuse('too_many_invited', { field: 'invite', values: { most: INVITED_AT_ONCE } })
  const invited = await inviteAlso(
    op,
    invitable.map(({ id }) => id),
  )
  await tellNow(op, people, telling)
  return grouped(
    people.map((who) => ({
      name: who.name,
      outcome: invited.has(who.id) ? 'invited' : standingOf(who),
    })),
  )
}

async function tellNow(
  op: OperationContext,
  people: readonly Reachable[],
  { what, thing, kind }: Telling,
): Promise<void> {
  const mailed = people.filter((who) => standingOf(who) === 'mailed')
  if (mailed.length === 0) return
  const { tx, now, installation } = op
  const persons = mailed.map(({ id }) => id)
  const first = await noteTelling(tx, { persons, what, thing, now })
  const { mails, page } = newsNamed(installation, what)
  const sender = await mailSender(tx)
  const mail = { sender, kind: kind ?? mails.one, path: page(thing) }
  for (const person of mailed) if (first.has(person.id)) await send(op, person, mail)
}

async function send(
  op: OperationContext,
  person: Reachable,
  { sender, kind, path }: { sender: MailSender; kind: MailKind; path: string },
): Promise<void> {
  const link = addressOn(op.installation, sender.host, path)
  const language = languageOf(person, sender)
  const more = await aboutReader(op, sender, person.id)
  await op.mail(composeMail(kind, { sender, person, language, link, more }))
}

/** By the clock alone: what came within the hour after somebody was told, as one mail. */
export const tellTogether = operation({
  name: 'file.tell',
  done: { en: 'Told somebody of new documents', es: 'Avisó a alguien de documentos nuevos' },
  outcomes: {
    nothing: { en: 'there was nothing left to tell', es: 'ya no había nada que avisar' },
  },
  summary: 'Tells somebody by one mail of what came since the one before',
  input: z.strictObject({ person: id('person'), what: z.enum(WHATS) }),
  right: 'clock',
  quiet: true,
  async run(op, about) {
    const { tx, now, installation } = op
    const { person, what } = about
    const waiting = await lockTelling(tx, { ...about, now })
    if (!waiting) return kitRefuse('not_found')
    const [who] = await reachOf(tx, [person], now)
    const news = newsNamed(installation, what)
    const isReached = who !== undefined && standingOf(who) === 'mailed'
    const things = isReached
      ? await news.still(tx, installation, { person, things: waiting, now })
      : []
    await settleTelling(tx, about, things.length > 0 ? now : null)
    if (things.length > 0) {
      const sender = await mailSender(tx)
      const [thing, ...more] = things
      const mail =
        more.length === 0
          ? { sender, kind: news.mails.one, path: news.page(thing!) }
          : { sender, kind: news.mails.several, path: news.pageOfAll() }
      await send(op, who!, mail)
    }
    op.note({
      subject: show('person', person),
      ...(things.length === 0 && { outcome: 'nothing' }),
    })
    return done({ person, things: things.length })
  },
})

/** Mails that wait until the hour after the one before is over, portal by portal. */
export const tellingQueue = dueQueue<{ portal: string }>({
  names: { wake: 'tell_of_files', sweep: 'sweep_file_tellings' },
  key: ({ portal }) => portal,
  atOnce: 2,
  due: portalsToTell,
  falls: tellingsFalling,
})

const tellNext = (installation: Installation, portal: string) =>
  nextByOperation(installation, portal, {
    next: async (tx, now) => {
      const due = await nextTelling(tx, now)
      return due && { due }
    },
    operation: tellTogether,
    input: ({ person, what }) => ({ person: show('person', person), what }),
    putOff: putOffTelling,
  })

export const tellingWorker = (installation: Installation) =>
  new QueueWorker(installation, tellingQueue, ({ portal }) => tellNext(installation, portal))

/** Sends every such mail of a portal that is due now, where no job does. */
export async function tellAllDue(installation: Installation, portal: string): Promise<void> {
  while ((await tellNext(installation, portal)) === 'done');
}
