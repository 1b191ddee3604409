import {
  acceptAnswer,
  answerRequest,
  askAgain,
  makeRequest,
  sendReminders,
  tellAllDue,
} from '../../files/index.ts'
import { dayOf } from '../../kit/day.ts'
import { show } from '../../kit/ids.ts'
import type { Place } from '../portal-life.ts'
import type { DemoEvent } from '../seeder.ts'
import { send as sendDocument } from './documents.ts'
import type { DemoRequest } from './practice.ts'
import { atOffice, HOURS, personNamed, type PracticeContext } from './practice-context.ts'

/** What clients are asked for about a case. @param about gives its shown id, once it is there */
export const requestEvents = (
  practice: PracticeContext,
  requests: readonly DemoRequest[] = [],
  about: () => string,
): DemoEvent[] => requests.flatMap((plan) => requestLife(practice, plan, about))

function requestLife(
  practice: PracticeContext,
  plan: DemoRequest,
  about: () => string,
): DemoEvent[] {
  const { seeder, there, zone } = practice
  const { ago: since, of, what, dueIn, sent, accepted: acceptedAgo, again } = plan
  const key = what.slice(0, 60)
  let request: string
  const at = (ago: number, minutes: number) => atOffice(practice, ago, HOURS.requests + minutes)
  const ask = async (place: Place) => {
    const due = at(since, 0).add({ hours: 24 * (dueIn ?? 0) })
    const made = await seeder.as(place.owner, key, makeRequest, {
      about: about(),
      person: await personNamed(practice, place, of),
      what,
      dueOn: dueIn === undefined ? null : dayOf(due, zone),
    })
    request = show('request', made.request)
  }
  const send = (names: readonly string[]) => async (place: Place) => {
    const client = await seeder.person(place.id, practice.people.get(of)!)
    const uploads = []
    for (const name of names) {
      const said = [name.replace(/\.pdf$/, ''), 'A document of the demo. Nothing in it is true.']
      const sending = { place, sender: client, key: `${key} ${name}`, name, text: said }
      uploads.push(await sendDocument(practice, sending))
    }
    await seeder.as(client, key, answerRequest, { request, uploads })
  }
  return [
    { at: at(since, 0), run: there(ask) },
    ...(sent ? [{ at: at(sent[0], 1), run: there(send(sent[1])) }] : []),
    ...(acceptedAgo === undefined
      ? []
      : [
          {
            at: at(acceptedAgo, 2),
            run: there(({ owner }) => seeder.as(owner, key, acceptAnswer, { request })),
          },
        ]),
    ...(again
      ? [
          {
            at: at(again[0], 3),
            run: there(({ owner }) => seeder.as(owner, key, askAgain, { request, why: again[1] })),
          },
        ]
      : []),
  ]
}

/** A minute after reminders fall due, with what waits to be told, on each day since something was asked for. */
export function reminderEvents(
  practice: PracticeContext,
  requests: readonly DemoRequest[],
): DemoEvent[] {
  const { seeder, there, today } = practice
  const first = Math.max(0, ...requests.map(({ ago }) => ago))
  return Array.from({ length: first + 1 }, (_, ago) => ({
    at: atOffice(practice, ago, HOURS.steps + 1),
    run: there(async ({ id }) => {
      await sendReminders(seeder.installation, id)
      await tellAllDue(seeder.installation, id)
    }),
  })).filter(({ at }) => Temporal.Instant.compare(at, today) <= 0)
}
