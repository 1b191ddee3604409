import { beforeEach, beforeAll, describe, expect, it } from 'vitest'
import { createContact } from '../../src/people/index.ts'
import { textOf } from '../portals/portals-console.ts'
import { openWorld, type World } from '../world.ts'
import { anOffice, type Office } from './people-world.ts'

let world: World
let office: Office
let n = 0

beforeAll(async () => {
  world = await openWorld()
  return () => world.close()
})
beforeEach(async () => {
  office = await anOffice(world, `acme-${n++}`)
})

const INA = { name: 'Ina Brook', email: 'ina@example.com', digits: '4711', invite: true }

async function there() {
  const { contacts } = (
    await office.api<{ contacts: { name: string; registration: string }[] }>('GET', 'contacts')
  ).body
  await world.drain()
  const mails = await world.owner(
    `select m.id from mails m where m.portal_id = $1 and kind = 'invitation'`,
    [office.portal.id],
  )
  return { contacts: contacts.map(({ registration }) => registration), mails: mails.length }
}

describe('a contact who is added', () => {
  it('is invited at once where that is ticked, and not where it is not', async () => {
    const form = { name: 'Ina Brook', role: 'client', email: 'ina@example.com', digits: '4711' }
    expect(textOf(await office.text('/contacts/new'))).toContain('Invite them to the portal now')
    expect((await office.browser.post('/contacts', form)).status).toBe(303)
    expect(await there()).toEqual({ contacts: ['not_invited'], mails: 0 })
    const other = { ...form, email: 'ivo@example.com', invite: 'on' }
    const added = await office.browser.post('/contacts', other)
    expect(added.status).toBe(303)
    expect(await there()).toEqual({
      contacts: expect.arrayContaining(['invited', 'not_invited']),
      mails: 1,
    })
    expect(textOf(await office.text(added.headers.get('location')!))).toContain(
      'their invitation is on its way',
    )
  })

  it.each([
    ['email', { ...INA, email: undefined }],
    ['digits', { ...INA, digits: undefined }],
    ['role', { ...INA, role: 'lead' }],
  ])('and cannot be invited is not added, and it is told at the %s', async (field, input) => {
    expect((await office.refused(createContact, input)).fields).toEqual([field])
    expect(await there()).toEqual({ contacts: [], mails: 0 })
  })

  it('has a case first, where clients state its number', async () => {
    await world.owner(`update portals set registration_fact = 'case_number' where id = $1`, [
      office.portal.id,
    ])
    expect(await office.refused(createContact, INA)).toEqual({
      code: 'case_first',
      fields: ['invite'],
    })
    expect(await there()).toEqual({ contacts: [], mails: 0 })
    expect(await office.text('/contacts/new')).not.toContain('name="invite"')
  })

  it('is added once and mailed once, of twenty who do so at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => office.api('POST', 'contacts', INA)),
    )
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
    expect(await there()).toEqual({ contacts: ['invited'], mails: 1 })
  })
})
