import { z } from 'zod'
import { mailSender } from '../../identity/index.ts'
import { id, newId, parseId, show } from '../../kit/ids.ts'
import { done, operation, type OperationContext } from '../../kit/operation.ts'
import { refuse as kitRefuse } from '../../kit/refusal.ts'
import { isLanguage } from '../../kit/texts.ts'
import { invalidField } from '../../kit/validation.ts'
import { refuse } from '../refusals.ts'
import { attach, attachments } from './attachments.tsx'
import { newMessageMail } from './mails.tsx'
import {
  holdCorrespondents,
  insertMessage,
  insertThread,
  lastMessage,
  lockThread,
  markRead,
  type Recipient,
} from './queries.ts'
import { sealBody, sealSubject } from './sealing.ts'
import { spendMessage, spendThread } from './rate-limits.ts'
import { body, CAPS, capsOf, idAfter, mayWriteTo, subject } from './thread.ts'

export const startThread = operation({
  name: 'thread.start',
  done: { en: 'Wrote a message', es: 'Escribió un mensaje' },
  details: {
    participants: { en: 'Participants', es: 'Participantes' },
  },
  summary: 'Writes a first message to one or more people',
  input: z.strictObject({
    subject,
    body,
    to: z.array(id('person')).min(1).max(CAPS.many.people),
    files: attachments,
  }),
  right: 'messages:write',
  async run(op, { subject, body, to, files }) {
    const { tx, portal, now, caller, installation, note } = op
    const author = caller.person!
    const recipients = [...new Set(to)]
    const maximum = capsOf(caller.rights).people
    if (recipients.length > maximum) return invalidField('to', 'too_many', { maximum })
    const over = await spendThread(op)
    if (over) return over
    const people = await holdCorrespondents(tx, [author, ...recipients])
    const byId = new Map(people.map((person) => [person.id, person]))
    const from = byId.get(author)
    const reachable = (to: string) => from && byId.has(to) && mayWriteTo(from, byId.get(to)!)
    if (!recipients.every(reachable)) return refuse('unreachable', { field: 'to' })
    const thread = newId()
    const key = await installation.keys.of(tx, portal)
    const sealedSubject = sealSubject(key, portal, thread, subject)
    await insertThread(tx, { id: thread, sealedSubject, author, recipients, now })
    const message = newId()
    const others = await addMessage(op, { thread, message, body })
    const wrong = await attach(op, message, files)
    if (wrong) return wrong
    await notify(op, thread, others, from!.name)
    note({
      subject: show('thread', thread),
      details: { message: show('message', message), participants: people.length },
    })
    return done({ thread, message })
  },
})

export const sendMessage = operation({
  name: 'message.send',
  done: { en: 'Answered a message', es: 'Respondió a un mensaje' },
  summary: 'Writes a further message in a thread one takes part in',
  input: z.strictObject({
    thread: id('thread'),
    body,
    files: attachments,
    seen: id('message')
      .optional()
      .describe('The newest message the author has read; without it, all count as read'),
  }),
  right: 'messages:write',
  async run(op, { thread, body, files, seen }) {
    const { tx, caller, note } = op
    const over = await spendMessage(op)
    if (over) return over
    if (!(await lockThread(tx, { thread, person: caller.person! }))) return kitRefuse('not_found')
    const message = idAfter(await lastMessage(tx, thread))
    const others = await addMessage(op, { thread, message, body, seen })
    if (!others.some(canRead)) return refuse('nobody_reads')
    const wrong = await attach(op, message, files)
    if (wrong) return wrong
    await notify(op, thread, others, caller.name)
    note({
      subject: show('thread', thread),
      details: { message: show('message', message) },
    })
    return done({ thread, message })
  },
})

export const readThread = operation({
  name: 'thread.read',
  done: { en: 'Read a conversation', es: 'Leyó una conversación' },
  details: {
    unread: { en: 'Unread', es: 'Sin leer' },
  },
  summary: 'Marks a thread as read, up to and including a message',
  input: z.strictObject({ thread: id('thread'), seen: id('message') }),
  right: 'messages:write',
  // Who reads when is for the audit trail, not for those who receive events.
  quiet: true,
  async run({ tx, now, caller, note }, { thread, seen }) {
    const person = caller.person!
    // A message sent at this moment waits or is waited for, so that none is counted as seen unseen.
    if (!(await lockThread(tx, { thread, person }))) return kitRefuse('not_found')
    const unread = await markRead(tx, { thread, person, seen, now })
    note({ subject: show('thread', thread), details: { seen: show('message', seen), unread } })
    return done({ unread })
  },
})

const canRead = ({ disabled_at }: Recipient) => disabled_at === null

async function addMessage(
  { tx, portal, now, caller, installation }: OperationContext,
  { thread, message, body, seen }: { thread: string; message: string; body: string; seen?: string },
): Promise<Recipient[]> {
  const author = caller.person!
  const key = await installation.keys.of(tx, portal)
  const sealedBody = sealBody(key, { portal, thread, message, author }, body)
  const writtenBy = caller.onBehalfOf ? parseId('person', caller.id)! : undefined
  return insertMessage(tx, {
    thread,
    id: message,
    author,
    writtenBy,
    sealedBody,
    now,
    seen,
  })
}

/** Mails those who had read everything before: one mail until they have read it. */
async function notify(
  op: OperationContext,
  thread: string,
  others: Recipient[],
  from: string,
): Promise<void> {
  const told = others.filter((person) => canRead(person) && person.unread === 1)
  if (told.length === 0) return
  const { tx, installation } = op
  const sender = await mailSender(tx)
  await Promise.all(
    told.map((person) => {
      const language = isLanguage(person.language) ? person.language : sender.language
      return op.mail(newMessageMail({ installation, sender, person, from, thread, language }))
    }),
  )
}
