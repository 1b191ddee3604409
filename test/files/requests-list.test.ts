import { describe, expect, it } from 'vitest'
import { acceptAnswer, addFolder, askAgain, moveFile, shareFile } from '../../src/files/index.ts'
import { unshareFile } from '../../src/files/sharing/sharing.ts'
import { show } from '../../src/kit/ids.ts'
import { textOf } from '../portals/portals-console.ts'
import { Browser } from '../identity/identity-world.ts'
import { aWorld } from '../world.ts'
import { aPhoto } from './pictures.ts'
import { addFile, sendFile } from './files-world.ts'
import {
  aClient,
  anAsking,
  answer,
  askedFor,
  mailsOf,
  moveTo,
  signInAgain,
  uploaded,
  writtenMails,
  type Asking,
} from './requests-setting.ts'

const titles = (html: string) => [...html.matchAll(/(\w+) deed/g)].map(([, which]) => which)

/** Five, each standing otherwise. */
async function several(asking: Asking) {
  const { office, client, carla, world } = asking
  const deed = (what: string, more = {}) => askedFor(asking, { what: `${what} deed`, ...more })
  await deed('Undated')
  await deed('Late', { dueOn: '2026-01-06' })
  await deed('Due', { dueOn: '2026-02-06', about: carla.shown })
  const second = await deed('Second')
  const first = await deed('First')
  const accepted = await deed('Accepted')
  await answer(client, first, [await uploaded(client)])
  await answer(client, accepted, [await uploaded(client)])
  await office.act(acceptAnswer, { request: accepted })
  await moveTo(world, '2026-01-08T09:00:00Z')
  await signInAgain(asking)
  await answer(client, second, [await uploaded(client)])
  return { first, second, accepted }
}

describe('the list of requests', () => {
  it('shows over everything what waits for whom, the most urgent first, and what it is about', async () => {
    const asking = await anAsking(await aWorld())
    const { office, client } = asking
    await several(asking)
    const list = (shown: string) => office.text(`/requests?show=${shown}`)
    expect(titles(await office.text('/requests'))).toEqual(['First', 'Second'])
    expect(titles(await list('waiting'))).toEqual(['First', 'Second'])
    expect(titles(await list('open'))).toEqual(['Late', 'Due', 'Undated'])
    expect(titles(await list('late'))).toEqual(['Late'])
    expect(titles(await list('over'))).toEqual(['Accepted'])
    expect(titles(await list('nonsense'))).toEqual(['First', 'Second'])
    const words = textOf(await list('open'))
    expect(words).toContain('Answered, waits for us 2')
    expect(words).toContain('Waits for the client 3 Late 1')
    expect(words).toContain('Late deed Carla Soto Soto v Roe')
    expect(words).toContain('Due deed Carla Soto Carla Soto')
    expect((await client.get('/requests')).status).toBe(404)
    expect((await client.get('/api/v1/requests')).status).toBe(403)
    const { body } = await office.api<{ requests: { what: string }[] }>(
      'GET',
      'requests?state=answered',
    )
    expect(body.requests.map(({ what }) => what)).toEqual(['First deed', 'Second deed'])
  })

  it('goes on page by page and leaves none out, also where a cursor is none', async () => {
    const world = await aWorld()
    const asking = await anAsking(world)
    const { office } = asking
    for (let n = 0; n < 53; n++)
      await askedFor(asking, { what: `No${n} deed`, ...(n % 3 > 0 && { dueOn: '2026-02-06' }) })
    const first = await office.text('/requests?show=open')
    const next = /href="(\/requests\?[^"]*after=[^"]*)"/.exec(first)![1]!.replaceAll('&amp;', '&')
    const all = [...titles(first), ...titles(await office.text(next))]
    expect(new Set(all).size).toBe(53)
    expect(all).toHaveLength(53)
    for (const after of ['nonsense', 'WyJ4IiwieSJd'])
      for (const shown of ['open', 'over'])
        await office.text(`/requests?show=${shown}&after=${after}`)
  })

  it('is told of at home: how many answered ones wait, what has waited longest first, with the way there', async () => {
    const asking = await anAsking(await aWorld())
    const { office, client } = asking
    expect(await office.text('/')).not.toContain('waits for you')
    const { first } = await several(asking)
    const html = await office.text('/')
    expect(html).toContain('2 answered requests wait for you')
    expect(titles(html)).toEqual(['First', 'Second'])
    expect(html).toContain(`href="/requests/${first}"`)
    expect(html).toContain('href="/requests?show=waiting"')
    expect(await (await client.get('/')).text()).not.toContain('wait for you')
  })
})

describe('what was accepted', () => {
  it('stays with the client below what is open, and they are told by a mail that says nothing of it', async () => {
    const asking = await anAsking(await aWorld())
    const { client, carla } = asking
    const { accepted } = await several(asking)
    const html = await (await client.get('/documents')).text()
    expect(titles(html)).toEqual(['Late', 'Due', 'Undated', 'First', 'Second', 'Accepted'])
    expect(textOf(html)).toContain('Accepted deed Accepted on')
    expect(await mailsOf(asking)).toContain('2026-01-05T10:00 file_request_accepted to Carla')
    const mails = await writtenMails(asking)
    const mail = mails.find(({ kind }) => kind === 'file_request_accepted')!
    expect(mail.to).toBe(carla.email)
    expect(mail.text).toContain(`/requests/${accepted}`)
    expect(mail.text).not.toContain('deed')
  })

  it('accepted twice is told once, and the mail to whoever asked leads to the request and names the client', async () => {
    const asking = await anAsking(await aWorld())
    const { office, client } = asking
    const request = await askedFor(asking)
    await answer(client, request, [await uploaded(client)])
    await Promise.all(Array.from({ length: 5 }, () => office.act(acceptAnswer, { request })))
    const mails = await writtenMails(asking)
    expect(mails.filter(({ kind }) => kind === 'file_request_accepted')).toHaveLength(1)
    const came = mails.find(({ kind }) => kind === 'file_request_answered')!
    expect(came.text).toContain('Carla Soto has sent a document')
    expect(came.text).toContain(`/requests/${request}`)
    await office.act(askAgain, { request, why: 'More' })
  })
})

describe('a request’s page', () => {
  it('shows pictures that came, and a file’s page leads back to accept', async () => {
    const world = await aWorld()
    const asking = await anAsking(world)
    const { office, client } = asking
    const request = await askedFor(asking)
    await answer(client, request, [await sendFile(client, await aPhoto(), 'passport.jpg')])
    while ((await world.drain()) > 0);
    const html = await office.text(`/requests/${request}`)
    const [, file] = /href="\/files\/(fil_\w+)"/.exec(html)!
    for (const page of [html, await (await client.get(`/requests/${request}`)).text()])
      expect(page).toContain(`/files/${file}/thumbnail`)
    const page = await office.text(`/files/${file}`)
    expect(page).toContain(`action="/requests/${request}/acceptance"`)
    expect(page).toContain(`href="/requests/${request}#files"`)
    await office.act(acceptAnswer, { request })
    expect(await office.text(`/files/${file}`)).not.toContain('/acceptance"')
    expect(await (await client.get(`/files/${file}`)).text()).not.toContain('/acceptance"')
  })
})

describe('a case’s history', () => {
  it('names files, folder, recipients and requests, which stand in no line, and none that is gone', async () => {
    const world = await aWorld()
    const asking = await anAsking(world)
    const { office, matter, carla, client } = asking
    const file = await addFile(office, matter, { name: 'walrus.txt', bytes: Buffer.from('x') })
    const { folder } = await office.act(addFolder, { about: matter, name: 'Court' })
    await office.act(moveFile, { file, folder: show('folder', folder) })
    await office.act(shareFile, { file, with: [carla.shown, matter] })
    await office.act(unshareFile, { file, audience: carla.shown })
    const request = await askedFor(asking, { what: 'Walrus licence' })
    await answer(client, request, [await uploaded(client, 'front.jpg')])
    const words = textOf(await office.text(`/cases/${matter}`))
    expect(words).toContain('walrus.txt · folder: Court · with: Carla Soto, Soto v Roe')
    expect(words).toContain('walrus.txt · folder: Court · with: Carla Soto')
    expect(words).toContain('request: Walrus licence')
    expect(words).toContain('front.jpg · request: Walrus licence')
    const rows = await world.owner<{ row: string }>(`select details::text as row from audit_lines`)
    expect(rows.filter(({ row }) => /walrus|front|court/i.test(row))).toEqual([])
    await office.api('DELETE', `files/${file}`)
    expect(textOf(await office.text(`/cases/${matter}`))).not.toContain('walrus.txt')
    const tom = await aClient(asking, 'Tom Roe')
    const other = await new Browser(office.app, office.portal).signIn(tom)
    expect((await other.get(`/cases/${matter}`)).status).toBe(404)
  })
})
