import { beforeAll, describe, expect, it } from 'vitest'
import { sweepFiles } from '../../src/files/index.ts'
import { fillForm, updateForm } from '../../src/forms/index.ts'
import { mailbox } from '../../src/kit/mail.ts'
import { aPerson } from '../identity/identity-world.ts'
import { sendFile, someBytes } from '../files/files-world.ts'
import { openWorld, type World } from '../world.ts'
import { aDesk, ANN, type Desk, type Visitor } from './forms-world.ts'

let world: World
let desks = 0
beforeAll(async () => {
  world = await openWorld()
  return () => world.close()
})
const desk = () => aDesk(world, `form-files-${++desks}`)

type Fields = readonly (readonly [string, string | File])[]
const who = Object.entries(ANN)
const file = (name: string, bytes = 2000) => new File([new Uint8Array(someBytes(bytes))], name)

/** Sends the form with files as a browser does, with or without JavaScript. */
async function send(office: Desk, fields: Fields, visitor: Visitor = office.visitor()) {
  const { challenge } = await visitor.open()
  const body = new FormData()
  for (const [name, value] of [...fields, ['challenge', challenge] as const])
    body.append(name, value)
  return visitor.browser.send(`/f/${(await office.row()).link}`, { method: 'POST', body })
}

/** Secrets of what has arrived, as the page sends them with the next press. */
const cards = (html: string, field: string) =>
  [...html.matchAll(new RegExp(`type="hidden" name="u.${field}" value="(guest_\\w+)"`, 'g'))].map(
    ([, token]) => token!,
  )

const rows = <R>({ portal }: Desk, sql: string) => world.owner<R>(sql, [portal.id])
const uploads = async (office: Desk) =>
  (await rows(office, 'select id from file_uploads where portal_id = $1')).length
const files = (office: Desk) =>
  rows<{ holder_kind: string; holder_id: string; state: string }>(
    office,
    `select f.holder_kind, f.holder_id, v.state from files f
     join file_versions v on v.portal_id = f.portal_id and v.file_id = f.id
     where f.portal_id = $1 order by f.id`,
  )
interface Shown {
  id: string
  state: string
  person: string
  answers: { formField: string; answer: string[]; files?: string[] }[]
  differences: { files?: number }
}
async function newest({ api, form }: Desk): Promise<Shown> {
  const { body } = await api<{ submissions: Shown[] }>('GET', `forms/${form}/submissions`)
  return (await api<Shown>('GET', `submissions/${body.submissions[0]!.id}`)).body
}

describe('files of a form', () => {
  it('become the contact’s once it is completed, looked at before they are given out, and named in the sheet', async () => {
    const office = await desk()
    const field = await office.ask('file', { label: { en: 'Deeds' }, required: true })
    const { page } = await office.visitor().open()
    expect(page).toContain('enctype="multipart/form-data"')
    expect(page).toContain('Up to 5 files of at most 25 MB each.')
    const sent = await send(office, [
      ...who,
      [`u.${field}`, file('one.pdf')],
      [`u.${field}`, file('two & three.pdf')],
    ])
    expect(sent.status).toBe(303)
    expect(await files(office)).toEqual([])
    await world.drain()
    const submission = await newest(office)
    const [answer] = submission.answers
    expect(answer).toMatchObject({ formField: field, answer: ['one.pdf', 'two & three.pdf'] })
    expect(await files(office)).toMatchObject([
      { holder_kind: 'person', state: 'ready' },
      { holder_kind: 'person', state: 'ready' },
    ])
    expect(await uploads(office)).toBe(0)
    const { browser, form } = office
    const [first] = answer!.files!
    const content = await browser.send(`/files/${first}/content`)
    expect((await content.arrayBuffer()).byteLength).toBe(2000)
    expect(await (await browser.get(`/submissions/${submission.id}`)).text()).toContain(
      `/files/${first}/content`,
    )
    expect(await (await browser.get(`/contacts/${submission.person}`)).text()).toContain('one.pdf')
    const sheet = await (await browser.get(`/forms/${form}/submissions/csv`)).text()
    expect(sheet).toContain('"one.pdf, two & three.pdf"')
  })

  it('stay with a form that is refused, are withdrawn by a button, and are sent once', async () => {
    const office = await desk()
    const field = await office.ask('file')
    const refused = await send(office, [
      ['firstName', 'Ann'],
      ['email', 'ann'],
      [`u.${field}`, file('one.pdf')],
      [`u.${field}`, file('two.pdf')],
    ])
    expect(refused.status).toBe(422)
    const [one, two, ...more] = cards(await refused.text(), field)
    expect([two, more]).toEqual([expect.any(String), []])
    const without = await send(office, [
      ['firstName', 'Ann'],
      [`u.${field}`, one!],
      [`u.${field}`, two!],
      ['withdraw', one!],
    ])
    const page = await without.text()
    expect([cards(page, field), await uploads(office)]).toEqual([[two], 1])
    expect(page).toContain('value="Ann"')
    const again = [...who, [`u.${field}`, two!]] as const
    expect((await send(office, again)).status).toBe(303)
    // Whoever saw the page cannot send it for somebody else.
    const other = await send(office, again)
    expect([other.status, await other.text()]).toEqual([
      422,
      expect.stringContaining('This one is not there any more'),
    ])
    await world.drain()
    expect(await files(office)).toHaveLength(1)
  })

  it('are refused where they are too many, too large, or not asked for, and nothing of them is left', async () => {
    const office = await desk()
    const field = await office.ask('file')
    await world.owner('update portals set largest_file_mb = 1 where id = $1', [office.portal.id])
    const large = await send(office, [...who, [`u.${field}`, file('large.pdf', 1_100_000)]])
    expect([large.status, await large.text()]).toEqual([
      413,
      expect.stringContaining('A file may have up to 1 MB.'),
    ])
    const none = await send(office, [...who, [`u.f99`, file('a.pdf')]])
    expect(none.status).toBe(422)
    expect(await uploads(office)).toBe(0)
    const many = Array.from({ length: 6 }, (_, n) => [`u.${field}`, file(`${n}.pdf`, 10)] as const)
    const six = await send(office, [...who, ...many])
    expect([six.status, await six.text()]).toEqual([
      422,
      expect.stringContaining('Choose at most 5.'),
    ])
    const text = await office.ask('text')
    const wrong = await send(office, [...who, [`a.${text}`, file('a.pdf')]])
    expect(wrong.status).toBe(422)
    expect(
      (await rows(office, `select id from form_submissions where portal_id = $1`)).length,
    ).toBe(0)
  })

  it('are taken of one network as often as it may, and of others all the same', async () => {
    const office = await desk()
    const field = await office.ask('file')
    const one = office.visitor('198.51.100.9')
    let taken = 0
    for (let n = 0; n < 13; n++) {
      const many = Array.from({ length: 5 }, () => [`u.${field}`, file('a.pdf', 10)] as const)
      const answer = await send(office, [['email', 'x'], ...many], one)
      taken += answer.status === 422 ? 5 : 0
      if (n === 12) expect(answer.status).toBe(429)
    }
    expect(taken).toBe(60)
    const other = await send(office, [...who, [`u.${field}`, file('a.pdf')]])
    expect(other.status).toBe(303)
  })

  it('wait as long as a draft does; of a form that is never sent they are swept after a day', async () => {
    const office = await desk()
    const field = await office.ask('file')
    await send(office, [
      ['email', 'no'],
      [`u.${field}`, file('lost.pdf')],
    ])
    const kept = await send(office, [
      ['email', ANN.email],
      ['later', 'on'],
      [`u.${field}`, file('kept.pdf')],
    ])
    expect(kept.status).toBe(303)
    const [mail] = (await mailbox(world.installation, office.portal.id)).filter(({ to }) =>
      JSON.stringify(to).includes(ANN.email),
    )
    const token = /draft=([\w-]+)/.exec(JSON.stringify(mail))![1]!
    const now = await clock()
    await world.setClock(now.add({ hours: 24 * 20 }).toString())
    await sweepFiles(world.installation)
    const visitor = office.visitor()
    const { page } = await visitor.open(`?draft=${token}`)
    expect(page).toContain('kept.pdf')
    expect(await uploads(office)).toBe(1)
    const [card] = cards(page, field)
    expect((await send(office, [...who, [`u.${field}`, card!], ['draft', token]])).status).toBe(303)
    await world.drain()
    expect(await files(office)).toHaveLength(1)
    await world.setClock(now.toString())
  })

  it('in the name of somebody who has registered wait with what was sent until staff accept', async () => {
    const office = await desk()
    const field = await office.ask('file')
    const ann = await aPerson(world, office.portal.id, {
      name: 'Ann Weir',
      kind: 'contact',
      email: ANN.email,
    })
    await office.act(updateForm, { form: office.form, role: 'lead' })
    await send(office, [...who, [`u.${field}`, file('deed.pdf')]])
    await world.drain()
    const submission = await newest(office)
    expect(submission).toMatchObject({ state: 'waiting', differences: { files: 1 } })
    expect(await files(office)).toMatchObject([{ holder_kind: 'submission' }])
    const { browser } = office
    const [id] = submission.answers[0]!.files!
    expect((await browser.send(`/files/${id}/content`)).status).toBe(200)
    expect((await browser.post(`/submissions/${submission.id}/acceptance`, {})).status).toBe(303)
    expect(await files(office)).toMatchObject([{ holder_kind: 'person', holder_id: ann.id }])
    expect((await newest(office)).state).toBe('completed')
  })

  it('of a colleague’s e-mail stay with the submission', async () => {
    const office = await desk()
    const field = await office.ask('file')
    await send(office, [
      ['firstName', 'Ada'],
      ['lastName', 'Reyes'],
      ['email', office.ada.email!],
      [`u.${field}`, file('deed.pdf')],
    ])
    await world.drain()
    expect(await files(office)).toMatchObject([{ holder_kind: 'submission', state: 'ready' }])
    const submission = await newest(office)
    const page = await (await office.browser.get(`/submissions/${submission.id}`)).text()
    expect(page).toContain(`/files/${submission.answers[0]!.files![0]}/content`)
  })

  it('are sent by staff who fill it in, from their own', async () => {
    const office = await desk()
    const field = await office.ask('file', { required: true })
    const { form, browser, act, refused } = office
    expect((await refused(fillForm, { form, ...ANN })).fields).toEqual([`u.${field}`])
    const upload = await sendFile(browser, someBytes(50), 'deed.pdf')
    const wish = { form, ...ANN, answers: { [field]: [upload] } }
    await act(fillForm, wish)
    expect(await files(office)).toMatchObject([{ holder_kind: 'person' }])
    expect((await refused(fillForm, wish)).fields).toEqual([`u.${field}`])
  })

  it('are asked for by two fields of a form at most, which decide about no other', async () => {
    const office = await desk()
    const { form, api } = office
    const first = await office.ask('file')
    await office.ask('file')
    const third = await api('POST', `forms/${form}/fields`, { kind: 'file' })
    expect([third.status, third.body]).toMatchObject([409, { code: 'too_many_file_fields' }])
    const text = await office.ask('text')
    const shown = await api('PATCH', `forms/${form}/fields/${text}`, {
      shownIf: { field: first, is: 'on' },
    })
    expect(shown.body).toMatchObject({ code: 'shown_if_above' })
  })
})

const clock = () =>
  world.installation.db.read('installation', (tx) => world.installation.clock.now(tx))
