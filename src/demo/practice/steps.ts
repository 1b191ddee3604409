import {
  disablePerson,
  enablePerson,
  endPreview,
  inviteAgain,
  issueCode,
  sendReset,
  sessionsOf,
  startPreview,
} from '../../identity/index.ts'
import { show } from '../../kit/ids.ts'
import type { Place } from '../portal-life.ts'
import type { DemoEvent } from '../seeder.ts'
import { comeBack, guess, look, mistype, register, registerOnPhone } from '../visitors.ts'
import type { DemoClient, Step } from './practice.ts'
import { atOffice, HOURS, personNamed, type PracticeContext } from './practice-context.ts'

const BROWSERS = [
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1',
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36',
  'Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36',
]

/** One client's way in, step by step. @param nth of all, so that not everybody does things at one minute */
export function stepEvents(
  practice: PracticeContext,
  client: DemoClient,
  nth: number,
): DemoEvent[] {
  const { today, there } = practice
  return (client.life ?? []).flatMap((step, i): DemoEvent[] => {
    const [ago, what] = step
    if (what === 'attack') return attackEvents(practice, client)
    const minute = HOURS.steps + ((nth * 47) % 360) + i * 7
    const at =
      ago < 1
        ? today.subtract({ minutes: Math.round(ago * 24 * 60) })
        : atOffice(practice, ago, minute)
    return [{ at, run: there((place) => take(practice, place, { client, nth, step })) }]
  })
}

interface ClientStep {
  client: DemoClient
  nth: number
  step: Step
}

async function take(
  practice: PracticeContext,
  place: Place,
  { client, nth, step }: ClientStep,
): Promise<unknown> {
  const { seeder } = practice
  const { owner } = place
  const person = await personNamed(practice, place, client.name)
  const key = `${client.name} ${step[0]}`
  const visitor = {
    portal: place.id,
    who: practice.people.get(client.name)!,
    ip: `203.0.113.${nth + 10}`,
    userAgent: BROWSERS[nth % BROWSERS.length],
  }
  switch (step[1]) {
    case 'invite':
      return seeder.as(owner, key, inviteAgain, { person })
    case 'open':
      return look(seeder, visitor)
    case 'mistype':
      return mistype(seeder, visitor, step[2])
    case 'register':
      return register(seeder, visitor)
    case 'phone':
      return registerOnPhone(seeder, visitor, () => seeder.as(owner, key, issueCode, { person }))
    case 'return':
      return comeBack(seeder, visitor)
    case 'forget':
      return guess(seeder, visitor, step[2])
    case 'reset':
      return seeder.as(owner, key, sendReset, { person })
    case 'disable':
      return seeder.as(owner, key, disablePerson, { person, reason: step[2] })
    case 'enable':
      return seeder.as(owner, key, enablePerson, { person })
    case 'preview':
      return preview(practice, place, { person, reason: step[2], key })
    case 'attack':
  }
}

/** The owner looks at the portal as the client sees it, and goes back. */
async function preview(
  { seeder }: PracticeContext,
  { id: portal, owner }: Place,
  { person, reason, key }: { person: string; reason: string; key: string },
): Promise<void> {
  const sessions = await seeder.installation.db.read({ portal }, (tx) =>
    sessionsOf(tx, owner.person!),
  )
  // The oldest, which a second run finds as well.
  const session = show('session', sessions.at(-1)!.id)
  const begun = await seeder.as(owner, key, startPreview, { person, reason, session })
  const seen = { ...owner, onBehalfOf: person }
  await seeder.as(seen, key, endPreview, { preview: show('preview', begun.preview) })
}

/** Of a portal that has not set it otherwise. */
const ALLOWED = 10
/** Locks of 1, 2, 4 … minutes, each begun anew as soon as it ends; the next is the longest, of half a day. */
const LOCKS = 10
/** When the last guess was made, in minutes ago. */
const LAST_GUESS = 5

/** Strangers guess as soon as they are let, so that every lock is twice as long as the one before. */
function attackEvents(
  { seeder, today, there, people }: PracticeContext,
  { name }: DemoClient,
): DemoEvent[] {
  return Array.from({ length: LOCKS + 1 }, (_, lock) => ({
    at: today.subtract({ minutes: LAST_GUESS + 2 ** LOCKS - 2 ** lock }),
    run: there(({ id: portal }) =>
      guess(seeder, { portal, who: people.get(name)!, ip: '198.51.100.23' }, ALLOWED + lock),
    ),
  }))
}
