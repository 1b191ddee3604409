import { beforeAll, beforeEach, expect, it } from 'vitest'
import { openCase } from '../../src/cases/index.ts'
import { show } from '../../src/kit/ids.ts'
import { startThread } from '../../src/messages/index.ts'
import { aPerson, Browser, type Someone } from '../identity/identity-world.ts'
import { anOffice, type Office } from '../people/people-world.ts'
import { textOf } from '../portals/portals-console.ts'
import { openWorld, type World } from '../world.ts'
import { addFile, sendFile, someBytes } from './files-world.ts'
import { askedFor } from './requests-setting.ts'

let world: World
let office: Office
let matter: string
let carla: Someone
let client: Browser
let n = 0

beforeAll(async () => {
  world = await openWorld()
  return () => world.close()
})
beforeEach(async () => {
  office = await anOffice(world, `given-back-${n++}`)
  matter = show('case', (await office.act(openCase, { title: 'Soto v Roe' })).case)
  carla = await aPerson(world, office.portal.id, { name: 'Carla Soto', kind: 'contact' })
  client = await new Browser(office.app, office.portal).signIn(carla)
})

/** Every form that brings files, with what is typed in it and its field of files. */
async function forms(): Promise<
  { by: Browser; path: string; field: string; typed: [string, string][] }[]
> {
  const { browser } = office
  const file = await addFile(office, matter, { name: 'deed.txt', bytes: Buffer.from('deed') })
  const request = await askedFor({ world, office, matter, carla, client }, { about: carla.shown })
  const { thread } = await office.act(startThread, {
    ...{ to: [carla.shown], subject: 'The deed', body: 'Where is it?' },
  })
  return [
    { by: browser, path: '/files', field: 'uploads', typed: [['about', matter]] },
    { by: browser, path: `/files/${file}/versions`, field: 'upload', typed: [] },
    { by: client, path: `/requests/${request}/answers`, field: 'uploads', typed: [] },
    {
      ...{ by: browser, path: '/messages', field: 'files' },
      typed: [
        ['to', carla.shown],
        ['subject', 'What I have typed'],
      ],
    },
    {
      ...{ by: browser, path: `/messages/${show('thread', thread)}/replies`, field: 'files' },
      typed: [['body', 'What I have typed']],
    },
  ]
}

const sentForm = (
  by: Browser,
  path: string,
  fields: readonly (readonly [string, string | File])[],
) => {
  const body = new FormData()
  for (const [name, value] of fields) body.append(name, value)
  return by.send(path, { method: 'POST', body })
}

/** What the page's form would send of files with the next press. */
const cards = (html: string, field: string) =>
  [
    ...html.matchAll(new RegExp(`<input type="hidden" name="${field}" value="(upl_[^"]+)"`, 'g')),
  ].map(([, id]) => id!)

async function uploadsOf(by: Browser): Promise<string[]> {
  const answer = await by.send('/api/v1/uploads')
  return ((await answer.json()) as { uploads: { id: string }[] }).uploads.map(({ id }) => id)
}

it('what has arrived stays in a form of which a later file is refused, with what was typed, until it is removed', async () => {
  await world.owner('update portals set largest_file_mb = 1 where id = $1', [office.portal.id])
  for (const { by, path, field, typed } of await forms()) {
    const files = [
      [field, new File(['x'.repeat(3400)], 'small.txt')],
      [field, new File([new Uint8Array(someBytes(1_100_000))], 'large.bin')],
    ] as const
    const refused = await sentForm(by, path, [...typed, ...files])
    const html = await refused.text()
    expect([path, refused.status]).toEqual([path, 413])
    expect(textOf(html), path).toContain(
      'large.bin: This file is too large. A file may have up to 1 MB.',
    )
    expect(textOf(html), path).toContain('Arrived · 3.4 kB')
    for (const [, value] of typed) expect(html, path).toContain(value)
    const [small, ...others] = cards(html, field)
    expect([path, others]).toEqual([path, []])

    // Removed by its button, without a word of reproach and with what was typed.
    const without = await sentForm(by, path, [...typed, [field, small!], ['withdraw', small!]])
    const left = await without.text()
    expect([path, cards(left, field), await uploadsOf(by)]).toEqual([path, [], []])
    expect(left, path).not.toContain('role="alert"')
    for (const [, value] of typed) expect(left, path).toContain(value)
  }
})

it('what was sent before stays in a form that is refused for something else, and goes with the next press', async () => {
  const upload = await sendFile(office.browser, someBytes(50), 'deed.pdf')
  const refused = await sentForm(office.browser, '/messages', [
    ...([
      ['subject', 'The deed'],
      ['body', ''],
      ['files', upload],
    ] as const),
  ])
  expect(refused.status).toBe(422)
  expect(cards(await refused.text(), 'files')).toEqual([upload])
  const sent = await sentForm(office.browser, '/messages', [
    ...([
      ['to', carla.shown],
      ['subject', 'The deed'],
      ['body', 'Here'],
      ['files', upload],
    ] as const),
  ])
  expect(sent.status).toBe(303)
  expect(await uploadsOf(office.browser)).toEqual([])
})

it('what is left elsewhere is shown wherever files are added, removed there, and told to nobody else', async () => {
  const whole = await sendFile(office.browser, someBytes(2000), 'whole.pdf')
  await office.browser.json('POST', '/api/v1/uploads', { name: 'half.pdf', bytes: 3_000_000 })
  const page = await office.text(`/cases/${matter}`)
  expect(textOf(page)).toContain('Files you began to send')
  expect(textOf(page)).toMatch(/whole\.pdf\s+2 kB/)
  expect(textOf(page)).toMatch(/half\.pdf\s+0 bytes of 3 MB have come/)
  // It belongs to no form.
  expect(cards(page, 'uploads')).toEqual([])
  await sentForm(office.browser, '/files', [
    ['about', matter],
    ['withdraw', whole],
  ])
  expect((await uploadsOf(office.browser)).length).toBe(1)
  // Nobody's but their own.
  await sentForm(client, '/messages', [['withdraw', (await uploadsOf(office.browser))[0]!]])
  expect((await uploadsOf(office.browser)).length).toBe(1)
  const asked = await askedFor({ world, office, matter, carla, client }, { about: carla.shown })
  expect(await (await client.get(`/requests/${asked}`)).text()).not.toContain('half.pdf')
})

it('a name that was altered is said to be unreadable, and its page is there', async () => {
  await sendFile(office.browser, someBytes(50), 'deed.pdf')
  await world.owner(`update file_uploads set sealed_name = sealed_name || 'x'::bytea`)
  const page = textOf(await office.text(`/cases/${matter}`))
  expect(page).toMatch(/A name that cannot be read\s+50 bytes/)
})
