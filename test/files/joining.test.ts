import { expect, it } from 'vitest'
import { addParty } from '../../src/cases/index.ts'
import { shareFile } from '../../src/files/index.ts'
import { updateContact } from '../../src/people/index.ts'
import { aPerson } from '../identity/identity-world.ts'
import { aWorld } from '../world.ts'
import { addFile } from './files-world.ts'
import { anAsking, type Asking } from './requests-setting.ts'

const shared = async ({ office }: Asking, about: string, name: string) => {
  const file = await addFile(office, about, { name, bytes: Buffer.from('Dear client') })
  await office.act(shareFile, { file, with: [about] })
  return file
}

const kindsTo = async ({ world }: Asking, person: { id: string }) =>
  (
    await world.owner<{ kind: string }>(
      'select kind from mails where person_id = $1 order by queued_at, id',
      [person.id],
    )
  ).map(({ kind }) => kind)

it('whoever is to be a client of a case is shown with what they will see, and is told of it by one mail', async () => {
  const world = await aWorld()
  const asking = await anAsking(world)
  const { office, matter } = asking
  const amy = await aPerson(world, office.portal.id, { name: 'Amy Hart', kind: 'contact' })
  const page = `/cases/${matter}/parties`
  expect(await office.text(page)).not.toContain('document')
  await shared(asking, matter, 'one.txt')
  expect(await office.text(page)).toContain(
    'Amy Hart will see 1 document that is shared with all clients of this case.',
  )
  const two = await shared(asking, matter, 'two.txt')
  // What they see already is nothing new.
  await office.act(shareFile, { file: two, with: [amy.shown] })
  await shared(asking, matter, 'three.txt')
  await world.drain()
  expect(await office.text(`/cases/${matter}`)).toContain('Shared with 2')
  const before = await kindsTo(asking, amy)
  await world.setClock((await world.now()).add({ hours: 2 }))
  const added = await office.browser.post(page, { person: amy.shown, side: 'client' })
  expect(added.status).toBe(303)
  const html = await office.text(added.headers.get('location')!)
  expect(html).toContain(
    'Amy Hart sees 2 documents that are shared with all clients of this case. Amy Hart is told by mail.',
  )
  expect((await kindsTo(asking, amy)).slice(before.length)).toEqual(['files_shared'])
})

it('whoever is only named in a case sees nothing, and is told nothing', async () => {
  const world = await aWorld()
  const asking = await anAsking(world)
  const { office, matter } = asking
  await shared(asking, matter, 'one.txt')
  const tom = await aPerson(world, office.portal.id, { name: 'Tom Roe', kind: 'contact' })
  const { joined } = await office.act(addParty, { case: matter, person: tom.shown, side: 'other' })
  expect(joined).toBeNull()
  expect(await kindsTo(asking, tom)).toEqual([])
})

it('what came within the hour after a mail waits for the next, all of it', async () => {
  const world = await aWorld()
  const asking = await anAsking(world)
  const { office, matter } = asking
  const amy = await aPerson(world, office.portal.id, { name: 'Amy Hart', kind: 'contact' })
  const mine = await addFile(office, amy.shown, { name: 'x.txt', bytes: Buffer.from('Dear') })
  await office.act(shareFile, { file: mine, with: [amy.shown] })
  await shared(asking, matter, 'one.txt')
  await shared(asking, matter, 'two.txt')
  await office.act(addParty, { case: matter, person: amy.shown, side: 'client' })
  expect(await kindsTo(asking, amy)).toEqual(['file_shared'])
  const rows = await world.owner<{ n: number }>(
    `select cardinality(waiting)::int as n from file_tellings where person_id = $1 and what = 'shared'`,
    [amy.id],
  )
  expect(rows).toEqual([{ n: 2 }])
})

it('whoever comes into a company is told of what is shared with everybody of it, counted beforehand', async () => {
  const world = await aWorld()
  const asking = await anAsking(world)
  const { office, carla } = asking
  const company = (await office.api<{ id: string }>('POST', 'companies', { name: 'Soto SL' })).body
  await shared(asking, company.id, 'one.txt')
  expect(await office.text(`/contacts/${carla.shown}/edit`)).toContain(
    'Whoever is of Soto SL sees 1 document that is shared with everybody of it.',
  )
  const { joined } = await office.act(updateContact, { person: carla.shown, company: 'Soto SL' })
  expect(joined).toMatchObject({ name: 'Carla Soto', files: 1, told: { mailed: { count: 1 } } })
  expect(await kindsTo(asking, carla)).toEqual(['file_shared'])
  const again = await office.act(updateContact, { person: carla.shown, company: 'soto sl' })
  expect(again.joined).toBeNull()
})
