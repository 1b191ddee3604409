import type { Hono } from 'hono'
import { createApp } from '../../src/app.tsx'
import { addParty, openCase } from '../../src/cases/index.ts'
import { removeParty } from '../../src/cases/case/parties/parties.ts'
import { makeRequest } from '../../src/files/index.ts'
import { createKey, disablePerson } from '../../src/identity/index.ts'
import { SCOPES } from '../../src/gate/index.ts'
import { CONSOLE, parseId, show } from '../../src/kit/ids.ts'
import { startThread } from '../../src/messages/index.ts'
import { createContact, mergeContacts } from '../../src/people/index.ts'
import { aPerson, aPortal, Browser, theConsole, type Someone } from '../identity/identity-world.ts'
import { anOffice, type Office } from '../people/people-world.ts'
import { act, aPartner } from '../scenarios/lifecycle-setting.ts'
import { aPerson as aConsolePerson, signedIn } from '../two-portals.ts'
import type { World } from '../world.ts'
import { addFile, sendFile } from './files-world.ts'
import { aPhoto } from './pictures.ts'

/** Everybody who might ask, each in a browser or with a key, and what is there to be asked for. */
export interface Setting {
  world: World
  office: Office
  app: Hono
  visitors: ReadonlyMap<string, Browser>
  /** Shown ids by situation. */
  files: ReadonlyMap<string, string>
  /** Of those who are served, by name, as shown. */
  clients: Readonly<Record<string, string>>
  /** Of staff, as shown. */
  staff: readonly string[]
  /** What of this portal an address may name. */
  ids: Readonly<Record<string, string>>
}

/** Stands in the name of every file here, and nowhere else. */
export const MARK = 'walrus'

const CLIENTS = [
  'Carla',
  'Diego',
  'Gil',
  'Tom',
  'Elena',
  'Sam',
  'Pia',
  'Mara',
  'Dora',
  'Lotte',
  'Leo',
] as const
type Client = (typeof CLIENTS)[number]

export async function aSetting(world: World): Promise<Setting> {
  const office = await anOffice(world)
  const app = createApp(world.installation)
  const people = {} as Record<Client, Someone>
  for (const name of CLIENTS)
    people[name] = await aPerson(world, office.portal.id, { name: `${name} Soto`, kind: 'contact' })
  const bob = await aPerson(world, office.portal.id, { name: 'Bob Lee' })
  const cases = await theCases(office, people)
  const company = await aCompany(office, people.Pia)
  const there = { office, people, company, ...cases }
  const visitors = await theVisitors(world, app, { ...there, bob })
  const { files, request, thread } = await theFiles(world, there)
  await world.owner(`update persons set contact_role = 'lead' where id = $1`, [people.Leo.id])
  await office.act(disablePerson, { person: people.Dora.shown, reason: 'Left us' })
  await world.owner(`update persons set locked_until = 'infinity' where id = $1`, [people.Lotte.id])
  const ids = { case: cases.matter, person: people.Carla.shown, company, request, thread }
  const clients = Object.fromEntries(CLIENTS.map((name) => [name, people[name].shown]))
  const staff = [office.ada.shown, bob.shown]
  return { world, office, app, visitors, files, clients, staff, ids }
}

interface Cases {
  matter: string
  other: string
}

/** Three clients, one of whom is taken out again later, and the other side; and another case with its own client. */
async function theCases({ act }: Office, people: Record<Client, Someone>): Promise<Cases> {
  const [matter, other] = ['Soto v Roe', 'Ruiz v Roe'].map((title) => act(openCase, { title }))
  const cases = {
    matter: show('case', (await matter!).case),
    other: show('case', (await other!).case),
  }
  for (const name of ['Carla', 'Diego', 'Gil'] as const)
    await act(addParty, { case: cases.matter, person: people[name].shown, side: 'client' })
  await act(addParty, { case: cases.matter, person: people.Tom.shown, side: 'other' })
  for (const name of ['Elena', 'Sam'] as const)
    await act(addParty, { case: cases.other, person: people[name].shown, side: 'client' })
  return cases
}

async function aCompany({ api }: Office, { shown }: Someone): Promise<string> {
  const { id } = (await api<{ id: string }>('POST', 'companies', { name: 'Weir' })).body
  const { version } = (await api<{ version: number }>('GET', `contacts/${shown}`)).body
  await api('PATCH', `contacts/${shown}`, { company: 'Weir', version })
  return id
}

interface There extends Cases {
  office: Office
  people: Record<Client, Someone>
  company: string
}

/** In each situation a file, as it is by now. */
async function theFiles(world: World, { office, people, company, matter, other }: There) {
  const { Carla, Dora, Lotte, Sam, Mara } = people
  const { act, api } = office
  const photo = await aPhoto()
  const files = new Map<string, string>()
  const add = async (situation: string, about = matter) => {
    const id = await addFile(office, about, { name: `${MARK}-${situation}.jpg`, bytes: photo })
    files.set(situation, id)
    return id
  }
  const share = async (file: string, ...withs: string[]) => {
    const { status } = await api('POST', `files/${file}/shares`, { with: withs })
    if (status !== 200) throw new Error(`not shared: ${status}`)
  }
  await add('not shared')
  await share(await add('shared'), Carla.shown, Dora.shown, Lotte.shown)
  await share(await add('shared with the company'), company)
  await share(await add('shared with the case'), matter)
  await share(await add('about another client', people.Diego.shown), Carla.shown)
  const ended = await add('shared no more')
  await share(ended, Carla.shown)
  await api('DELETE', `files/${ended}/shares/${Carla.shown}`)
  for (const situation of ['of its last second', 'over', 'held', 'refused', 'removed'])
    await share(await add(situation), Carla.shown)
  const newer = await add('of two versions')
  await share(newer, Carla.shown)
  const upload = await sendFile(office.browser, photo, 'second.jpg')
  await api('POST', `files/${newer}/versions`, { upload })
  // Sent in answer, one of them dangerous.
  const input = { about: other, person: Sam.shown, what: 'A deed' }
  const request = show('request', (await act(makeRequest, input)).request)
  const sam = await new Browser(office.app, office.portal).signIn(Sam)
  const uploads = []
  for (const situation of ['sent', 'sent and refused'])
    uploads.push(await sendFile(sam, photo, `${MARK}-${situation}.jpg`))
  await sam.json('POST', `/api/v1/requests/${request}/answers`, { uploads })
  const answers = await api<{ files: { id: string; name: string }[] }>(
    'GET',
    `files?about=${other}`,
  )
  for (const { id, name } of answers.body.files) files.set(name.slice(MARK.length + 1, -4), id)
  // Shared with a card, and about it, that was merged into another's.
  const { person: card } = await act(createContact, { name: 'Mara S.' })
  await share(await add('shared with a merged card'), card)
  await add('of a merged card', card)
  await act(mergeContacts, { person: Mara.shown, other: card })
  const sent = await sendFile(office.browser, photo, `${MARK}-with a message.jpg`)
  const letter = { subject: 'The deed', body: 'Attached', to: [Carla.shown], files: [sent] }
  const thread = show('thread', (await act(startThread, letter)).thread)
  const { messages } = (
    await api<{ messages: { files: { id: string }[] }[] }>('GET', `threads/${thread}`)
  ).body
  files.set('with a message', messages[0]!.files[0]!.id)
  await world.drain()
  await act(removeParty, { case: matter, person: people.Gil.shown })
  await share(await add('checking'), Carla.shown)
  await api('DELETE', `files/${files.get('removed')}`)
  await settle(world, files)
  return { files, request, thread }
}

/** Brings about what only time and a scanner do. */
async function settle(world: World, files: ReadonlyMap<string, string>): Promise<void> {
  const row = (situation: string) => parseId('file', files.get(situation)!)
  const now = await world.now()
  for (const [situation, seconds] of [
    ['of its last second', 1],
    ['over', 0],
  ] as const)
    await world.owner('update files set expires_at = $2 where id = $1', [
      row(situation),
      now.add({ seconds }).toString(),
    ])
  await world.owner(
    `update file_versions set state = 'checking', tries = 2, due_at = now() where file_id = $1`,
    [row('held')],
  )
  await world.owner(
    `update file_versions set state = 'refused', threat = 'Eicar', content_id = null, thumbnail_id = null
     where file_id = any($1)`,
    [[row('refused'), row('sent and refused')]],
  )
}

async function theVisitors(
  world: World,
  app: Hono,
  { office, people, bob }: There & { bob: Someone },
): Promise<ReadonlyMap<string, Browser>> {
  const { portal, ada } = office
  const visitors = new Map<string, Browser>([['nobody', new Browser(app, portal)]])
  const come = async (who: string, someone: Someone, at = portal) => {
    const browser = await new Browser(app, at).signIn(someone)
    visitors.set(who, browser)
    return browser
  }
  for (const [name, one] of Object.entries(people)) await come(name, one)
  await come('Ada', ada)
  await come('Bob', bob)
  for (const name of ['Carla', 'Diego'] as const) {
    const browser = await come(`Bob as ${name}`, bob)
    await browser.post(`/people/${people[name].shown}/preview`, { reason: 'Looks' })
  }
  // Of another portal, by the same e-mails, there and here.
  const elsewhere = await aPortal(world, { slug: 'other' })
  const same = await aPerson(world, elsewhere.id, { name: 'Carla Soto', kind: 'contact' })
  const staff = await aPerson(world, elsewhere.id, { name: 'Ada Reyes' })
  for (const [who, one] of [
    ['Carla', same],
    ['Ada', staff],
  ] as const) {
    const there = await come(`${who} of another portal`, one, elsewhere)
    const here = new Browser(app, portal)
    for (const [name, value] of there.cookies) here.cookies.set(name, value)
    visitors.set(`${who} of another portal, here`, here)
  }
  // Of the console, there and here.
  const partner = parseId('partner', await aPartner(world))
  for (const kind of ['operator', 'partner'] as const) {
    const who = await aConsolePerson(
      world,
      CONSOLE,
      kind,
      `${kind}@console.example`,
      kind === 'partner' ? partner : null,
    )
    const session = await signedIn(world, CONSOLE, who)
    for (const [at, where] of [
      [theConsole, ''],
      [portal, ', here'],
    ] as const) {
      const browser = new Browser(app, at)
      browser.cookies.set('session', session)
      visitors.set(`${kind}${where}`, browser)
    }
  }
  for (const scope of SCOPES) {
    const { secret } = await act(world, createKey, { name: scope, scopes: [scope] })
    for (const [at, where] of [
      [theConsole, ''],
      [portal, ', here'],
    ] as const) {
      const browser = new Browser(app, at)
      browser.headers = { authorization: `Bearer ${secret}` }
      visitors.set(`key to ${scope}${where}`, browser)
    }
  }
  return visitors
}
