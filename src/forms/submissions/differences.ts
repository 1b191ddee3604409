import type { z } from 'zod'
import type { ContactRole } from '../../identity/index.ts'
import type { Instant } from '../../kit/clock.ts'
import { card, changedValues, isBorn, type Contact, type Field } from '../../people/index.ts'
import { show } from '../../kit/ids.ts'
import type { Definition } from '../form/form.ts'
import { fullName, type Differences, type Sent } from './submission.ts'

const RANK: Record<ContactRole, number> = { lead: 0, prospect: 1, client: 2 }

/** What a form says of a contact, of what a card can hold: what it cannot stays with the submission alone. */
export function cardOf(
  { fields }: Pick<Definition, 'fields'>,
  sent: Sent,
  own: readonly Field[],
  now: Instant,
): Differences {
  const said: Differences = { name: fullName(sent) }
  const ownValues: Record<string, string> = {}
  for (const { key, maps } of fields) {
    const answer = sent.answers[key]
    if (typeof answer !== 'string') continue
    if (maps === 'phone' && isRight(card.phone, answer)) said.phone = answer
    else if (maps === 'birth_date' && isRight(card.birthDate, answer) && isBorn(answer, now))
      said.birthDate = answer
    else if (maps === 'digits' && isRight(card.digits, answer)) said.digits = answer
    else if (maps === 'company' && isRight(card.company, answer)) said.company = answer
    else if (maps.startsWith('field:')) {
      const field = maps.slice('field:'.length)
      if ('values' in changedValues(own, {}, { [field]: answer })) ownValues[field] = answer
    }
  }
  return Object.keys(ownValues).length > 0 ? { ...said, fields: ownValues } : said
}

const isRight = (schema: z.ZodType, value: string) => schema.safeParse(value).success

/** How much of what a stranger says is taken over at once. */
export type Trust = 'fill_in' | 'nothing' | 'all'

/**
 * Parts what a form says of somebody who is there already: what is taken over, and what waits for staff. Nobody is
 * made less than they are.
 */
export function parted(
  before: Contact,
  role: ContactRole,
  said: Differences,
  trust: Trust,
): { atOnce: Differences; waits: Differences } {
  const atOnce: Differences = {}
  const waits: Differences = {}
  const put = <K extends keyof Differences>(name: K, value: Differences[K], isEmpty: boolean) => {
    const now = trust === 'all' || (trust === 'fill_in' && isEmpty)
    ;(now ? atOnce : waits)[name] = value
  }
  if (RANK[role] > RANK[before.role]) put('role', role, true)
  const texts = [
    ['name', before.name],
    ['phone', before.phone],
    ['birthDate', before.birth_date],
    ['company', before.company],
  ] as const
  for (const [name, was] of texts) {
    const value = said[name]
    // Whoever registers states it: from a stranger it is taken for somebody new, and for nobody who is here.
    const isStated = name === 'birthDate'
    if (value !== undefined && value.toLowerCase() !== was?.toLowerCase())
      put(name, value, was === null && !isStated)
  }
  const own = new Map(
    Object.entries(before.fields).map(([id, value]) => [show('field', id), value]),
  )
  const fields = Object.entries(said.fields ?? {}).filter(
    ([field, value]) => String(own.get(field) ?? '') !== value,
  )
  const [empty, filled] = [
    fields.filter(([field]) => !own.has(field)),
    fields.filter(([field]) => own.has(field)),
  ]
  if (empty.length > 0) put('fields', Object.fromEntries(empty), true)
  if (filled.length > 0) {
    const target = trust === 'all' ? atOnce : waits
    target.fields = { ...target.fields, ...Object.fromEntries(filled) }
  }
  return { atOnce, waits }
}

export const isNothing = (differences: Differences): boolean =>
  Object.keys(differences).length === 0
