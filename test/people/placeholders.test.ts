import { beforeAll, describe, expect, it } from 'vitest'
import { declared } from '../../src/features.ts'
import { parseId } from '../../src/kit/ids.ts'
import { LANGUAGES } from '../../src/kit/texts.ts'
import { faultsIn } from '../../src/kit/placeholders/faults.ts'
import { fill } from '../../src/kit/placeholders/fill.ts'
import { examplesOf, written } from '../../src/kit/placeholders/placeholder.ts'
import { knownPlaceholders, readValues } from '../../src/kit/placeholders/sources.ts'
import { createContact, createField, removeField } from '../../src/people/index.ts'
import { updateField } from '../../src/people/fields/fields.ts'
import { mailbox } from '../../src/kit/mail.ts'
import { openWorld, type World } from '../world.ts'
import { anOffice } from './people-world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
  return () => world.close()
})

const OF = ['contact', 'portal', 'day']

async function aDesk(slug: string) {
  const office = await anOffice(world, slug)
  const read = <T>(run: Parameters<typeof world.installation.db.read<T>>[1]) =>
    world.installation.db.read({ portal: office.portal.id }, run)
  const offered = () => read((tx) => knownPlaceholders(tx, declared, OF))
  const write = async (text: string, contact: string) => {
    const id = parseId('person', contact)!
    const values = await read((tx) => readValues(tx, declared, { contact: id, portal: '' }))
    return fill(text, values, { language: 'en' })
  }
  return { ...office, offered, write }
}

describe('placeholders about a contact', () => {
  it('bring what is known of them, of their company and in the portal’s own fields', async () => {
    const { act, offered, write } = await aDesk('known')
    const { field } = await act(createField, { label: 'Póliza', kind: 'text' })
    const { field: since } = await act(createField, { label: 'Since', kind: 'date' })
    const { person } = await act(createContact, {
      name: 'Ann Lee Weir',
      role: 'client',
      email: 'ann@example.com',
      company: 'Weir & Sons',
      fields: { [field]: '{{portal.name}}', [since]: '2024-02-29' },
    })
    const text =
      '{{contact.first_name}} of {{company.name | default: "you"}}, {{portal.name}}: ' +
      '{{contact.field_poliza | default: "none"}} since {{contact.field_since | date: "long" | default: "now"}}, ' +
      '{{contact.phone | default: "no phone"}}'
    expect(faultsIn(text, await offered())).toEqual([])
    expect(await write(text, person)).toBe(
      'Ann of Weir & Sons, Known: {{portal.name}} since 29 February 2024, no phone',
    )
  })

  it('keep their name when a field’s label changes, and fall back when it is removed', async () => {
    const { act, offered, write } = await aDesk('labels')
    const { field } = await act(createField, { label: 'Policy', kind: 'text' })
    await act(createField, { label: 'policy!', kind: 'text' })
    const { person } = await act(createContact, {
      name: 'Ann',
      role: 'client',
      fields: { [field]: '7' },
    })
    await act(updateField, { field, label: 'Contract' })
    const text = '{{contact.field_policy | default: "–"}}'
    expect([...(await offered()).keys()]).toEqual(
      expect.arrayContaining(['contact.field_policy', 'contact.field_policy_2']),
    )
    expect(await write(text, person)).toBe('7')
    await act(removeField, { field })
    expect(faultsIn(text, await offered())).toMatchObject([{ why: 'unknown' }])
    expect(await write(text, person)).toBe('–')
  })

  it('are one portal’s own, of its contacts only', async () => {
    const [here, there] = [await aDesk('here'), await aDesk('there')]
    const { person } = await here.act(createContact, { name: 'Ann', role: 'client' })
    await here.act(createField, { label: 'Secret', kind: 'text' })
    expect([...(await there.offered()).keys()]).not.toContain('contact.field_secret')
    expect(await there.write('{{contact.name | default: "nobody"}}', person)).toBe('nobody')
  })

  it('are each written as they are offered without a fault, with an example to show', async () => {
    const { act, offered } = await aDesk('offered')
    await act(createField, { label: 'Married', kind: 'choice', choices: ['Yes', 'No'] })
    const all = await offered()
    for (const one of all.values()) {
      expect(faultsIn(written(one), all)).toEqual([])
      for (const language of LANGUAGES) {
        expect(one.label[language]).toBeTruthy()
        expect(fill(written(one), examplesOf(all, language), { language })).not.toBe('')
      }
    }
  })
})

describe('a mail that a contact gets', () => {
  it('says in the portal’s own words what is known of them, with a fallback for whoever is none', async () => {
    const { act, browser, portal } = await aDesk('mailed')
    const { field } = await act(createField, { label: 'Policy', kind: 'text' })
    const text = {
      kind: 'invitation',
      language: 'en',
      subject: 'Policy {{contact.field_policy | default: "new"}}',
      body: '{{contact.first_name | default: "Colleague"}}: {{company.name | default: "you"}}\n\n{{link}}',
    }
    const post = (body: object) => browser.json('POST', '/api/v1/settings/mails', body)
    const bare = await post({ ...text, subject: '{{contact.phone}}' })
    expect(await bare.json()).toMatchObject({
      errors: [{ field: 'subject', code: 'placeholder_fallback' }],
    })
    expect((await post(text)).status).toBeLessThan(300)
    const { person } = await act(createContact, {
      name: 'Ann Weir',
      role: 'client',
      email: 'ann@example.com',
      company: 'Visit evil.example',
      fields: { [field]: '7' },
      digits: '6789',
    })
    expect((await browser.post(`/people/${person}/invitation`)).status).toBe(303)
    await world.drain()
    const [mail] = await mailbox(world.installation, portal.id)
    expect(mail).toMatchObject({
      to: 'ann@example.com',
      subject: expect.stringContaining('Policy 7'),
    })
    expect(mail!.text).toContain('Ann: Visit evil.\u2060example\n')
  })
})

describe('the mails of the installation', () => {
  it('have every placeholder declared, and none that no mail has', () => {
    const used = new Set([...declared.mails.values()].flatMap(({ placeholders }) => placeholders))
    const declaredNames = declared.placeholders
      .filter(({ of }) => of === 'mail')
      .flatMap(({ placeholders }) => placeholders.map(({ name }) => name))
    expect(declaredNames.toSorted()).toEqual([...used, 'link'].toSorted())
  })
})
