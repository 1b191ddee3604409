import { describe, expect, it } from 'vitest'
import { createApp } from '../../src/app.tsx'
import { show } from '../../src/kit/ids.ts'
import { Browser } from '../identity/identity-world.ts'
import { aFirm, caseId, countOf, runJobs } from './mass-setting.ts'
import { aWorld } from '../world.ts'

async function aBrowser(clients: number) {
  const world = await aWorld()
  const firm = await aFirm(world, clients)
  const browser = await new Browser(createApp(world.installation), firm).signIn({
    email: 'sara@acme.example',
  })
  return { world, firm, browser }
}

const hidden = (page: string, name: string): string =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(page)![1]!

const plain = (page: string) => page.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ')

describe('inviting many, by pages', () => {
  it('is counted first, begins once however often it is pressed, is watched, stopped and gone on with', async () => {
    const { world, firm, browser } = await aBrowser(3)
    await world.owner('update persons set email = null where id = $1', [firm.clients[0]])
    const preview = await (await browser.get('/mass-invitations?state=open')).text()
    expect(plain(preview)).toContain('Invite 2 clients')
    expect(plain(preview)).toContain('No e-mail')
    const form = { work: hidden(preview, 'work'), state: 'open', days: '7' }
    const pressed = [
      await browser.post('/mass-invitations', form),
      await browser.post('/mass-invitations', form),
    ]
    const [to] = [...new Set(pressed.map(({ headers }) => headers.get('location')))]
    expect(pressed.map(({ status }) => status)).toEqual([303, 303])
    expect(to).toBe(`/works/${form.work}`)
    expect(await countOf(world, 'works', firm.portal)).toBe(1)

    expect(plain(await (await browser.get(to!)).text())).toContain('0 of 3')
    expect((await browser.post(`${to}/cancellation`)).status).toBe(303)
    await world.drain()
    expect(plain(await (await browser.get(to!)).text())).toContain('3 are left')
    expect((await browser.post(`${to}/resumption`)).status).toBe(303)
    await world.drain()
    const done = plain(await (await browser.get(to!)).text())
    expect(done).toContain('Finished')
    expect(done).toMatch(/2 Invited/)

    const csv = await (await browser.get(`${to}/outcomes`)).text()
    expect(csv.trim().split('\r\n').slice(1)).toEqual([
      `1,${show('person', firm.clients[0]!)},Client 1,,No e-mail`,
      `2,${show('person', firm.clients[1]!)},Client 2,client2@acme.example,Invited`,
      `3,${show('person', firm.clients[2]!)},Client 3,client3@acme.example,Invited`,
    ])
    expect(plain(await (await browser.get('/works')).text())).toContain('3 of 3')
  })

  it('a filter that cannot be read invites nobody, and never everybody', async () => {
    const { world, firm, browser } = await aBrowser(2)
    const preview = await (await browser.get('/mass-invitations')).text()
    const form = { work: hidden(preview, 'work'), days: '7', state: 'opne' }
    const answer = await browser.post('/mass-invitations', form)
    expect(answer.status).toBe(422)
    expect(plain(await answer.text())).toContain('Nobody was invited')
    expect(await countOf(world, 'works', firm.portal)).toBe(0)
    expect(plain(await (await browser.get('/mass-invitations?state=opne')).text())).toContain(
      'Nobody to invite',
    )
  })

  it('the cases that were ticked are those whose clients are invited', async () => {
    const { firm, browser } = await aBrowser(5)
    const ticked = `cases=${show('case', caseId(firm, 1))}&cases=${show('case', caseId(firm, 3))}`
    const preview = plain(await (await browser.get(`/mass-invitations?${ticked}`)).text())
    expect(preview).toContain('The clients of 2 cases')
    expect(preview).toContain('Invite 4 clients')
  })
})

describe('inviting many, by the API', () => {
  it('is previewed, begun, watched and read row by row', async () => {
    const { world, firm, browser } = await aBrowser(2)
    const post = async (path: string, body: unknown) => {
      const response = await browser.json('POST', `/api/v1${path}`, body)
      return { status: response.status, body: (await response.json()) as Record<string, unknown> }
    }
    const get = async (path: string) =>
      (await (await browser.get(`/api/v1${path}`)).json()) as Record<string, unknown>

    const people = firm.clients.map((id) => show('person', id))
    expect(await post('/mass-invitations/preview', { people })).toEqual({
      status: 200,
      body: { total: 2, invited: 2, skipped: {}, mailsPerMinute: 300 },
    })
    const begun = await post('/mass-invitations', { people })
    expect(begun.status).toBe(201)
    const work = begun.body['work'] as string
    expect(await get(`/works/${work}`)).toMatchObject({ state: 'running', total: 2, done: 0 })
    await runJobs(world, 'long_works_due', {})
    await world.drain()
    expect(await get(`/works/${work}`)).toMatchObject({
      kind: 'mass_invitation',
      state: 'finished',
      done: 2,
      outcomes: { invited: 2 },
      mails: { total: 2, waiting: 0, undelivered: 0, perMinute: 300 },
    })
    expect(await get(`/works/${work}/rows?outcome=invited&cursor=1`)).toEqual({
      rows: [
        {
          number: 2,
          person: { id: people[1], name: 'Client 2', email: 'client2@acme.example' },
          outcome: 'invited',
          mailRefused: null,
          line: null,
        },
      ],
      next: null,
    })
    expect(await get('/works')).toMatchObject({ works: [{ id: work }], next: null })
    expect((await post(`/works/${work}/cancellation`, {})).status).toBe(409)
  })
})
