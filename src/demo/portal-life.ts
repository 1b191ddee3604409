import type { Instant } from '../kit/clock.ts'
import { parseId, show } from '../kit/ids.ts'
import type { Caller } from '../kit/operation.ts'
import { sendMessage, startThread } from '../messages/index.ts'
import {
  brandPortal,
  buildPortal,
  cancelPortal,
  certifyPortal,
  createPortal,
  deletePortal,
  findPortal,
  suspendPortal,
} from '../portals/index.ts'
import type { DemoPortal } from './portals.ts'
import { practiceLife } from './practice/index.ts'
import type { Chapter, Story } from './story.ts'

/** A portal that stands, as its chapters know it. */
export interface Place {
  /** Row id. */
  id: string
  /** Shown id. */
  portal: string
  owner: Caller
}

/**
 * One portal's life up to today: the first chapter makes it, the others find what that made.
 * @param partner gives the partner's shown id, once there is one
 */
export function lifeOf(
  story: Story,
  told: DemoPortal,
  partner: () => string,
  today: Instant,
): Chapter[] {
  const began = today.subtract({ hours: told.age * 24 })
  const after = (days: number, hours = 0) => began.add({ hours: days * 24 + hours })
  let place: Place | undefined
  const create = async () => (place = await open(story, told, partner()))
  /** What happens in a portal that an earlier telling has deleted already has happened. */
  const there = (tell: (place: Place) => Promise<unknown>) => async () => {
    if (place) await tell(place)
  }
  const moveIn = async ({ id, portal, owner }: Place) => {
    await story.comeIn(id, told.owner.email)
    const { brand, accent } = told.colors
    const look = { portal, brandColor: brand, accentColor: accent }
    await story.as(owner, `${told.slug} look`, brandPortal, look)
  }
  return [
    { at: began, tell: create },
    { at: after(0, 3), tell: there(moveIn) },
    ...told.people.map((person) => ({
      at: after(person.day ?? 0, 4),
      tell: there(({ id, owner }) => story.welcome(id, owner, told.slug, person)),
    })),
    ...told.threads.flatMap((thread, i) =>
      conversation(story, `${told.slug} ${i}`, thread).map((tell, n) => ({
        at: after(thread.day, 5 * (n + 1)),
        tell: there(tell),
      })),
    ),
    ...(told.practice
      ? practiceLife(story, told.practice, { today, zone: told.timeZone, there })
      : []),
    ...(told.moves ?? []).map((move) => ({
      at: after(move.day),
      tell: there((here) => carryOut(story, told, here, move)),
    })),
  ]
}

async function open(story: Story, told: DemoPortal, partner: string): Promise<Place | undefined> {
  const { name, email } = told.owner
  const { portal } = await story.act(told.slug, createPortal, {
    name: told.name,
    slug: told.slug,
    owner: { name, email },
    partner,
    partnerReference: told.reference,
    timeZone: told.timeZone,
    language: told.language,
  })
  const id = parseId('portal', portal)!
  await buildPortal(story.installation, { portal: id })
  const { db } = story.installation
  const found = await db.read({ portal: id }, (tx) => findPortal(tx, id, { portal: id }))
  if (found?.status === 'cancelled') return undefined
  return { id, portal, owner: await story.person(id, email) }
}

async function carryOut(
  story: Story,
  { name, slug }: DemoPortal,
  { id, portal }: Place,
  { what, cause, note }: NonNullable<DemoPortal['moves']>[number],
): Promise<void> {
  if (what === 'certify') await story.act(slug, certifyPortal, { portal })
  if (what === 'suspend') await story.act(slug, suspendPortal, { portal, cause, note })
  if (what === 'cancel') {
    await story.act(slug, cancelPortal, { portal, name })
    await deletePortal(story.installation, { portal: id })
  }
}

/** What is said in a thread, message by message. */
function conversation(
  story: Story,
  key: string,
  { subject, messages }: DemoPortal['threads'][number],
): ((place: Place) => Promise<void>)[] {
  const [[starter, body], ...rest] = messages
  let thread: string
  const start = async ({ id }: Place) => {
    const author = await story.person(id, starter)
    const writers = new Set(messages.map(([email]) => email).filter((email) => email !== starter))
    // Whoever writes alone writes to the owner.
    const to =
      writers.size === 0
        ? [await story.anyOther(id, author)]
        : await Promise.all([...writers].map(async (email) => (await story.person(id, email)).id))
    const started = await story.as(author, key, startThread, { subject, body, to })
    thread = show('thread', started.thread)
  }
  const answers = rest.map(([email, text], i) => async ({ id }: Place) => {
    const author = await story.person(id, email)
    await story.as(author, `${key} ${i}`, sendMessage, { thread, body: text })
  })
  return [start, ...answers]
}
