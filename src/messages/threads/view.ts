import { z } from 'zod'
import { fileView, showFile, type AnswerFor } from '../../files/index.ts'
import { show } from '../../kit/ids.ts'
import { named, shape } from '../../kit/shape.ts'
import type { Message, Thread, ThreadSummary } from './views.ts'

const text = z
  .string()
  .nullable()
  .describe('Null where what is stored was altered and does not open')

const summary = shape('ThreadSummary', {
  id: z.string(),
  subject: text,
  others: z.array(named).describe('Everybody else who takes part'),
  messages: z.int().describe('How many there are'),
  unread: z.int(),
  lastMessageAt: z.iso.datetime(),
})
export const threadsView = shape('ThreadList', {
  threads: z.array(summary),
  next: z.string().nullable().describe('Send it as `cursor` for older threads'),
})
const message = shape('Message', {
  id: z.string(),
  author: named,
  writtenBy: z
    .string()
    .nullable()
    .describe('The staff member who wrote it in the author’s name, if any'),
  body: text,
  sentAt: z.iso.datetime(),
  isNew: z.boolean().describe('By somebody else, and not marked as read'),
  files: z.array(fileView).describe('What came with it'),
})
export const threadView = shape('Thread', {
  id: z.string(),
  subject: text,
  startedAt: z.iso.datetime(),
  participants: z.array(named),
  unread: z.int(),
  messages: z
    .array(message)
    .describe('Oldest first, the newest of the thread unless `cursor` is sent'),
  next: z.string().nullable().describe('Send it as `cursor` for older messages'),
})
export const recipientsView = shape('Recipients', {
  people: z.array(named.extend({ email: z.string().nullable().describe('For staff only') })),
  more: z.boolean().describe('There are others: search by name'),
})
export const sentView = shape('SentMessage', { thread: z.string(), message: z.string() })
export const readView = shape('ReadThread', { unread: z.int().describe('What has come in since') })

const showPerson = ({ id, name }: { id: string; name: string }) => ({
  id: show('person', id),
  name,
})

export const showSummary = (summary: ThreadSummary) => ({
  id: show('thread', summary.id),
  subject: summary.subject,
  others: summary.others.map(showPerson),
  messages: summary.messages,
  unread: summary.unread,
  lastMessageAt: summary.lastMessageAt.toString(),
})

const showMessage = (message: Message, reader: AnswerFor) => ({
  id: show('message', message.id),
  author: showPerson(message.author),
  writtenBy: message.writtenBy,
  body: message.body,
  sentAt: message.sentAt.toString(),
  isNew: message.isNew,
  files: message.files.map((file) => showFile(file, reader)),
})

export const showThread = (thread: Thread, reader: AnswerFor) => ({
  id: show('thread', thread.id),
  subject: thread.subject,
  startedAt: thread.startedAt.toString(),
  participants: thread.participants.map(showPerson),
  unread: thread.unread,
  messages: thread.messages.map((message) => showMessage(message, reader)),
  next: thread.older && show('message', thread.older),
})

export const showSent = (_: unknown, value: { thread: string; message: string }) => ({
  thread: show('thread', value.thread),
  message: show('message', value.message),
})

export const showRecipients = ({
  people,
  more,
}: {
  people: readonly { id: string; name: string; email: string | null }[]
  more: boolean
}) => ({ people: people.map((one) => ({ ...one, id: show('person', one.id) })), more })
