import { addParty, openCase } from '../../src/cases/index.ts'
import { makeRequest } from '../../src/files/index.ts'
import { show } from '../../src/kit/ids.ts'
import { reminderQueue } from '../../src/files/requests/reminding.ts'
import { wakeDue } from '../../src/kit/due/queue.ts'
import { mailbox } from '../../src/kit/mail.ts'
import { aPerson, Browser, type Someone } from '../identity/identity-world.ts'
import { anOffice, type Office } from '../people/people-world.ts'
import type { World } from '../world.ts'
import { someBytes } from './files-world.ts'

/** By the portals' clock. */
export const ZONE = 'Europe/Madrid'

/** An office with a case and its client, who has registered. */
export interface Asking {
  world: World
  office: Office
  matter: string
  carla: Someone
  client: Browser
}

export async function anAsking(
  world: World,
  slug = 'acme',
  language: string | null = null,
): Promise<Asking> {
  const office = await anOffice(world, slug)
  const opened = await office.act(openCase, { title: 'Soto v Roe' })
  const matter = show('case', opened.case)
  const carla = await aClient({ world, office, matter }, 'Carla Soto', language)
  const client = await new Browser(office.app, office.portal).signIn(carla)
  return { world, office, matter, carla, client }
}

/** Somebody more who is a client of the case. */
export async function aClient(
  { world, office, matter }: Pick<Asking, 'world' | 'office' | 'matter'>,
  name: string,
  language: string | null = null,
): Promise<Someone> {
  const person = await aPerson(world, office.portal.id, { name, kind: 'contact', language })
  await office.act(addParty, { case: matter, person: person.shown, side: 'client' })
  return person
}

/** Asks the client of the case for something. @returns id as shown */
export async function askedFor(
  { office, matter, carla }: Asking,
  more: Record<string, unknown> = {},
): Promise<string> {
  const input = { about: matter, person: carla.shown, what: 'Your passport, both sides', ...more }
  return show('request', (await office.act(makeRequest, input)).request)
}

/** Sends a file whole. @returns id of the upload */
export async function uploaded(by: Browser, name = 'passport.jpg', length = 1000): Promise<string> {
  const begun = await by.json('POST', '/api/v1/uploads', { name, bytes: length })
  const { id } = (await begun.json()) as { id: string }
  await by.send(`/api/v1/uploads/${id}`, {
    method: 'PATCH',
    headers: { 'content-type': 'application/offset+octet-stream', 'upload-offset': '0' },
    body: new Uint8Array(someBytes(length)),
  })
  return id
}

export const answer = (by: Browser, request: string, uploads: readonly string[]) =>
  by.json('POST', `/api/v1/requests/${request}/answers`, { uploads })

/** Signs both in again: sessions end in days that pass. */
export async function signInAgain({ office, client, carla }: Asking): Promise<void> {
  await office.browser.signIn(office.ada)
  await client.signIn(carla)
}

/** Moves the clock and does what has fallen due. */
export async function moveTo(world: World, now: Temporal.Instant | string): Promise<void> {
  await world.setClock(now)
  await wakeDue(world.installation, reminderQueue)
  while ((await world.drain()) > 0);
}

/** Through so many days, each a minute before nine and at nine, by the portal's clock. */
export async function passDays(world: World, days: number): Promise<void> {
  const today = (await world.now()).toZonedDateTimeISO(ZONE).toPlainDate()
  for (let day = 1; day <= days; day++)
    for (const plainTime of ['08:59', '09:00'])
      await moveTo(
        world,
        today.add({ days: day }).toZonedDateTime({ timeZone: ZONE, plainTime }).toInstant(),
      )
}

/** Every mail about requests: when, by the portal's clock, which and to whom. */
export async function mailsOf({ world, office }: Asking): Promise<string[]> {
  const rows = await world.owner<{ at: string; kind: string; name: string }>(
    `select to_char(m.queued_at at time zone $2, 'YYYY-MM-DD"T"HH24:MI') as at, m.kind, p.name from mails m
     join persons p on p.portal_id = m.portal_id and p.id = m.person_id
     where m.portal_id = $1 and m.kind like 'file%' order by m.queued_at, m.id`,
    [office.portal.id, ZONE],
  )
  return rows.map(({ at, kind, name }) => `${at} ${kind} to ${name.split(' ')[0]}`)
}

/** The same as they are read. */
export const writtenMails = ({ world, office }: Asking) =>
  mailbox(world.installation, office.portal.id)
