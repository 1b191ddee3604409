import { addCaseLabel } from '../../cases/index.ts'
import { parseId } from '../../kit/ids.ts'
import { createContact, createField } from '../../people/index.ts'
import { DEMO_DIGITS } from '../people.ts'
import type { Place } from '../portal-life.ts'
import type { DemoEvent, Seeder } from '../seeder.ts'
import { flowEvents } from './flows.ts'
import { matterLife, noteEvents } from './matters.ts'
import type { DemoClient, DemoPractice } from './practice.ts'
import { reminderEvents } from './requests.ts'
import { stepEvents } from './steps.ts'
import { atOffice, HOURS, personNamed, type PracticeContext } from './practice-context.ts'

/** Shown ids of the firm's own fields, by their labels. */
type FieldIds = Map<string, string>

/** Contacts, cases, and each client's way in. */
export function practiceLife(
  seeder: Seeder,
  practice: DemoPractice,
  about: Omit<PracticeContext, 'seeder' | 'people'>,
): DemoEvent[] {
  const { clients, opponents, cases } = practice
  const telling: PracticeContext = { seeder, ...about, people: new Map() }
  const fields: FieldIds = new Map()
  // Who is only named in a case must not be invited by mistake: that is what a lead is.
  const others = opponents.map((one): DemoClient => ({ ...one, role: 'lead', unproven: true }))
  const cards = [...clients, ...others]
  for (const { name, email, since } of cards)
    if (since === undefined) telling.people.set(name, email!)
  const first = Math.max(...cards.map(({ since = 0 }) => since))
  return [
    {
      at: atOffice(telling, first, HOURS.cards - 1),
      run: about.there((place) => seed(seeder, place, practice, fields)),
    },
    ...cards.flatMap((client, nth) => [
      ...cardEvent(telling, client, fields),
      ...stepEvents(telling, client, nth),
      ...noteEvents(telling, client.notes, async (place) => ({
        person: await personNamed(telling, place, client.name),
      })),
    ]),
    ...cases.flatMap((one) => matterLife(telling, one)),
    ...flowEvents(telling),
    ...reminderEvents(
      telling,
      cases.flatMap(({ requests = [] }) => requests),
    ),
  ]
}

async function seed(
  seeder: Seeder,
  { owner }: Place,
  { types, stages, fields }: DemoPractice,
  ids: FieldIds,
): Promise<void> {
  for (const field of fields)
    ids.set(field.label, (await seeder.as(owner, field.label, createField, field)).field)
  for (const name of types) await seeder.as(owner, name, addCaseLabel, { kind: 'type', name })
  for (const name of stages) await seeder.as(owner, name, addCaseLabel, { kind: 'stage', name })
}

/** The card of whoever the portal's own events do not bring in. */
function cardEvent(practice: PracticeContext, client: DemoClient, ids: FieldIds): DemoEvent[] {
  const { seeder, there, people } = practice
  const { since, unproven, life: _, notes: __, fields = {}, ...rest } = client
  if (since === undefined) return []
  const make = async ({ owner }: Place) => {
    const { person } = await seeder.as(owner, client.name, createContact, {
      ...rest,
      digits: unproven ? undefined : DEMO_DIGITS,
      fields: Object.fromEntries(
        Object.entries(fields).map(([label, value]) => [ids.get(label)!, value]),
      ),
    })
    people.set(client.name, parseId('person', person)!)
  }
  return [{ at: atOffice(practice, since, HOURS.cards), run: there(make) }]
}
