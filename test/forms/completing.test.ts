import { beforeAll, describe, expect, it } from 'vitest'
import { mailbox } from '../../src/kit/mail.ts'
import { createContact, createField } from '../../src/people/index.ts'
import { acceptDifferences, dismissDifferences } from '../../src/forms/submissions/deciding.ts'
import { archiveForm, updateForm } from '../../src/forms/form/forms.ts'
import { completeSubmission } from '../../src/forms/submissions/completing.ts'
import { puzzleFor, submitForm } from '../../src/forms/filling/filling.ts'
import { jobCaller, perform } from '../../src/kit/operation.ts'
import { setPuzzle } from '../../src/kit/puzzle.ts'
import { aPerson } from '../identity/identity-world.ts'
import { openWorld, type World } from '../world.ts'
import { aDesk, ANN, type Desk } from './forms-world.ts'

let world: World
let desks = 0
beforeAll(async () => {
  world = await openWorld()
  return () => world.close()
})
const desk = (settings?: object) => aDesk(world, `forms-${++desks}`, settings)

const contacts = ({ portal }: Desk, email = ANN.email) =>
  world.owner<{ id: string; name: string; contact_role: string; invited_at: unknown }>(
    `select id, name, contact_role, invited_at from persons where portal_id = $1 and email = $2`,
    [portal.id, email],
  )
const card = async ({ api }: Desk, id: string) => (await api('GET', `contacts/${id}`)).body
const submissions = async ({ api, form }: Desk) =>
  (
    await api<{ submissions: { id: string; state: string; person: string; created: boolean }[] }>(
      'GET',
      `forms/${form}/submissions`,
    )
  ).body.submissions

describe('a form that is completed', () => {
  it('makes a contact with role, company and fields, keeps what was sent and invites', async () => {
    const office = await desk()
    const { act, ask, send, api } = office
    const { field } = await act(createField, { label: 'Policy', kind: 'text' })
    const company = await ask('text', { label: { en: 'Firm' }, maps: 'company' })
    const policy = await ask('text', { label: { en: 'Policy' }, maps: `field:${field}` })
    const digits = await ask('text', { label: { en: 'SSN' }, maps: 'digits' })
    const why = await ask('long_text', { label: { en: 'Why' } })
    const answer = await send({
      ...ANN,
      [`a.${company}`]: 'Weir & Sons',
      [`a.${policy}`]: 'P 7',
      [`a.${digits}`]: '6789',
      [`a.${why}`]: 'Because {{portal.name}} <b>',
    })
    expect(answer.status).toBe(303)
    expect(answer.headers.get('location')).toMatch(/^\/f\/kickoff-\w+\/sent$/)
    await world.drain()
    const [ann, ...more] = await contacts(office)
    expect(more).toEqual([])
    expect(ann).toMatchObject({ name: 'Ann Weir', contact_role: 'client' })
    const [sent] = await submissions(office)
    expect(sent).toMatchObject({ state: 'completed', created: true })
    expect(await card(office, sent!.person)).toMatchObject({
      company: { name: 'Weir & Sons' },
      fields: { [field]: 'P 7' },
    })
    const { body } = await api('GET', `submissions/${sent!.id}`)
    expect(body).toMatchObject({
      ...ANN,
      answers: [
        { formField: company, answer: 'Weir & Sons' },
        { formField: policy, answer: 'P 7' },
        { formField: why, answer: 'Because {{portal.name}} <b>' },
      ],
    })
    const kinds = (await mailbox(world.installation, office.portal.id)).map(({ kind, to }) => [
      kind,
      to,
    ])
    expect(kinds).toContainEqual(['invitation', ANN.email])
    expect(kinds).toContainEqual(['form_completed', office.ada.email])
  })

  it('sent fifty times at once makes one contact and one invitation', async () => {
    const office = await desk()
    const digits = await office.ask('text', { maps: 'digits' })
    const { installation } = world
    const { link, id } = await office.row()
    const { portal } = office
    const now = await installation.db.read({ portal: portal.id }, (tx) =>
      installation.clock.now(tx),
    )
    const sending = Array.from({ length: 50 }, (_, n) => {
      const caller = { ...jobCaller(portal.id, []), ip: `192.0.2.${n}` }
      const whom = puzzleFor(id, caller.ip)
      const { challenge } = setPuzzle(installation.keys, whom, { bits: 1, now })
      const answers = { [digits]: '6789' }
      return perform(installation, submitForm, caller, { link, ...ANN, answers, challenge })
    })
    for (const result of await Promise.all(sending)) expect(result.ok).toBe(true)
    const received = await submissions(office)
    expect(received).toHaveLength(50)
    await Promise.all(
      received.map((one) =>
        perform(installation, completeSubmission, jobCaller(portal.id), { submission: one.id }),
      ),
    )
    await world.drain()
    expect((await submissions(office)).filter(({ created }) => created)).toHaveLength(1)
    expect(await contacts(office)).toHaveLength(1)
    const mails = await mailbox(world.installation, office.portal.id)
    expect(mails.filter(({ kind }) => kind === 'invitation')).toHaveLength(1)
  })

  it('sent twice from one page counts once', async () => {
    const office = await desk()
    const visitor = office.visitor()
    const { challenge, answer } = await visitor.open()
    const { link } = await office.row()
    const send = () => visitor.browser.post(`/f/${link}`, { ...ANN, challenge, answer })
    for (const { status } of await Promise.all([send(), send(), send()])) expect(status).toBe(303)
    await world.drain()
    expect(await submissions(office)).toHaveLength(1)
  })

  it('fills in what nobody knew of somebody who has not registered, and lets the rest wait', async () => {
    const office = await desk()
    const phone = await office.ask('phone', { maps: 'phone' })
    const born = await office.ask('date', { maps: 'birth_date' })
    const { person } = await office.act(createContact, {
      name: 'Annette Weir',
      email: ANN.email,
      role: 'lead',
    })
    await office.send({ ...ANN, [`a.${phone}`]: '+34 600 000 000', [`a.${born}`]: '1980-02-29' })
    await world.drain()
    expect(await card(office, person)).toMatchObject({
      name: 'Annette Weir',
      role: 'client',
      phone: '+34 600 000 000',
      birthDate: null,
    })
    const [sent] = await submissions(office)
    expect(sent).toMatchObject({ state: 'waiting', person, created: false })
    await office.act(acceptDifferences, { submission: sent!.id })
    expect(await card(office, person)).toMatchObject({ name: 'Ann Weir', birthDate: '1980-02-29' })
    await expect(office.act(dismissDifferences, { submission: sent!.id })).rejects.toThrow(
      'nothing_waits',
    )
  })

  it('changes nothing of somebody who has registered before staff accept it', async () => {
    const office = await desk({ role: 'prospect' })
    const phone = await office.ask('phone', { maps: 'phone' })
    const ann = await aPerson(world, office.portal.id, {
      name: 'Ann Weir',
      email: ANN.email,
      kind: 'contact',
    })
    const before = await card(office, ann.shown)
    await office.send({ ...ANN, firstName: 'Mallory', [`a.${phone}`]: '+1 555 0100' })
    await world.drain()
    expect(await card(office, ann.shown)).toEqual(before)
    const [sent] = await submissions(office)
    const { body } = await office.api('GET', `submissions/${sent!.id}`)
    expect(body).toMatchObject({
      differences: { name: 'Mallory Weir', phone: '+1 555 0100' },
    })
    await office.act(dismissDifferences, { submission: sent!.id })
    expect(await card(office, ann.shown)).toEqual(before)
  })

  it('touches no colleague whose e-mail somebody types', async () => {
    const office = await desk()
    await office.send({ ...ANN, email: office.ada.email! })
    await world.drain()
    expect(await submissions(office)).toMatchObject([{ state: 'completed', person: null }])
  })

  it('answers alike whoever the e-mail is of', async () => {
    const office = await desk()
    await aPerson(world, office.portal.id, { name: 'Ann', email: ANN.email, kind: 'contact' })
    const seen = await Promise.all(
      [ANN.email, 'new@example.com', office.ada.email!].map(async (email) => {
        const visitor = office.visitor()
        const answer = await office.send({ ...ANN, email }, visitor)
        const page = await visitor.browser.send(answer.headers.get('location')!)
        return [answer.status, answer.headers.get('location'), await page.text()]
      }),
    )
    expect(seen[1]).toEqual(seen[0])
    expect(seen[2]).toEqual(seen[0])
  })

  it('keeps the form as it was when it was sent', async () => {
    const office = await desk()
    const why = await office.ask('text', { label: { en: 'Why' } })
    await office.send({ ...ANN, [`a.${why}`]: 'Because' })
    await world.drain()
    await office.api('PATCH', `forms/${office.form}/fields/${why}`, { label: { en: 'How' } })
    await office.api('DELETE', `forms/${office.form}/fields/${why}`)
    const [sent] = await submissions(office)
    const { body } = await office.api('GET', `submissions/${sent!.id}`)
    expect(body).toMatchObject({ answers: [{ label: 'Why', answer: 'Because' }] })
    expect(await office.text(`/submissions/${sent!.id}`)).toContain('Because')
  })

  it('waits for an invitation by hand where the form says so', async () => {
    const office = await desk()
    await office.act(updateForm, { form: office.form, invites: false })
    await office.send(ANN)
    await world.drain()
    const page = await office.text(`/forms/${office.form}/submissions?uninvited=yes`)
    expect(page).toContain('Invite Ann Weir')
    const mails = await mailbox(world.installation, office.portal.id)
    expect(mails.filter(({ kind }) => kind === 'invitation')).toEqual([])
  })

  it('is refused once the form is archived, like one that never was', async () => {
    const office = await desk()
    const visitor = office.visitor()
    const { challenge, answer } = await visitor.open()
    await office.act(archiveForm, { form: office.form })
    const { link } = await office.row()
    const late = await visitor.browser.post(`/f/${link}`, { ...ANN, challenge, answer })
    expect(late.status).toBe(404)
    expect((await visitor.browser.send(`/f/${link}`)).status).toBe(404)
    expect((await visitor.browser.send('/f/never-was')).status).toBe(404)
  })
})
