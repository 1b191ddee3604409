import { addCaseLabel } from '../../cases/index.ts'
import { parseId } from '../../kit/ids.ts'
import { createContact, createField } from '../../people/index.ts'
import { DEMO_DIGITS } from '../people.ts'
import type { Place } from '../portal-life.ts'
import type { Chapter, Story } from '../story.ts'
import { matterLife, noteChapters } from './matters.ts'
import type { DemoClient, DemoPractice } from './practice.ts'
import { stepChapters } from './steps.ts'
import { atOffice, HOURS, personNamed, type Telling } from './telling.ts'

/** Shown ids of the firm's own fields, by their labels. */
type FieldIds = Map<string, string>

/** Contacts, cases, and each client's way in. */
export function practiceLife(
  story: Story,
  practice: DemoPractice,
  about: Omit<Telling, 'story' | 'people'>,
): Chapter[] {
  const { clients, opponents, cases } = practice
  const telling: Telling = { story, ...about, people: new Map() }
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
      tell: about.there((place) => furnish(story, place, practice, fields)),
    },
    ...cards.flatMap((client, nth) => [
      ...cardChapter(telling, client, fields),
      ...stepChapters(telling, client, nth),
      ...noteChapters(telling, client.notes, async (place) => ({
        person: await personNamed(telling, place, client.name),
      })),
    ]),
    ...cases.flatMap((one) => matterLife(telling, one)),
  ]
}

async function furnish(
  story: Story,
  { owner }: Place,
  { types, stages, fields }: DemoPractice,
  ids: FieldIds,
): Promise<void> {
  for (const field of fields)
    ids.set(field.label, (await story.as(owner, field.label, createField, field)).field)
  for (const name of types) await story.as(owner, name, addCaseLabel, { kind: 'type', name })
  for (const name of stages) await story.as(owner, name, addCaseLabel, { kind: 'stage', name })
}

/** The card of whoever the portal's own story does not bring in. */
function cardChapter(telling: Telling, client: DemoClient, ids: FieldIds): Chapter[] {
  const { story, there, people } = telling
  const { since, unproven, life: _, notes: __, fields = {}, ...known } = client
  if (since === undefined) return []
  const make = async ({ owner }: Place) => {
    const { person } = await story.as(owner, client.name, createContact, {
      ...known,
      digits: unproven ? undefined : DEMO_DIGITS,
      fields: Object.fromEntries(
        Object.entries(fields).map(([label, value]) => [ids.get(label)!, value]),
      ),
    })
    people.set(client.name, parseId('person', person)!)
  }
  return [{ at: atOffice(telling, since, HOURS.cards), tell: there(make) }]
}
