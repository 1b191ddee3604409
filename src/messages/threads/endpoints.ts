import { z } from 'zod'
import { line } from '../../identity/index.ts'
import { reads, writes, type Served } from '../../web/index.ts'
import { id, parseId, show } from '../../kit/ids.ts'
import { routes } from '../../routes.ts'
import { listKey, showKey } from './cursor.ts'
import { readThread, sendMessage, startThread } from './threads.ts'
import {
  listThreads,
  viewThread,
  whomToWriteTo,
  type Message,
  type Thread,
  type ThreadSummary,
} from './views.ts'

const person = z.object({ id: z.string(), name: z.string() })
const text = z
  .string()
  .nullable()
  .describe('Null where what is stored was altered and does not open')

const summary = z.object({
  id: z.string(),
  subject: text,
  others: z.array(person).describe('Everybody else who takes part'),
  messages: z.int().describe('How many there are'),
  unread: z.int(),
  lastMessageAt: z.iso.datetime(),
})
const threadList = z.object({
  threads: z.array(summary),
  next: z.string().nullable().describe('Send it as `cursor` for older threads'),
})
const message = z.object({
  id: z.string(),
  author: person,
  writtenBy: z
    .string()
    .nullable()
    .describe('The staff member who wrote it in the author’s name, if any'),
  body: text,
  sentAt: z.iso.datetime(),
  isNew: z.boolean().describe('By somebody else, and not marked as read'),
})
const thread = z.object({
  id: z.string(),
  subject: text,
  startedAt: z.iso.datetime(),
  participants: z.array(person),
  unread: z.int(),
  messages: z
    .array(message)
    .describe('Oldest first, the newest of the thread unless `cursor` is sent'),
  next: z.string().nullable().describe('Send it as `cursor` for older messages'),
})
const recipients = z.object({
  people: z.array(person.extend({ email: z.string().nullable().describe('For staff only') })),
  more: z.boolean().describe('There are others: search by name'),
})
const sent = z.object({ thread: z.string(), message: z.string() })
const read = z.object({ unread: z.int().describe('What has come in since') })

const showPerson = ({ id, name }: { id: string; name: string }) => ({
  id: show('person', id),
  name,
})

const showSummary = (summary: ThreadSummary) => ({
  id: show('thread', summary.id),
  subject: summary.subject,
  others: summary.others.map(showPerson),
  messages: summary.messages,
  unread: summary.unread,
  lastMessageAt: summary.lastMessageAt.toString(),
})

const showMessage = (message: Message) => ({
  id: show('message', message.id),
  author: showPerson(message.author),
  writtenBy: message.writtenBy,
  body: message.body,
  sentAt: message.sentAt.toString(),
  isNew: message.isNew,
})

const showThread = (thread: Thread) => ({
  id: show('thread', thread.id),
  subject: thread.subject,
  startedAt: thread.startedAt.toString(),
  participants: thread.participants.map(showPerson),
  unread: thread.unread,
  messages: thread.messages.map(showMessage),
  next: thread.older && show('message', thread.older),
})

const showSent = (_: unknown, value: { thread: string; message: string }) => ({
  thread: show('thread', value.thread),
  message: show('message', value.message),
})

export const threadEndpoints: readonly Served[] = [
  reads(routes.api.recipients, {
    name: 'recipient.list',
    summary: 'Lists whom one may write to, by name; the rest is found by searching',
    feature: 'messages',
    query: z.strictObject({ search: line(254).optional() }),
    answer: recipients,
    show: async (visit, { search }) => {
      const { people, more } = await whomToWriteTo(visit, { chosen: [], search })
      return { people: people.map((one) => ({ ...one, id: show('person', one.id) })), more }
    },
  }),
  reads(routes.api.threads, {
    name: 'thread.list',
    summary: 'Lists one’s own threads, newest first',
    feature: 'messages',
    query: z.strictObject({ cursor: listKey.optional() }),
    answer: threadList,
    show: async (visit, { cursor }) => {
      const { threads, older } = await listThreads(visit, { after: cursor })
      return { threads: threads.map(showSummary), next: older && showKey(older) }
    },
  }),
  writes(routes.api.threads, 'POST', {
    operation: startThread,
    feature: 'messages',
    onBehalf: true,
    status: 201,
    answer: sent,
    show: showSent,
  }),
  reads(routes.api.thread, {
    name: 'thread.show',
    summary: 'Shows a thread one takes part in, with its newest messages',
    feature: 'messages',
    query: z.strictObject({ cursor: id('message').optional() }),
    answer: thread,
    show: async (visit, { cursor }) => {
      const found = await viewThread(visit, parseId('thread', visit.param('thread')), cursor)
      return found && showThread(found)
    },
  }),
  writes(routes.api.messages, 'POST', {
    operation: sendMessage,
    path: { thread: 'thread' },
    feature: 'messages',
    onBehalf: true,
    status: 201,
    answer: sent,
    show: showSent,
  }),
  writes(routes.api.reading, 'POST', {
    operation: readThread,
    path: { thread: 'thread' },
    feature: 'messages',
    answer: read,
    show: (_, value) => value,
  }),
]
