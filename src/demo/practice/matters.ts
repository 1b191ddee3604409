import { addParty, closeCase, enterStage, openCase } from '../../cases/index.ts'
import { show } from '../../kit/ids.ts'
import { writeNote } from '../../people/index.ts'
import type { Place } from '../portal-life.ts'
import type { Chapter } from '../story.ts'
import type { DemoCase, DemoNote } from './practice.ts'
import { atOffice, HOURS, personNamed, type Telling } from './telling.ts'

/** A case from its opening with everybody in it, through its stages, to its end. */
export function matterLife(telling: Telling, told: DemoCase): Chapter[] {
  const { story, there } = telling
  const { title, type, opened, clients, others = [], stages = [], closed, notes } = told
  let matter: string
  const open = async (place: Place) => {
    const client = await personNamed(telling, place, clients[0])
    matter = show(
      'case',
      (await story.as(place.owner, title, openCase, { title, type, client })).case,
    )
  }
  const join = (name: string, side: 'client' | 'other') => async (place: Place) =>
    story.as(place.owner, `${title} ${name}`, addParty, {
      case: matter,
      person: await personNamed(telling, place, name),
      side,
    })
  const joining = [
    ...clients.slice(1).map((name) => join(name, 'client')),
    ...others.map((name) => join(name, 'other')),
  ]
  return [
    { at: atOffice(telling, opened, HOURS.cases), tell: there(open) },
    // Parties are listed in the order they came.
    ...joining.map((tell, i) => ({
      at: atOffice(telling, opened, HOURS.cases + 1 + i),
      tell: there(tell),
    })),
    ...stages.map(([ago, stage]) => ({
      at: atOffice(telling, ago, HOURS.stages),
      tell: there(({ owner }) =>
        story.as(owner, `${title} ${stage}`, enterStage, { case: matter, stage }),
      ),
    })),
    ...noteChapters(telling, notes, async () => ({ case: matter })),
    ...(closed === undefined
      ? []
      : [
          {
            at: atOffice(telling, closed, HOURS.closing),
            tell: there(({ owner }) => story.as(owner, title, closeCase, { case: matter })),
          },
        ]),
  ]
}

/** What staff wrote down. @param about gives whom or what, by shown id */
export const noteChapters = (
  telling: Telling,
  notes: readonly DemoNote[] = [],
  about: (place: Place) => Promise<{ person: string } | { case: string }>,
): Chapter[] =>
  notes.map(([ago, author, body]) => ({
    at: atOffice(telling, ago, HOURS.notes),
    tell: telling.there(async (place) => {
      const { story } = telling
      const writer = await story.person(place.id, author)
      await story.as(writer, body.slice(0, 60), writeNote, { ...(await about(place)), body })
    }),
  }))
