import { beforeAll, describe, expect, it } from 'vitest'
import { newId, show } from '../../src/kit/ids.ts'
import { removeNote, writeNote } from '../../src/people/index.ts'
import { aPerson, type Someone } from '../identity/identity-world.ts'
import { anOffice, type Office } from './people-world.ts'
import { openWorld, type World } from '../world.ts'

let world: World
let office: Office
let bea: Someone
let cleo: Someone

beforeAll(async () => {
  world = await openWorld()
  office = await anOffice(world)
  bea = await aPerson(world, office.portal.id, { name: 'Bea Quay' })
  cleo = await aPerson(world, office.portal.id, { name: 'Cleo Moor', kind: 'contact' })
  return () => world.close()
})

interface Notes {
  notes: { id: string; body: string | null; author: { name: string } }[]
  next: string | null
}
const notesOf = async ({ shown }: Someone, cursor = '') =>
  (await office.api<Notes>('GET', `contacts/${shown}/notes${cursor && `?cursor=${cursor}`}`)).body

const aCase = async () => {
  const id = newId()
  await world.owner(
    `insert into cases (portal_id, id, number, title, opened_on, created_at) values ($1, $2, $3, 'Roe', '2026-01-05', now())`,
    [office.portal.id, id, id],
  )
  return id
}

describe('a note', () => {
  it('is sealed where it lies, and read by staff, newest first', async () => {
    const dan = await aPerson(world, office.portal.id, { name: 'Dan Weir', kind: 'contact' })
    for (const body of ['First call', 'Second call\r\nand a line'])
      await office.act(writeNote, { person: dan.shown, body })
    expect((await notesOf(dan)).notes).toMatchObject([
      { body: 'Second call\nand a line', author: { name: 'Ada Reyes' } },
      { body: 'First call', author: { name: 'Ada Reyes' } },
    ])
    const rows = await world.owner<{ row: string }>('select notes::text as row from notes')
    expect(rows.filter(({ row }) => /call/.test(row))).toEqual([])
    const lines = await world.owner<{ line: string }>(
      `select audit_lines::text as line from audit_lines where operation = 'note.write'`,
    )
    expect(lines.length).toBeGreaterThan(1)
    expect(lines.filter(({ line }) => /call/.test(line))).toEqual([])
  })

  it('is about a person or a case, never both or neither', async () => {
    const matter = show('case', await aCase())
    const both = { person: cleo.shown, case: matter, body: 'x' }
    expect(await office.refused(writeNote, both)).toMatchObject({ fields: ['case'] })
    expect(await office.refused(writeNote, { body: 'x' })).toMatchObject({ fields: ['person'] })
    await office.act(writeNote, { case: matter, body: 'Hearing moved' })
  })

  it('is refused about whom or what is not there', async () => {
    for (const about of [{ person: show('person', newId()) }, { case: show('case', newId()) }])
      expect(await office.refused(writeNote, { ...about, body: 'x' })).toMatchObject({
        code: 'not_found',
      })
  })

  it('is taken back by whoever wrote it and nobody else', async () => {
    const { note } = await office.act(writeNote, { person: cleo.shown, body: 'Oops' }, bea)
    expect(await office.refused(removeNote, { note })).toMatchObject({ code: 'note_of_another' })
    const removals = await Promise.allSettled(
      Array.from({ length: 5 }, () => office.act(removeNote, { note }, bea)),
    )
    expect(removals.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect((await notesOf(cleo)).notes.filter(({ id }) => id === note)).toEqual([])
  })

  it('that was moved to another card does not open, and does not shut the list', async () => {
    const eve = await aPerson(world, office.portal.id, { name: 'Eve Dune', kind: 'contact' })
    const fay = await aPerson(world, office.portal.id, { name: 'Fay Reed', kind: 'contact' })
    await office.act(writeNote, { person: eve.shown, body: 'Of Eve' })
    await office.act(writeNote, { person: fay.shown, body: 'Of Fay' })
    await world.owner('update notes set person_id = $1 where person_id = $2', [fay.id, eve.id])
    expect((await notesOf(fay)).notes.map(({ body }) => body)).toEqual(['Of Fay', null])
  })

  it('is found page by page, each once', async () => {
    const gus = await aPerson(world, office.portal.id, { name: 'Gus Holm', kind: 'contact' })
    for (let i = 0; i < 52; i++) await office.act(writeNote, { person: gus.shown, body: `${i}` })
    const first = await notesOf(gus)
    const rest = await notesOf(gus, first.next!)
    expect(rest.next).toBeNull()
    expect([...first.notes, ...rest.notes].map(({ body }) => Number(body))).toEqual(
      Array.from({ length: 52 }, (_, i) => 51 - i),
    )
  })
})
