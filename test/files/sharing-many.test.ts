import pg from 'pg'
import { afterEach, expect, it, vi } from 'vitest'
import { openCase } from '../../src/cases/index.ts'
import { newId, parseId, show } from '../../src/kit/ids.ts'
import { aPerson } from '../identity/identity-world.ts'
import { anOffice, type Office } from '../people/people-world.ts'
import { aWorld, type World } from '../world.ts'
import { addFile } from './files-world.ts'

afterEach(() => void vi.restoreAllMocks())

/** A case with so many clients, and a letter. */
async function aCaseOf(world: World, office: Office, clients: number) {
  const matter = show('case', (await office.act(openCase, { title: 'Soto v Roe' })).case)
  await world.owner(
    `with clients as (
       insert into persons (portal_id, id, kind, contact_role, name, email, seat, created_at, activated_at)
       select $1::uuid, gen_random_uuid(), 'contact', 'client', 'Client ' || n, $4 || n || '@example.com', 'guest', now(), now()
       from generate_series(1, $3::int) n returning id)
     insert into case_parties select $1::uuid, $2, id, 'client', now() from clients`,
    [office.portal.id, parseId('case', matter), clients, newId()],
  )
  const letter = { name: 'letter.txt', bytes: Buffer.from('Dear client') }
  return { matter, file: await addFile(office, matter, letter) }
}

/** How many statements something sends to the database. */
async function statementsOf(work: () => Promise<unknown>): Promise<number> {
  const spy = vi.spyOn(pg.Client.prototype, 'query')
  await work()
  const sent = spy.mock.calls.length
  spy.mockRestore()
  return sent
}

it('sharing with a crowd asks the database no more than with a few', async () => {
  const world = await aWorld({ more: { caps: { toldOfShare: 2000 } } })
  const office = await anOffice(world)
  const counted = []
  for (const clients of [3, 300]) {
    const { matter, file } = await aCaseOf(world, office, clients)
    const share = (ids: string[]) => office.api('POST', `files/${file}/shares`, { with: ids })
    const about = `/requests/new?about=${matter}`
    expect((await share([matter])).body).toEqual({
      people: clients,
      told: clients,
      invited: 0,
    })
    // Once they see it, and before, nobody is told again: mails are one each.
    const works = [
      () => share([matter]),
      () => office.text(`/files/${file}`),
      () => office.text(`/files/${file}/sharing`),
      () => office.browser.post(`/files/${file}/sharing`, { with: [matter], until: '' }),
      () => office.api('GET', `files/${file}/shares`),
      () => office.text(about),
    ]
    const each = []
    for (const work of works) each.push(await statementsOf(work))
    counted.push(each)
  }
  // Something else of the product may ask meanwhile.
  for (const [n, few] of counted[0]!.entries()) expect(counted[1]![n]).toBeLessThan(few + 10)
})

it('offers some of a crowd, and finds the others', async () => {
  const world = await aWorld()
  const office = await anOffice(world)
  const { file, matter } = await aCaseOf(world, office, 300)
  const page = await office.text(`/files/${file}/sharing`)
  expect(page.match(/type="checkbox"/g)).toHaveLength(21)
  expect(page).toContain('280 more belong to it')
  // Whoever has not come in yet is found, too.
  const sought = { find: 'client 299', seek: 'on', sought: '' }
  const found = await office.browser.post(`/files/${file}/sharing`, sought)
  expect(await found.text()).toContain('Client 299')
  expect(await office.text(`/requests/new?about=${matter}`)).toContain('100 more are not listed')
})

it('tells no more people at one time than may be, and is with no more than may be', async () => {
  const world = await aWorld({ more: { caps: { toldOfShare: 2, shares: 3 } } })
  const office = await anOffice(world)
  const { matter, file } = await aCaseOf(world, office, 3)
  const share = (ids: string[]) =>
    office.api<{ code: string; told: number }>('POST', `files/${file}/shares`, { with: ids })
  const crowd = await share([matter])
  expect([crowd.status, crowd.body.code]).toEqual([409, 'too_many_told'])
  const near = await world.owner<{ id: string }>('select person_id as id from case_parties')
  const [first, second, third] = near.map(({ id }) => show('person', id))
  expect((await share([first!, second!])).body.told).toBe(2)
  // Who sees it already is not told again.
  expect((await share([matter])).body.told).toBe(1)
  expect((await share([matter, first!])).status).toBe(200)
  const other = await aPerson(world, office.portal.id, { name: 'Far Away', kind: 'contact' })
  for (const id of [third!, other.shown])
    expect((await share([id])).body.code).toBe('too_many_shares')
  const page = await office.browser.post(`/files/${file}/shares`, { with: [third!], until: '' })
  expect([page.status, (await page.text()).includes('which is the most')]).toEqual([409, true])
})
