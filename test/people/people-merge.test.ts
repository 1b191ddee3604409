import { beforeAll, describe, expect, it } from 'vitest'
import { matchesIdentityCheck } from '../../src/identity/identity-checks/queries.ts'
import { newId, parseId, show } from '../../src/kit/ids.ts'
import {
  createContact,
  createField,
  mergeContacts,
  updateContact,
  writeNote,
} from '../../src/people/index.ts'
import { declared } from '../../src/features.ts'
import { aPerson } from '../identity/identity-world.ts'
import { anOffice, type Office } from './people-world.ts'
import { openWorld, type World } from '../world.ts'

let world: World
let office: Office

beforeAll(async () => {
  world = await openWorld()
  office = await anOffice(world)
  return () => world.close()
})

const add = (input: object) => office.act(createContact, input).then(({ person }) => person)
const merge = (person: string, other: string, more: object = {}) =>
  office.act(mergeContacts, { person, other, ...more })
const row = (person: string) => parseId('person', person)!
const card = async (person: string) => (await office.api('GET', `contacts/${person}`)).body

async function aCase(...parties: [person: string, side: string][]) {
  const id = newId()
  await world.owner(
    `insert into cases (portal_id, id, number, title, opened_on, created_at) values ($1, $2, $3, 'Roe', '2026-01-05', now())`,
    [office.portal.id, id, id],
  )
  for (const [person, side] of parties)
    await world.owner(`insert into case_parties values ($1, $2, $3, $4, now())`, [
      office.portal.id,
      id,
      row(person),
      side,
    ])
  return id
}

describe('every reference to a person', () => {
  it('is decided: a new one is declared with its table in the feature.ts', async () => {
    const found = await world.owner<{ name: string }>(`
      select c.conrelid::regclass || '.' || a.attname as name
      from pg_constraint c
      join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[array_length(c.conkey, 1)]
      where c.contype = 'f' and c.confrelid = 'persons'::regclass`)
    const decided = declared.tables.flatMap(({ table, persons }) =>
      Object.keys(persons).map((column) => `${table}.${column}`),
    )
    expect(decided.toSorted()).toEqual(found.map(({ name }) => name).toSorted())
  })
})

describe('merging two cards', () => {
  it('moves notes, cases and facts, fills what was empty, and leads old links to the one that is left', async () => {
    const { field } = await office.act(createField, { label: 'Origin', kind: 'text' })
    const kept = await add({ name: 'Jane Doe', phone: '+1 1', company: 'Quay' })
    const other = await add({
      name: 'Doe, Jane',
      email: 'jane@example.com',
      phone: '+1 2',
      digits: '6789',
      birthDate: '1980-02-29',
      fields: { [field]: 'Referral' },
    })
    await office.act(writeNote, { person: other, body: 'Called in May' })
    const shared = await aCase([kept, 'other'], [other, 'client'])
    const own = await aCase([other, 'client'])
    await merge(kept, other)
    expect(await card(kept)).toMatchObject({
      name: 'Jane Doe',
      email: 'jane@example.com',
      phone: '+1 1',
      company: { name: 'Quay' },
      birthDate: '1980-02-29',
      digitsKnown: true,
      fields: { [field]: 'Referral' },
      version: 2,
    })
    const { notes } = (await office.api<{ notes: object[] }>('GET', `contacts/${kept}/notes`)).body
    expect(notes).toMatchObject([{ body: 'Called in May' }])
    const parties = await world.owner(
      'select case_id, side from case_parties where person_id = $1',
      [row(kept)],
    )
    expect(parties).toHaveLength(2)
    expect(parties).toEqual(
      expect.arrayContaining([
        { case_id: shared, side: 'client' },
        { case_id: own, side: 'client' },
      ]),
    )
    const about = { portal: office.portal.id, person: row(kept), fact: 'digits' as const }
    const { db, keys } = world.installation
    expect(
      await db.read({ portal: office.portal.id }, (tx) =>
        matchesIdentityCheck(tx, keys, about, '6789'),
      ),
    ).toBe(true)
    const led = await office.browser.get(`/contacts/${other}`)
    expect([led.status, led.headers.get('location')]).toEqual([303, `/contacts/${kept}`])
    for (const path of ['/access', '/preview', '/disabling', '/code', '/second-factors']) {
      const page = await office.browser.get(`/people/${other}${path}?back=%2Fpeople`)
      const to = `/people/${kept}${path}?back=%2Fpeople`
      expect([page.status, page.headers.get('location')]).toEqual([303, to])
    }
    // Programs are told that it is gone, of a person as of a contact.
    for (const path of [`contacts/${other}`, `people/${other}`, `people/${other}/access`])
      expect((await office.api('GET', path)).status).toBe(404)
    expect(await office.text(`/contacts/${kept}`)).toContain('Merged another card into this one')
  })

  it('leaves what a procedure has yet to do for one of them to be done for who is left', async () => {
    const [kept, other] = [await add({ name: 'Rue One' }), await add({ name: 'Rue Two' })]
    const [procedure, run] = [newId(), newId()]
    await world.owner(
      `insert into procedures (portal_id, id, name, trigger, conditions, actions, author_id, created_at)
       values ($1, $2, 'Remind', '{}', '[]', '[]', $3, now())`,
      [office.portal.id, procedure, office.ada.id],
    )
    await world.owner(
      `insert into procedure_runs
         (portal_id, id, procedure_id, cause, happened, person_id, state, due_at, created_at)
       values ($1, $2, $3, 'a cause', '{}', $4, 'waiting', now(), now())`,
      [office.portal.id, run, procedure, row(other)],
    )
    await merge(kept, other)
    const runs = await world.owner('select person_id from procedure_runs where id = $1', [run])
    expect(runs).toEqual([{ person_id: row(kept) }])
    await world.owner('delete from procedure_runs where id = $1', [run])
    await world.owner('delete from procedures where id = $1', [procedure])
  })

  it('takes over the other’s values where that is preferred, but never how somebody registered signs in', async () => {
    const rae = await aPerson(world, office.portal.id, { name: 'Rae Holt', kind: 'contact' })
    const other = await add({ name: 'Rae Holt-Moor', email: 'holt@example.com', phone: '+1 9' })
    await merge(rae.shown, other, { prefer: 'other' })
    expect(await card(rae.shown)).toMatchObject({
      name: 'Rae Holt-Moor',
      email: rae.email,
      phone: '+1 9',
      registration: 'registered',
    })
  })

  it('loses nobody who has registered', async () => {
    const a = await aPerson(world, office.portal.id, { name: 'Abe Lin', kind: 'contact' })
    const b = await aPerson(world, office.portal.id, { name: 'Bob Lin', kind: 'contact' })
    const card = await add({ name: 'Ab Lin' })
    const asked = (person: string, other: string) =>
      office.refused(mergeContacts, { person, other })
    expect(await asked(a.shown, b.shown)).toEqual({ code: 'both_registered', fields: ['other'] })
    expect(await asked(card, a.shown)).toEqual({ code: 'registered_stays', fields: ['other'] })
    expect(await asked(card, card)).toEqual({ code: 'merge_self', fields: ['other'] })
    expect(await asked(card, office.ada.shown)).toMatchObject({ fields: ['other'] })
    expect(await asked(card, show('person', newId()))).toMatchObject({ fields: ['other'] })
  })

  it('happens once of ten times at once, and of both ways round one', async () => {
    for (const ways of [1, 2]) {
      const pair = [await add({ name: 'Once' }), await add({ name: 'Once' })]
      const tried = await Promise.allSettled(
        Array.from({ length: 10 }, (_, i) =>
          ways === 2 && i % 2 ? merge(pair[1]!, pair[0]!) : merge(pair[0]!, pair[1]!),
        ),
      )
      expect(tried.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
      const left = await world.owner('select from persons where id = any($1)', [pair.map(row)])
      expect(left).toHaveLength(1)
    }
  })

  it('is refused where a card has changed since it was looked at', async () => {
    const [kept, other] = [await add({ name: 'Ed' }), await add({ name: 'Ed' })]
    await office.act(updateContact, { person: other, phone: '+1 5' })
    const seen = { person: kept, other, version: 1, otherVersion: 1 }
    expect(await office.refused(mergeContacts, seen)).toMatchObject({ code: 'changed_meanwhile' })
  })

  it('while the card is edited and written about loses neither: done before it, or refused after', async () => {
    for (let round = 0; round < 5; round++) {
      const [kept, other] = [await add({ name: 'Ivy' }), await add({ name: 'Ivy' })]
      const [edit, note, merged] = await Promise.allSettled([
        office.act(updateContact, { person: other, phone: '+1 7' }),
        office.act(writeNote, { person: other, body: 'Met' }),
        merge(kept, other),
      ])
      expect(merged.status).toBe('fulfilled')
      const { notes } = (await office.api<{ notes: object[] }>('GET', `contacts/${kept}/notes`))
        .body
      expect(notes.length).toBe(note.status === 'fulfilled' ? 1 : 0)
      expect((await card(kept))['phone']).toBe(edit.status === 'fulfilled' ? '+1 7' : null)
      for (const one of [edit, note])
        if (one.status === 'rejected') expect(String(one.reason)).toContain('not_found')
    }
  })

  it('leads on from a card that was merged into one that was merged', async () => {
    const [a, b, c] = [await add({ name: 'A' }), await add({ name: 'B' }), await add({ name: 'C' })]
    await merge(b, a)
    await merge(c, b)
    const led = await office.browser.get(`/contacts/${a}`)
    expect(led.headers.get('location')).toBe(`/contacts/${c}`)
  })
})

describe('duplicates', () => {
  it('are alike in name, or in phone, not born on different days, and not both registered', async () => {
    const other = await anOffice(world, 'twins')
    const make = (input: object) => other.act(createContact, input).then(({ person }) => person)
    const [a, b] = [
      await make({ name: 'José Álvarez', birthDate: '1970-01-01' }),
      await make({ name: 'ALVAREZ,  Jose', birthDate: '1970-01-01' }),
    ]
    await make({ name: 'Jose Alvarez', birthDate: '1990-01-01' })
    const [c, d] = [
      await make({ name: 'Kit Moor', phone: '+34 600 112 233' }),
      await make({ name: 'Christopher Moor', phone: '600112233' }),
    ]
    await aPerson(world, other.portal.id, {
      name: 'Max Roe',
      kind: 'contact',
      email: 'm@a.example',
    })
    await aPerson(world, other.portal.id, {
      name: 'Roe Max',
      kind: 'contact',
      email: 'm@b.example',
    })
    interface Found {
      duplicates: { person: { id: string }; other: { id: string }; reason: string }[]
    }
    const { duplicates } = (await other.api<Found>('GET', 'contacts/duplicates')).body
    expect(
      duplicates.map(({ person, other: also, reason }) => [
        [person.id, also.id].toSorted(),
        reason,
      ]),
    ).toEqual([
      [[a, b].toSorted(), 'name_birth'],
      [[c, d].toSorted(), 'phone'],
    ])
    expect(await other.text(`/contacts/${a}/merge`)).toContain('Same name and date of birth')
  })
})
