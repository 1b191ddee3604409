import { z } from 'zod'
import { line } from '../../identity/index.ts'
import type { Instant } from '../../kit/clock.ts'
import type { EventData } from '../../kit/events.ts'
import { parseId } from '../../kit/ids.ts'

/** What a procedure can wait for. */
export const TRIGGER_KINDS = [
  'case_opened',
  'stage_entered',
  'party_added',
  'contact_imported',
] as const
export type TriggerKind = (typeof TRIGGER_KINDS)[number]

export const MAX_DAYS = 365

const days = z
  .int()
  .min(0)
  .max(MAX_DAYS)
  .default(0)
  .describe('How many days after it, 0 for at once')

/** When: what has to happen, and how long after it. */
export const trigger = z
  .discriminatedUnion('on', [
    z.strictObject({ on: z.literal('case_opened'), days }),
    z.strictObject({ on: z.literal('stage_entered'), stage: line(60), days }),
    z.strictObject({ on: z.literal('party_added'), days }),
    z.strictObject({ on: z.literal('contact_imported'), days }),
  ])
  .meta({ id: 'Trigger' })
export type Trigger = z.output<typeof trigger>

/** Something that happened, as far as triggers look at it. Ids are row ids. */
export interface Cause {
  on: TriggerKind
  /** The same for the same thing, however often it is told of; another for the next of its kind. */
  key: string
  case: string | null
  /** Whom it is about; null where it is about all clients of the case. */
  person: string | null
  /** The stage that was entered. */
  stage: string | null
}

/** The events that triggers wait for, and what of each sets procedures going. */
const CAUSES: Record<string, (event: EventData) => Cause[]> = {
  'case.open': (event) => {
    const id = caseOf(event)
    if (id === null) return []
    const opened = { on: 'case_opened', key: `opened ${id}`, case: id, person: null, stage: null }
    return [opened as Cause, ...entered(event, id)]
  },
  'case.enter_stage': (event) => {
    const id = caseOf(event)
    return id === null ? [] : entered(event, id)
  },
  'case.add_party': (event) => {
    const id = caseOf(event)
    const person = idIn(event, 'person')
    // Somebody who is only named in a case is nobody's client.
    if (id === null || person === null || event.data['side'] === 'other') return []
    const key = `added ${person} to ${id} by ${event.id}`
    return [{ on: 'party_added', key, case: id, person, stage: null }]
  },
  'contact.import': (event) => {
    const person = idIn(event, 'person') ?? parseId('person', event.subject ?? '')
    if (person === null) return []
    return [{ on: 'contact_imported', key: `imported ${person}`, case: null, person, stage: null }]
  },
}

/** Names of the events that may set a procedure going. */
export const TRIGGERING: readonly string[] = Object.keys(CAUSES)

/** What an event may set going; nothing for events of other kinds. */
export const causesOf = (event: EventData): Cause[] => CAUSES[event.name]?.(event) ?? []

/** Does a procedure with this trigger wait for that? */
export const waitsFor = (trigger: Trigger, { on, stage }: Pick<Cause, 'on' | 'stage'>): boolean =>
  trigger.on === on && (trigger.on !== 'stage_entered' || trigger.stage === stage)

/** When a run falls due: the same time of day, so many days later by the portal's calendar. */
export const dueAfter = ({ days }: Trigger, happened: Instant, zone: string): Instant =>
  days === 0 ? happened : happened.toZonedDateTimeISO(zone).add({ days }).toInstant()

/** Entering a stage is a new cause each time, also the same stage of the same case. */
function entered({ id, data }: EventData, of: string): Cause[] {
  const { stage } = data
  if (typeof stage !== 'string') return []
  return [{ on: 'stage_entered', key: `entered ${of} by ${id}`, case: of, person: null, stage }]
}

const idIn = ({ data }: EventData, kind: 'case' | 'person'): string | null => {
  const shown = data[kind]
  return typeof shown === 'string' ? parseId(kind, shown) : null
}

const caseOf = (event: EventData) => idIn(event, 'case') ?? parseId('case', event.subject ?? '')
