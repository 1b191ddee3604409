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
import { paymentsLife } from './invoices.ts'
import { paidAccessLife } from './paid-access.ts'
import type { DemoPortal } from './portals.ts'
import { practiceLife } from './practice/index.ts'
import type { DemoEvent, Seeder } from './seeder.ts'

/** A portal that is built, as its events know it. */
export interface Place {
  /** Row id. */
  id: string
  /** Shown id. */
  portal: string
  owner: Caller
}

/**
 * One portal's events up to today: the first makes it, the others find what that made.
 * @param partner gives the partner's shown id, once there is one
 */
export function lifeOf(
  seeder: Seeder,
  plan: DemoPortal,
  partner: () => string,
  today: Instant,
): DemoEvent[] {
  const began = today.subtract({ hours: plan.age * 24 })
  const after = (days: number, hours = 0) => began.add({ hours: days * 24 + hours })
  let place: Place | undefined
  const create = async () => (place = await open(seeder, plan, partner()))
  /** What happens in a portal that an earlier run has deleted already has happened. */
  const there = (run: (place: Place) => Promise<unknown>) => async () => {
    if (place) await run(place)
  }
  const moveIn = async ({ id, portal, owner }: Place) => {
    await seeder.comeIn(id, plan.owner.email)
    const { brand, accent } = plan.colors
    const look = { portal, brandColor: brand, accentColor: accent }
    await seeder.as(owner, `${plan.slug} look`, brandPortal, look)
  }
  return [
    { at: began, run: create },
    { at: after(0, 3), run: there(moveIn) },
    ...plan.people.map((person) => ({
      at: after(person.day ?? 0, 4),
      run: there(({ id, owner }) => seeder.welcome(id, owner, plan.slug, person)),
    })),
    ...plan.threads.flatMap((thread, i) =>
      conversation(seeder, `${plan.slug} ${i}`, thread).map((run, n) => ({
        at: after(thread.day, 5 * (n + 1)),
        run: there(run),
      })),
    ),
    ...(plan.practice
      ? practiceLife(seeder, plan.practice, { today, zone: plan.timeZone, there })
      : []),
    ...(plan.payments
      ? [
          ...paymentsLife(seeder, plan.payments, { after, there }),
          ...paidAccessLife(seeder, { after, there }),
        ]
      : []),
    ...(plan.moves ?? []).map((move) => ({
      at: after(move.day),
      run: there((here) => carryOut(seeder, plan, here, move)),
    })),
  ]
}

async function open(seeder: Seeder, plan: DemoPortal, partner: string): Promise<Place | undefined> {
  const { name, email } = plan.owner
  const { portal } = await seeder.act(plan.slug, createPortal, {
    name: plan.name,
    slug: plan.slug,
    owner: { name, email },
    partner,
    partnerReference: plan.reference,
    timeZone: plan.timeZone,
    language: plan.language,
  })
  const id = parseId('portal', portal)!
  await buildPortal(seeder.installation, { portal: id })
  const { db } = seeder.installation
  const row = await db.read({ portal: id }, (tx) => findPortal(tx, id, { portal: id }))
  if (row?.status === 'cancelled') return undefined
  return { id, portal, owner: await seeder.person(id, email) }
}

async function carryOut(
  seeder: Seeder,
  { name, slug }: DemoPortal,
  { id, portal }: Place,
  { what, cause, note }: NonNullable<DemoPortal['moves']>[number],
): Promise<void> {
  if (what === 'certify') await seeder.act(slug, certifyPortal, { portal })
  if (what === 'suspend') await seeder.act(slug, suspendPortal, { portal, cause, note })
  if (what === 'cancel') {
    await seeder.act(slug, cancelPortal, { portal, name })
    await deletePortal(seeder.installation, { portal: id })
  }
}

/** What is said in a thread, message by message. */
function conversation(
  seeder: Seeder,
  key: string,
  { subject, messages }: DemoPortal['threads'][number],
): ((place: Place) => Promise<void>)[] {
  const [[starter, body], ...rest] = messages
  let thread: string
  const start = async ({ id }: Place) => {
    const author = await seeder.person(id, starter)
    const writers = new Set(messages.map(([email]) => email).filter((email) => email !== starter))
    // Whoever writes alone writes to the owner.
    const to =
      writers.size === 0
        ? [await seeder.anyOther(id, author)]
        : await Promise.all([...writers].map(async (email) => (await seeder.person(id, email)).id))
    const started = await seeder.as(author, key, startThread, { subject, body, to })
    thread = show('thread', started.thread)
  }
  const answers = rest.map(([email, text], i) => async ({ id }: Place) => {
    const author = await seeder.person(id, email)
    await seeder.as(author, `${key} ${i}`, sendMessage, { thread, body: text })
  })
  return [start, ...answers]
}
