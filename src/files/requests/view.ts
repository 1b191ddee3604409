import { z } from 'zod'
import { dayOf } from '../../kit/day.ts'
import { show } from '../../kit/ids.ts'
import { shape } from '../../kit/shape.ts'
import type { SignedInContext } from '../../web/index.ts'
import { aboutFor, aboutView, type AnswerFor } from '../file/index.ts'
import { isLate, openWhat, openWhy, REQUEST_STATES, type FileRequest } from './request.ts'
import { words } from './texts.ts'

/** A request in clear, as pages show it. */
export interface ShownRequest extends FileRequest {
  what: string
  why: string | null
  late: boolean
}

export async function requestsInClear(
  { installation, portal, language, now, zone }: SignedInContext,
  requests: readonly FileRequest[],
): Promise<ShownRequest[]> {
  const key = await installation.keys.held(portal.id)
  const { log } = installation
  const today = dayOf(now, zone)
  return requests.map((request) => ({
    ...request,
    what: openWhat(key, portal.id, request, log) ?? words(language)('unreadable'),
    why: openWhy(key, portal.id, request, log),
    late: isLate(request, today),
  }))
}

export const requestView = shape('FileRequest', {
  id: z.string(),
  about: aboutView.describe(
    'Id of what it is about, where what comes in is kept; null for who is asked, unless it is themselves',
  ),
  person: z.string().describe('Who is asked'),
  name: z.string(),
  what: z.string(),
  why: z.string().nullable().describe('Why it is asked for again'),
  dueOn: z.iso.date().nullable(),
  late: z.boolean(),
  state: z
    .enum(REQUEST_STATES)
    .describe('`open` waits for an answer, `answered` for somebody to look at it'),
  stateAt: z.iso.datetime(),
  askedBy: z.string(),
  askedAt: z.iso.datetime(),
  remindAt: z.iso.datetime().nullable().describe('When they are reminded next'),
  reminders: z.int().describe('How often they were reminded since it was asked for'),
})

export const showRequest = (request: ShownRequest, reader: AnswerFor) => ({
  id: show('request', request.id),
  about: aboutFor(reader, request),
  person: show('person', request.personId),
  name: request.personName,
  what: request.what,
  why: request.why,
  dueOn: request.dueOn,
  late: request.late,
  state: request.state,
  stateAt: request.stateAt.toString(),
  askedBy: request.askedByName,
  askedAt: request.askedAt.toString(),
  remindAt: request.remindAt?.toString() ?? null,
  reminders: request.reminders,
})
