import { beforeAll, describe, expect, it } from 'vitest'
import { mailbox } from '../../src/kit/mail.ts'
import { createContact } from '../../src/people/index.ts'
import { fillForm, updateForm } from '../../src/forms/index.ts'
import { archiveForm, duplicateForm } from '../../src/forms/form/forms.ts'
import { openWorld, type World } from '../world.ts'
import { aDesk, ANN, type Desk } from './forms-world.ts'

let world: World
let desks = 0
beforeAll(async () => {
  world = await openWorld()
  return () => world.close()
})
const desk = () => aDesk(world, `filling-${++desks}`)
const count = async ({ portal }: Desk, table: string) =>
  (
    await world.owner<{ n: number }>(
      `select count(*)::int as n from ${table} where portal_id = $1`,
      [portal.id],
    )
  )[0]!.n

describe('a form on its page', () => {
  it('shows what it asks, in the visitor’s language, and what was typed where it is not right', async () => {
    const office = await desk()
    const when = await office.ask('date', {
      label: { en: 'When <b>', es: 'Cuándo' },
      required: true,
    })
    const visitor = office.visitor()
    expect((await visitor.open()).page).toContain('When &lt;b&gt;')
    for (const [language, said] of [
      ['es', 'Cuándo'],
      ['en', 'When'],
    ] as const) {
      await visitor.browser.post('/language', { language, to: '/' })
      expect((await visitor.open()).page).toContain(said)
    }
    for (const [wrong, said] of [
      [{ email: 'ann', [`a.${when}`]: '2026-01-31' }, 'Enter an e-mail address'],
      [{ [`a.${when}`]: 'soon' }, 'Enter a day such as 2026-01-31.'],
      [{}, 'Fill this in.'],
    ] as const) {
      const answer = await office.send({ ...ANN, ...wrong }, visitor)
      expect(answer.status).toBe(422)
      const page = await answer.text()
      expect(page).toContain(said)
      expect(page).toContain('value="Weir"')
    }
    expect(await count(office, 'form_submissions')).toBe(0)
  })

  it('stands in a frame only on websites that it names, and nowhere without being asked for', async () => {
    const office = await desk()
    const { link } = await office.row()
    const policy = async (query = '') =>
      (await office.visitor().browser.send(`/f/${link}${query}`)).headers.get(
        'content-security-policy',
      )!
    expect(await policy('?embed=1')).toContain("frame-ancestors 'none'")
    await office.act(updateForm, { form: office.form, origins: ['https://www.example.com/'] })
    expect(await policy('?embed=1')).toMatch(/frame-ancestors https:\/\/www\.example\.com$/)
    expect(await policy()).toContain("frame-ancestors 'none'")
    for (const origin of ['*', "'self'; script-src *", 'https://a.example/path', 'javascript:x'])
      expect(
        (await office.refused(updateForm, { form: office.form, origins: [origin] })).fields,
      ).toEqual(['origins.0'])
    expect(await office.text(`/forms/${office.form}/settings`)).toContain('/assets/embed.js')
  })

  it('goes on to no script', async () => {
    const { refused, form } = await desk()
    for (const goTo of ['javascript:alert(1)', 'data:text/html,x', '//x'])
      expect((await refused(updateForm, { form, goTo })).fields).toEqual(['goTo'])
  })

  it('without the puzzle’s answer is taken from a few, and then refused for a while', async () => {
    const office = await desk()
    const visitor = office.visitor()
    const statuses: number[] = []
    for (let n = 0; n < 11; n++)
      statuses.push((await office.send({ ...ANN, email: `a${n}@example.com` }, visitor)).status)
    expect(statuses).toEqual([...Array.from({ length: 10 }, () => 303), 429])
    expect((await office.send(ANN)).status).toBe(303)
  })

  it('with a puzzle of another form is to be sent again, and keeps what was typed', async () => {
    const [office, other] = [await desk(), await desk()]
    const { challenge } = await other.visitor().open()
    const answer = await office.visitor().browser.post(`/f/${(await office.row()).link}`, {
      ...ANN,
      challenge,
    })
    expect(answer.status).toBe(409)
    expect(await answer.text()).toContain('value="ann@example.com"')
  })

  it('counts who saw and began it, once a script says so', async () => {
    const office = await desk()
    const { link } = await office.row()
    const { browser } = office.visitor()
    for (const step of ['seen', 'begun', 'seen', 'x'])
      await browser.post(`/f/${link}/counts`, { step })
    expect(
      await world.owner('select seen, begun from form_counts where portal_id = $1', [
        office.portal.id,
      ]),
    ).toEqual([{ seen: 2, begun: 1 }])
  })
})

describe('a form that is gone on with later', () => {
  it('comes back by a mailed link as it was typed, and is forgotten once it is sent', async () => {
    const office = await desk()
    const digits = await office.ask('text', { maps: 'digits' })
    const why = await office.ask('long_text', { required: true })
    const visitor = office.visitor()
    const half = { ...ANN, lastName: '', [`a.${why}`]: '', [`a.${digits}`]: '6789', later: 'on' }
    const kept = await office.send(half, visitor)
    expect(kept.headers.get('location')).toMatch(/sent\?kept=1$/)
    await world.drain()
    const [mail] = await mailbox(world.installation, office.portal.id)
    expect(mail).toMatchObject({ kind: 'form_draft', to: ANN.email })
    const token = /draft=([\w-]{43})/.exec(mail!.text)![1]!
    const { page, challenge } = await visitor.open(`?draft=${token}`)
    expect(page).toContain('value="Ann"')
    expect(page).not.toContain('6789')
    const { link } = await office.row()
    await visitor.browser.post(`/f/${link}`, {
      ...ANN,
      [`a.${why}`]: 'x',
      challenge,
      draft: token,
    })
    expect(await count(office, 'form_drafts')).toBe(0)
    const { page: gone } = await visitor.open(`?draft=${token}`)
    expect(gone).toContain('does not work any more')
    expect(gone).not.toContain('value="Ann"')
  })

  it('does not open in another form, nor in another portal', async () => {
    const [office, other] = [await desk(), await desk()]
    await office.send({ ...ANN, later: 'on' })
    await world.drain()
    const [mail] = await mailbox(world.installation, office.portal.id)
    const token = /draft=([\w-]{43})/.exec(mail!.text)![1]!
    expect((await other.visitor().open(`?draft=${token}`)).page).not.toContain('value="Ann"')
  })
})

describe('staff', () => {
  it('fill in a form for a contact, whose card is changed at once', async () => {
    const office = await desk()
    const phone = await office.ask('phone', { maps: 'phone' })
    const { person } = await office.act(createContact, { ...{ name: 'Anna W' }, email: ANN.email })
    const page = await office.text(`/forms/${office.form}/filling?contact=${person}`)
    expect(page).toContain('value="Anna"')
    const answers = { [phone]: '+34 600 000 000' }
    await office.act(fillForm, { form: office.form, ...ANN, answers })
    const { body } = await office.api('GET', `contacts/${person}`)
    expect(body).toMatchObject({ name: 'Ann Weir', phone: '+34 600 000 000' })
  })

  it('copy a form, whose copy is closed and has an address of its own', async () => {
    const office = await desk()
    await office.ask('text')
    const { form: copy } = await office.act(duplicateForm, { form: office.form })
    const { body: one } = await office.api('GET', `forms/${office.form}`)
    const { body: other } = await office.api('GET', `forms/${copy}`)
    expect(other).toMatchObject({ state: 'draft', fields: one['fields'] })
    expect(other['link']).not.toBe(one['link'])
  })

  it('put fields in order, but none above what decides whether it is asked', async () => {
    const office = await desk()
    const [first, second, third] = [
      await office.ask('choice'),
      await office.ask('text'),
      await office.ask('text'),
    ]
    const field = (key: string, body: object) =>
      office.api<{ code: string }>('PATCH', `forms/${office.form}/fields/${key}`, body)
    const move = (key: string, position: number) =>
      office.api('POST', `forms/${office.form}/fields/${key}/position`, { position })
    expect((await field(second, { shownIf: { field: third, is: 'x' } })).status).toBe(422)
    expect((await field(second, { shownIf: { field: first, is: 'Perhaps' } })).status).toBe(422)
    expect((await field(second, { shownIf: { field: first, is: 'Yes' } })).status).toBe(200)
    expect((await move(second, 0)).status).toBe(422)
    expect((await move(third, 0)).status).toBe(200)
    const { fields } = (await office.row()).definition
    expect(fields.map(({ key }) => key)).toEqual([third, first, second])
    const removal = await office.api('DELETE', `forms/${office.form}/fields/${first}`)
    expect(removal.status).toBe(409)
  })

  it('change a form together: of two who began from one version, one is told', async () => {
    const { api, form } = await desk()
    const { body } = await api<{ version: number }>('GET', `forms/${form}`)
    const change = (name: string) => api('PATCH', `forms/${form}`, { name, version: body.version })
    const answers = await Promise.all([change('One'), change('Other')])
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 412]))
  })

  it('see the submissions as a file, in which no formula runs', async () => {
    const office = await desk()
    const why = await office.ask('text', { label: { en: 'Why' } })
    await office.act(fillForm, { form: office.form, ...ANN, answers: { [why]: '=1+1' } })
    const csv = await office.text(`/forms/${office.form}/submissions/csv`)
    expect(csv).toContain("'=1+1")
    await office.act(archiveForm, { form: office.form })
    expect(await office.text(`/forms/${office.form}/submissions`)).toContain('Ann Weir')
  })
})
