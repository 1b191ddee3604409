import { beforeAll, describe, expect, it } from 'vitest'
import {
  hasIdentityCheck,
  matchesIdentityCheck,
} from '../../src/identity/identity-checks/queries.ts'
import { parseId } from '../../src/kit/ids.ts'
import { createContact, createField, removeField, updateContact } from '../../src/people/index.ts'
import { word } from '../canary-search.ts'
import { aPerson } from '../identity/identity-world.ts'
import { anOffice, type Office } from './people-world.ts'
import { textOf } from '../portals/portals-console.ts'
import { openWorld, type World } from '../world.ts'

let world: World
let office: Office

beforeAll(async () => {
  world = await openWorld()
  office = await anOffice(world)
  return () => world.close()
})

interface Card {
  id: string
  name: string
  email: string | null
  company: { id: string; name: string } | null
  digitsKnown: boolean
  fields: Record<string, string | number>
  registration: string
  version: number
}

const add = (input: object) => office.act(createContact, input).then(({ person }) => person)
const card = async (person: string) => (await office.api<Card>('GET', `contacts/${person}`)).body
const aLink = (person: string, purpose = 'activation') =>
  world.owner(
    `insert into tokens (portal_id, hash, purpose, person_id, issued_at, expires_at)
     values ($1, decode(md5(random()::text), 'hex'), $2, $3, '2026-01-05T09:00:00Z', '2026-01-12T09:00:00Z')`,
    [office.portal.id, purpose, parseId('person', person)],
  )
const liveLinks = async (person: string) =>
  (
    await world.owner(`select from tokens where person_id = $1 and retired_at is null`, [
      parseId('person', person),
    ])
  ).length

describe('a contact', () => {
  it('needs a name and nothing else, and is written to by nobody', async () => {
    const person = await add({ name: 'Lone Shore' })
    expect(await card(person)).toMatchObject({
      name: 'Lone Shore',
      email: null,
      registration: 'not_invited',
      digitsKnown: false,
      version: 1,
    })
    await world.drain()
    expect(await world.owner('select from mails')).toEqual([])
  })

  it('is made once of twenty with one e-mail at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, () =>
        office.api('POST', 'contacts', { name: 'Cy', email: 'cy@example.com' }),
      ),
    )
    const statuses = answers.map(({ status }) => status)
    expect(statuses.filter((status) => status === 201)).toHaveLength(1)
    expect(statuses.filter((status) => status === 409)).toHaveLength(19)
  })

  it('takes no e-mail and no user name of anybody else', async () => {
    await add({ name: 'Uma', email: 'uma@example.com', userName: 'Uma.One' })
    const other = await add({ name: 'Ume' })
    expect(
      await office.refused(updateContact, { person: other, email: 'UMA@example.com' }),
    ).toEqual({ code: 'email_taken', fields: ['email'] })
    expect(await office.refused(updateContact, { person: other, userName: 'uma.one' })).toEqual({
      code: 'user_name_taken',
      fields: ['userName'],
    })
  })

  it('belongs to one company of a name, however often and in whatever case it is named at once', async () => {
    const people = await Promise.all(
      ['Weir & Sons', 'WEIR & SONS', 'weir & sons'].map((company) => add({ name: 'X', company })),
    )
    const companies = await Promise.all(people.map(async (one) => (await card(one)).company!.id))
    expect(new Set(companies).size).toBe(1)
  })

  it('is changed by one of two who edit it at once; the other is told', async () => {
    const person = await add({ name: 'Twice' })
    const answers = await Promise.all(
      ['+1 1', '+1 2'].map((phone) =>
        office.api('PATCH', `contacts/${person}`, { phone }, { 'if-match': '"1"' }),
      ),
    )
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 412]))
    expect((await card(person)).version).toBe(2)
  })

  it('keeps the links that are out until the e-mail changes, and then loses all of them', async () => {
    const person = await add({ name: 'Mo', email: 'mo@example.com' })
    await aLink(person)
    await aLink(person, 'reset')
    await office.act(updateContact, { person, phone: '+34 1', email: 'mo@example.com' })
    expect(await liveLinks(person)).toBe(2)
    await office.act(updateContact, { person, email: 'mo.new@example.com' })
    expect(await liveLinks(person)).toBe(0)
  })

  it('says on its timeline and in the trail what was changed, the e-mail from which to which', async () => {
    const { field } = await office.act(createField, { label: 'Vessel', kind: 'text' })
    const person = await add({ name: 'Una', email: 'una@example.com', digits: '4711' })
    await office.act(updateContact, {
      ...{ person, email: 'una.new@example.com', phone: '+34 600 1', digits: '0815' },
      fields: { [field]: 'Aurora' },
    })
    await office.act(updateContact, { person, phone: '+34 600 2' })
    const timeline = textOf(await office.text(`/contacts/${person}`))
    expect(timeline).toContain(
      'Changed a contact’s card · E-mail: una@example.com → una.new@example.com · Phone · Social security number · Vessel',
    )
    expect(timeline).toContain('Changed a contact’s card · Phone Ada')
    const trail = textOf(await office.text(`/settings/audit?subject=${person}`))
    expect(trail).toContain('E-mail: una@example.com → una.new@example.com · Phone')
    expect(trail).not.toMatch(/600 1|0815|Aurora/)
    // Those who hear of it, such as a partner’s program, learn that it was changed and no more.
    const events = await world.owner<{ data: object }>(
      `select data from events where name = 'contact.update' and subject = $1 order by at limit 1`,
      [person],
    )
    expect(events[0]!.data).toEqual({ changed: ['email', 'phone', 'digits', 'fields'] })
    await office.act(removeField, { field })
  })

  it('says on the timeline of somebody registered which e-mail they are to prove', async () => {
    const kim = await aPerson(world, office.portal.id, { name: 'Kim', kind: 'contact' })
    await office.act(updateContact, { person: kim.shown, email: 'kim.new@example.com' })
    expect(textOf(await office.text(`/contacts/${kim.shown}`))).toContain(
      'New e-mail, to be proved: kim@example.com → kim.new@example.com',
    )
  })

  it('that becomes a lead has no invitation any more', async () => {
    const person = await add({ name: 'Led', email: 'led@example.com' })
    await aLink(person)
    await office.act(updateContact, { person, role: 'lead' })
    expect(await liveLinks(person)).toBe(0)
  })

  it('who has registered keeps an e-mail', async () => {
    const rae = await aPerson(world, office.portal.id, { name: 'Rae', kind: 'contact' })
    expect(await office.refused(updateContact, { person: rae.shown, email: null })).toEqual({
      code: 'email_needed',
      fields: ['email'],
    })
  })

  it('was born on a day that has been', async () => {
    for (const birthDate of ['2026-01-06', '0000-01-01', '1980-02-30'])
      expect(await office.refused(createContact, { name: 'B', birthDate })).toMatchObject({
        fields: ['birthDate'],
      })
  })

  it('is no staff: their cards are not there', async () => {
    expect((await office.api('GET', `contacts/${office.ada.shown}`)).status).toBe(404)
    expect(
      await office.refused(updateContact, { person: office.ada.shown, phone: '1' }),
    ).toMatchObject({ code: 'not_found' })
  })
})

describe('digits', () => {
  const about = (person: string) => ({
    portal: office.portal.id,
    person: parseId('person', person)!,
    fact: 'digits' as const,
  })
  const is = (person: string, value: string) =>
    world.installation.db.read({ portal: office.portal.id }, (tx) =>
      matchesIdentityCheck(tx, world.installation.keys, about(person), value),
    )

  it('are kept to be compared, replaced and forgotten, and show nowhere', async () => {
    const headers = { 'idempotency-key': 'digits once' }
    const body = { name: 'Secret Keeper', email: 'secret@example.com', digits: '123-45-0391' }
    const made = await office.api<Card>('POST', 'contacts', body, headers)
    expect((await office.api<Card>('POST', 'contacts', body, headers)).body).toEqual(made.body)
    const person = made.body.id
    expect(made.body.digitsKnown).toBe(true)
    expect(await is(person, '0391')).toBe(true)

    const wrong = { name: '', email: 'x', digits: '0392', version: '1' }
    const again = await office.browser.post(`/contacts/${person}`, wrong)
    expect(again.status).toBe(422)
    const seen = [
      JSON.stringify(made.body),
      await again.text(),
      ...(await Promise.all(
        [`/contacts/${person}`, `/contacts/${person}/edit`, '/contacts?format=csv'].map((path) =>
          office.text(path),
        ),
      )),
    ]
    const tables = await world.owner<{ name: string }>(
      `select table_name as name from information_schema.tables where table_schema = 'public'`,
    )
    for (const { name } of tables)
      seen.push(
        ...(await world.owner<{ row: string }>(`select t::text as row from ${name} t`)).map(
          ({ row }) => row.replaceAll(/\\x[0-9a-f]+|[0-9a-f]{8}-[0-9a-f-]{27}|\w{3}_\w{26}/g, ''),
        ),
      )
    const secrets = [word('0391'), word('0392'), /123-45/]
    expect(seen.filter((text) => secrets.some((secret) => secret.test(text)))).toEqual([])

    await office.act(updateContact, { person, digits: '0042' })
    expect([await is(person, '0391'), await is(person, '0042')]).toEqual([false, true])
    await office.browser.post(`/contacts/${person}`, {
      name: 'Secret Keeper',
      version: '2',
      digits: '',
      forgetDigits: 'on',
    })
    expect((await card(person)).digitsKnown).toBe(false)
  })

  it('stay where a form leaves them empty, and a date of birth is kept as a fact beside them', async () => {
    const person = await add({ name: 'Dee', digits: '1111', birthDate: '1980-02-29' })
    await office.browser.post(`/contacts/${person}`, { name: 'Dee Dee', digits: '', version: '1' })
    expect(await card(person)).toMatchObject({ name: 'Dee Dee', digitsKnown: true })
    const birth = { ...about(person), fact: 'birth_date' as const }
    const has = () =>
      world.installation.db.read({ portal: office.portal.id }, (tx) => hasIdentityCheck(tx, birth))
    expect(await has()).toBe(true)
    await office.act(updateContact, { person, birthDate: null })
    expect(await has()).toBe(false)
  })
})

describe('the list of contacts', () => {
  it('is searched, filtered and sorted, and each page follows the one before', async () => {
    const other = await anOffice(world, 'list')
    const make = (input: object) => other.act(createContact, input)
    for (let i = 0; i < 7; i++)
      await make({
        name: `Kim ${i % 3}`,
        role: i % 2 ? 'lead' : 'client',
        phone: `+34 60${i}`,
        company: i < 3 ? 'Quay' : undefined,
      })
    interface Listed {
      contacts: Card[]
      next: string | null
    }
    const list = async (query: string) => (await other.api<Listed>('GET', `contacts?${query}`)).body
    for (const sort of ['name', '-name', 'added', '-added']) {
      const whole = (await list(`sort=${sort}`)).contacts.map(({ id }) => id)
      const paged: string[] = []
      for (let cursor = ''; ;) {
        const page = await list(`sort=${sort}&limit=2${cursor && `&cursor=${cursor}`}`)
        paged.push(...page.contacts.map(({ id }) => id))
        if (!page.next) break
        cursor = page.next
      }
      expect(paged).toEqual(whole)
      expect(new Set(whole).size).toBe(7)
    }
    expect((await list('role=lead')).contacts).toHaveLength(3)
    expect((await list('search=%2B34%20605')).contacts).toHaveLength(1)
    const [first] = (await list('sort=added')).contacts
    expect((await list(`company=${first!.company!.id}`)).contacts).toHaveLength(3)
    expect((await list('registration=not_invited')).contacts).toHaveLength(7)
    expect((await list('registration=registered')).contacts).toHaveLength(0)
    expect((await other.text('/contacts?format=csv')).trim().split('\r\n')).toHaveLength(8)
  })
})

describe('a field of the portal’s own', () => {
  it('is on the card, the form, the API and the CSV until it is removed, with what was in it', async () => {
    const { field } = await office.act(createField, {
      label: 'Marital status',
      kind: 'choice',
      choices: ['Single', 'Married'],
    })
    const person = await add({ name: 'Fay', fields: { [field]: 'Married' } })
    expect((await card(person)).fields).toEqual({ [field]: 'Married' })
    expect(await office.text(`/contacts/${person}`)).toContain('Married')
    expect(await office.text(`/contacts/${person}/edit`)).toContain(`name="fields.${field}"`)
    const file = await office.text('/contacts?format=csv')
    expect(file).toMatch(/Marital status\r\n/)
    expect(await office.refused(updateContact, { person, fields: { [field]: 'Maybe' } })).toEqual({
      code: 'invalid',
      fields: [`fields.${field}`],
    })
    await office.browser.post(`/contacts/${person}`, {
      name: 'Fay',
      version: '1',
      [`fields.${field}`]: '',
    })
    expect((await card(person)).fields).toEqual({})
    await office.act(updateContact, { person, fields: { [field]: 'Single' } })
    await office.act(removeField, { field })
    expect((await card(person)).fields).toEqual({})
    expect(await office.refused(updateContact, { person, fields: { [field]: 'Single' } })).toEqual({
      code: 'invalid',
      fields: [`fields.${field}`],
    })
  })

  it('keeps a choice that is set on a card', async () => {
    const { field } = await office.act(createField, {
      label: 'Court',
      kind: 'choice',
      choices: ['North', 'South'],
    })
    await add({ name: 'Gil', fields: { [field]: 'South' } })
    const change = (choices: string[]) => office.api('PATCH', `fields/${field}`, { choices })
    expect((await change(['North'])).status).toBe(409)
    expect((await change(['South', 'West'])).status).toBe(200)
  })

  it('has one label and one place, however many are added and moved at once', async () => {
    const other = await anOffice(world, 'fields')
    const tried = await Promise.allSettled(
      Array.from({ length: 10 }, () => other.act(createField, { label: 'Same', kind: 'text' })),
    )
    expect(tried.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    for (const label of ['Two', 'Three']) await other.act(createField, { label, kind: 'date' })
    interface Listed {
      fields: { id: string; label: string }[]
    }
    const list = async () => (await other.api<Listed>('GET', 'fields')).body.fields
    const three = (await list())[2]!.id
    await Promise.all(
      Array.from({ length: 4 }, () => other.api('PATCH', `fields/${three}`, { position: 0 })),
    )
    expect((await list()).map(({ label }) => label)).toEqual(['Three', 'Same', 'Two'])
  })
})
