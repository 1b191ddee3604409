import type { Refusal } from '../refusal.ts'
import type { Language } from '../texts.ts'

/** An RFC 9457 problem document. */
export interface Problem {
  type: string
  title: string
  status: number
  code: string
  detail: string
  instance?: string
  /** Where to send it instead. */
  address?: string
  /** Each input at fault, by its dotted name. */
  errors?: { field: string; code: string; detail: string }[]
  /** How many more there are, where they are too many to be listed. */
  more?: number
}

const TITLES: Record<number, string> = {
  400: 'Bad request',
  401: 'Not signed in',
  403: 'Not allowed',
  404: 'Not found',
  405: 'Method not allowed',
  409: 'Conflict',
  410: 'Gone',
  412: 'Changed meanwhile',
  413: 'Too large',
  415: 'Unsupported media type',
  422: 'Invalid input',
  428: 'Precondition required',
  429: 'Too many requests',
  500: 'Internal error',
  503: 'Unavailable',
}

export function problem(status: number, code: string, detail: string, instance?: string): Problem {
  return {
    type: `urn:gatehouse:problem:${code}`,
    title: TITLES[status] ?? 'Error',
    status,
    code,
    detail,
    instance,
  }
}

export function problemOf(refusal: Refusal, language: Language, instance?: string): Problem {
  const errors = refusal.fields.map(({ field, code, say }) => ({
    field,
    code,
    detail: say(language),
  }))
  return {
    ...problem(refusal.status, refusal.code, refusal.say(language), instance),
    ...(errors.length > 0 ? { errors } : {}),
    ...(refusal.more ? { more: refusal.more } : {}),
  }
}

/** What every problem document is sent with. */
export const PROBLEM_HEADERS = {
  'content-type': 'application/problem+json; charset=utf-8',
  'cache-control': 'no-store',
}

export const problemResponse = (body: Problem, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify(body), {
    status: body.status,
    headers: { ...PROBLEM_HEADERS, ...headers },
  })
