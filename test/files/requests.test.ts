import { beforeAll, describe, expect, it } from 'vitest'
import {
  acceptAnswer,
  answerRequest,
  askAgain,
  makeRequest,
  withdrawRequest,
} from '../../src/files/index.ts'
import { reminderWorker } from '../../src/files/requests/reminding.ts'
import { remind } from '../../src/files/requests/requests.ts'
import { disablePerson, enablePerson } from '../../src/identity/index.ts'
import { parseId } from '../../src/kit/ids.ts'
import { clockCaller, perform } from '../../src/kit/operation.ts'
import { createContact, mergeContacts } from '../../src/people/index.ts'
import { aPerson, Browser } from '../identity/identity-world.ts'
import { aWorld, openWorld, type World } from '../world.ts'
import {
  aClient,
  anAsking,
  answer,
  askedFor,
  mailsOf,
  moveTo,
  passDays,
  signInAgain,
  uploaded,
  writtenMails,
  type Asking,
} from './requests-setting.ts'

interface Shown {
  id: string
  state: string
  what: string
  why: string | null
  late: boolean
  dueOn: string | null
  reminders: number
  remindAt: string | null
  person: string
  about: string
}

let world: World
let asking: Asking
beforeAll(async () => {
  world = await openWorld()
  asking = await anAsking(world)
  return () => world.close()
})

const shownTo = async (by: Browser, request: string): Promise<Shown> => {
  const answer = await by.get(`/api/v1/requests/${request}`)
  expect(answer.status).toBe(200)
  return (await answer.json()) as Shown
}
const stateOf = async (request: string) => (await shownTo(asking.office.browser, request)).state

const filesOf = async (by: Browser, request: string) => {
  const answer = await by.get(`/api/v1/requests/${request}/files`)
  return ((await answer.json()) as { files: { id: string; name: string }[] }).files
}

describe('a client who is asked for a document', () => {
  it('is told, reminded at nine until they answer, and then not, told again where more is wanted', async () => {
    const world = await aWorld({ start: '2026-03-01T12:00:00Z' })
    const asking = await anAsking(world)
    const { office, client } = asking
    const what = 'Your walrus licence,\nboth sides'
    const request = await askedFor(asking, { what, dueOn: '2026-03-10' })
    await passDays(world, 17)
    await signInAgain(asking)
    expect(await shownTo(client, request)).toMatchObject({
      state: 'open',
      late: true,
      reminders: 3,
    })
    const first = await uploaded(client, 'walrus-front.jpg')
    expect((await answer(client, request, [first])).status).toBe(200)
    // A second page follows; whoever asked knows already.
    const second = await uploaded(client, 'walrus-back.jpg')
    expect((await answer(client, request, [second])).status).toBe(200)
    await passDays(world, 7)
    await signInAgain(asking)
    const why = 'The walrus cannot be read'
    await office.act(askAgain, { request, why, dueOn: '2026-03-29' })
    expect(await shownTo(client, request)).toMatchObject({ state: 'open', why, reminders: 0 })
    // The night to the 29th has an hour less.
    await passDays(world, 5)
    await signInAgain(asking)
    expect((await answer(client, request, [await uploaded(client, 'whole.pdf')])).status).toBe(200)
    await office.act(acceptAnswer, { request })
    await passDays(world, 40)
    await signInAgain(asking)

    expect(await mailsOf(asking)).toEqual([
      '2026-03-01T13:00 file_requested to Carla',
      '2026-03-07T09:00 file_request_reminder to Carla',
      '2026-03-10T09:00 file_request_reminder to Carla',
      '2026-03-17T09:00 file_request_reminder to Carla',
      '2026-03-18T09:00 file_request_answered to Ada',
      '2026-03-25T09:00 file_requested_again to Carla',
      '2026-03-26T09:00 file_request_reminder to Carla',
      '2026-03-29T09:00 file_request_reminder to Carla',
      '2026-03-30T09:00 file_request_answered to Ada',
      '2026-03-30T09:00 file_request_accepted to Carla',
    ])
    for (const { subject, text, html } of await writtenMails(asking))
      expect([subject, text, html].join(' ')).not.toMatch(/walrus|passport|whole\.pdf/i)
    expect(await shownTo(client, request)).toMatchObject({
      state: 'accepted',
      what,
      reminders: 2,
      remindAt: null,
    })
    expect((await filesOf(office.browser, request)).map(({ name }) => name)).toEqual([
      'whole.pdf',
      'walrus-back.jpg',
      'walrus-front.jpg',
    ])
    // It lies with the case.
    const { body } = await office.api<{ files: { name: string }[] }>(
      'GET',
      `files?about=${asking.matter}`,
    )
    expect(body.files.map(({ name }) => name)).toEqual([
      'whole.pdf',
      'walrus-back.jpg',
      'walrus-front.jpg',
    ])
    const rows = await world.owner<{ row: string }>(
      `select file_requests::text as row from file_requests union all select audit_lines::text from audit_lines
       union all select events::text from events`,
    )
    expect(rows.filter(({ row }) => /walrus/i.test(row))).toEqual([])
    const done = await world.owner<{ operation: string; n: number }>(
      `select operation, count(*)::int as n from audit_lines where operation like 'file_request.%'
       group by operation order by operation`,
    )
    expect(done.map(({ operation, n }) => `${operation} ${n}`)).toEqual([
      'file_request.accept 1',
      'file_request.answer 3',
      'file_request.ask_again 1',
      'file_request.make 1',
      'file_request.remind 5',
    ])
  })

  it('sees what is asked, the most urgent first, in their own language, and nobody else does', async () => {
    const spanish = await anAsking(world, 'solar', 'es')
    const { client, carla } = spanish
    const dues = ['2026-02-01', null, '2026-01-09']
    for (const [n, dueOn] of dues.entries())
      await askedFor(spanish, { what: `Escritura ${n}`, dueOn })
    const html = await (await client.get('/documents')).text()
    expect(html).toContain('Envíenos, por favor')
    expect([...html.matchAll(/Escritura (\d)/g)].map(([, n]) => n)).toEqual(['2', '0', '1'])
    const mails = await writtenMails(spanish)
    const subjects = new Set(mails.filter(({ to }) => to === carla.email).map((one) => one.subject))
    expect([...subjects]).toEqual(['Solar necesita un documento suyo'])
    const own = await (await client.get('/api/v1/documents/requests')).json()
    expect((own as { requests: Shown[] }).requests).toHaveLength(3)

    const request = await askedFor(asking)
    const tom = await aClient(asking, 'Tom Roe')
    const other = await new Browser(asking.office.app, asking.office.portal).signIn(tom)
    for (const by of [other, client]) {
      for (const path of [`/requests/${request}`, `/api/v1/requests/${request}`])
        expect((await by.get(path)).status, path).toBe(404)
      const upload = await uploaded(by)
      expect((await answer(by, request, [upload])).status).toBe(404)
    }
    expect(await (await other.get('/documents')).text()).not.toContain('passport')
    expect((await other.get(`/api/v1/requests?about=${asking.matter}`)).status).toBe(403)
  })

  it('sends several files by a form where there is no JavaScript, and sees them and no others', async () => {
    const request = await askedFor(asking)
    const form = new FormData()
    for (const name of ['front.jpg', 'back.jpg'])
      form.append('uploads', new File(['x'.repeat(70_000)], name))
    const { client, office } = asking
    const sent = await client.send(`/requests/${request}/answers`, { method: 'POST', body: form })
    expect([sent.status, sent.headers.get('location')]).toEqual([303, `/requests/${request}`])
    await world.drain()
    const files = await filesOf(client, request)
    expect(files.map(({ name }) => name)).toEqual(['back.jpg', 'front.jpg'])
    for (const { id } of files)
      expect((await client.get(`/api/v1/files/${id}/content`)).status).toBe(200)
    const html = await office.text(`/requests/${request}`)
    for (const { id } of files) expect(html).toContain(`/files/${id}`)
    // Nothing chosen is told at the field.
    const empty = await client.send(`/requests/${request}/answers`, {
      method: 'POST',
      body: new FormData(),
    })
    expect(empty.status).toBe(422)
  })
})

describe('staff', () => {
  it('ask those who are near to what it is about, and nobody else', async () => {
    const { office, matter } = asking
    const input = { about: matter, what: 'A deed' }
    const stranger = await aPerson(world, office.portal.id, { name: 'Sam Far', kind: 'contact' })
    for (const person of [stranger.shown, office.ada.shown])
      expect(await office.refused(makeRequest, { ...input, person })).toEqual({
        code: 'invalid',
        fields: ['person'],
      })
    expect(await office.text(`/requests/new?about=${matter}`)).not.toContain('Sam Far')
    const past = { ...input, person: asking.carla.shown, dueOn: '2026-01-04' }
    expect((await office.refused(makeRequest, past)).fields).toEqual(['dueOn'])
    await office.act(makeRequest, { about: stranger.shown, what: 'A deed', person: stranger.shown })
  })

  it('see on case and contact what is outstanding, late ones marked, what waits longest first', async () => {
    const world = await aWorld()
    const asking = await anAsking(world)
    const { office, matter, carla, client } = asking
    const late = await askedFor(asking, { what: 'Late deed', dueOn: '2026-01-06' })
    await askedFor(asking, { what: 'Later deed', dueOn: '2026-02-06' })
    const sent = await askedFor(asking, { what: 'Sent deed' })
    const over = await askedFor(asking, { what: 'Withdrawn deed' })
    await office.act(withdrawRequest, { request: over })
    await answer(client, sent, [await uploaded(client)])
    await moveTo(world, '2026-01-08T09:00:00Z')
    await signInAgain(asking)
    for (const page of [`/cases/${matter}`, `/contacts/${carla.shown}`]) {
      const [html] = /id="requests".*?<\/section>/s.exec(await office.text(page))!
      expect([...html.matchAll(/(\w+) deed/g)].map(([, which]) => which)).toEqual([
        'Late',
        'Later',
        'Sent',
        'Withdrawn',
      ])
      expect(html.match(/>\s*Late\s*</g)).toHaveLength(1)
    }
    expect(await shownTo(office.browser, late)).toMatchObject({ late: true })
  })

  it('cannot do to a request what its state does not allow, and twice is once', async () => {
    const { office, client } = asking
    const request = await askedFor(asking)
    const why = 'More'
    expect((await office.refused(acceptAnswer, { request })).code).toBe('request_unanswered')
    expect((await office.refused(askAgain, { request, why })).code).toBe('request_open')
    await answer(client, request, [await uploaded(client)])
    await office.act(acceptAnswer, { request })
    await office.act(acceptAnswer, { request })
    expect((await office.refused(withdrawRequest, { request })).code).toBe('request_over')
    expect((await answer(client, request, [await uploaded(client)])).status).toBe(409)
    await office.act(askAgain, { request, why })
    await office.act(withdrawRequest, { request })
    await office.act(withdrawRequest, { request })
    expect((await office.refused(askAgain, { request, why })).code).toBe('request_over')
    expect((await answer(client, request, [await uploaded(client)])).status).toBe(409)
    expect(await stateOf(request)).toBe('withdrawn')
  })

  it('read on the page of what came in that its sender sees it', async () => {
    const { office, client, carla } = asking
    const request = await askedFor(asking)
    await answer(client, request, [await uploaded(client)])
    const [file] = await filesOf(office.browser, request)
    const html = await office.text(`/files/${file!.id}`)
    expect(html).not.toContain('Nobody who is served sees it yet')
    expect(html).toContain(`href="/contacts/${carla.shown}"`)
    expect(html).toContain('Has sent it, and sees it.')
    expect((await client.get(`/files/${file!.id}`)).status).toBe(200)
  })

  it('who look as the client change nothing', async () => {
    const { office, carla } = asking
    const request = await askedFor(asking)
    const staff = await new Browser(office.app, office.portal).signIn(office.ada)
    await staff.post(`/people/${carla.shown}/preview`, { reason: 'Looks' })
    const html = await (await staff.get(`/requests/${request}`)).text()
    expect(html).toContain('Your documents')
    const upload = await uploaded(asking.client)
    expect((await answer(staff, request, [upload])).status).toBe(403)
    expect(await stateOf(request)).toBe('open')
  })
})

describe('at one moment', () => {
  it('one file is taken once, of twenty answers that bring it, and one mail tells of it', async () => {
    const { client, office } = asking
    const request = await askedFor(asking)
    const upload = await uploaded(client)
    const told = async () =>
      (await mailsOf(asking)).filter((mail) => mail.includes('answered')).length
    const before = await told()
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => answer(client, request, [upload])),
    )
    const statuses = answers.map(({ status }) => status)
    expect(statuses.filter((status) => status === 200)).toHaveLength(1)
    expect(statuses.filter((status) => status === 422)).toHaveLength(19)
    expect(await filesOf(office.browser, request)).toHaveLength(1)
    expect(await told()).toBe(before + 1)
    // By the page, a press too many is no fault.
    const again = await client.post(`/requests/${request}/answers`, { uploads: upload })
    expect(again.status).toBe(303)
  })

  it('an answer and a withdrawal are one before the other: no file is lost or left between', async () => {
    const { client, office, carla } = asking
    for (let round = 0; round < 8; round++) {
      const request = await askedFor(asking)
      const upload = await uploaded(client)
      const [sent] = await Promise.all([
        answer(client, request, [upload]),
        office.act(withdrawRequest, { request }),
      ])
      expect(await stateOf(request)).toBe('withdrawn')
      const isSent = sent.status === 200
      expect(await filesOf(office.browser, request)).toHaveLength(isSent ? 1 : 0)
      const left = await world.owner(
        'select id from file_uploads where id = $1 and person_id = $2',
        [parseId('upload', upload), carla.id],
      )
      expect(left).toHaveLength(isSent ? 0 : 1)
    }
  })

  it('of those who accept and those who ask again each is answered by what is there', async () => {
    const world = await aWorld()
    const asking = await anAsking(world)
    const { client, office } = asking
    const request = await askedFor(asking)
    await answer(client, request, [await uploaded(client)])
    // They may be told again.
    await world.setClock((await world.now()).add({ hours: 2 }))
    const stateOf = async () => (await shownTo(office.browser, request)).state
    const before = (await mailsOf(asking)).filter((mail) => mail.includes('again')).length
    const tries = Array.from({ length: 6 }, (_, n) =>
      n % 2 === 0
        ? office.act(acceptAnswer, { request })
        : office.act(askAgain, { request, why: 'More' }),
    )
    const done = await Promise.allSettled(tries)
    const again = done.filter(({ status }, n) => n % 2 === 1 && status === 'fulfilled')
    expect(again).toHaveLength(1)
    expect(await stateOf()).toBe('open')
    expect((await mailsOf(asking)).filter((mail) => mail.includes('again'))).toHaveLength(
      before + 1,
    )
  })

  it('one reminder is sent, of any number who come for it, and none where it was withdrawn', async () => {
    const world = await aWorld()
    const asking = await anAsking(world)
    const portal = asking.office.portal.id
    const request = await askedFor(asking)
    await world.setClock('2026-01-12T08:00:00Z')
    const workers = Array.from({ length: 5 }, () => reminderWorker(world.installation))
    const tell = () => perform(world.installation, remind, clockCaller(portal), { request })
    await Promise.all([...workers.map((worker) => worker.run({ portal })), tell(), tell()])
    const reminders = async () =>
      (await mailsOf(asking)).filter((mail) => mail.includes('reminder')).length
    expect(await reminders()).toBe(1)
    await world.setClock('2026-01-20T08:00:00Z')
    await asking.office.act(withdrawRequest, { request })
    await moveTo(world, '2026-01-20T08:00:00Z')
    expect(await reminders()).toBe(1)
  })
})

describe('somebody who is asked', () => {
  it('and is disabled is not reminded until they are enabled; nobody new who is disabled is asked', async () => {
    const world = await aWorld()
    const asking = await anAsking(world)
    const { office, carla } = asking
    await askedFor(asking)
    const person = carla.shown
    await office.act(disablePerson, { person, reason: 'Left us' })
    expect(
      await office.refused(makeRequest, { about: asking.matter, person, what: 'More' }),
    ).toEqual({ code: 'person_disabled', fields: ['person'] })
    await passDays(world, 10)
    await office.act(enablePerson, { person })
    await passDays(world, 10)
    expect(await mailsOf(asking)).toEqual([
      '2026-01-05T10:00 file_requested to Carla',
      '2026-01-19T09:00 file_request_reminder to Carla',
    ])
  })

  it('has what was asked of the card that was merged into theirs', async () => {
    const { office, client, carla } = asking
    const { person: other } = await office.act(createContact, { name: 'Carla S.' })
    const made = await office.api<Shown>('POST', 'requests', {
      about: other,
      person: other,
      what: 'A deed of before',
    })
    expect(made.status).toBe(201)
    await office.act(mergeContacts, { person: carla.shown, other })
    const request = made.body.id
    expect(await shownTo(client, request)).toMatchObject({
      person: carla.shown,
      about: carla.shown,
      what: 'A deed of before',
    })
    expect((await answer(client, request, [await uploaded(client)])).status).toBe(200)
  })

  it('is reminded of nothing while the portal is suspended', async () => {
    const world = await aWorld()
    const asking = await anAsking(world)
    await askedFor(asking)
    const suspend = (status: string) =>
      world.owner(
        `update portals set status = $2, suspended_from = case when $2 = 'suspended' then 'certified_secure' end,
           suspension_cause = case when $2 = 'suspended' then 'nonpayment' end where id = $1`,
        [asking.office.portal.id, status],
      )
    await suspend('suspended')
    await passDays(world, 20)
    expect(await mailsOf(asking)).toHaveLength(1)
    await suspend('certified_secure')
    await passDays(world, 2)
    expect(await mailsOf(asking)).toHaveLength(2)
  })
})

it('is no more than may be: so many open requests, so many files of each', async () => {
  const world = await aWorld({ more: { caps: { openRequests: 2, answerFiles: 2 } } })
  const asking = await anAsking(world)
  const { office, client, matter, carla } = asking
  const request = await askedFor(asking)
  await askedFor(asking)
  const input = { about: matter, person: carla.shown, what: 'One more' }
  expect((await office.refused(makeRequest, input)).code).toBe('too_many_requests')
  const uploads = [await uploaded(client), await uploaded(client), await uploaded(client)]
  expect((await answer(client, request, uploads)).status).toBe(409)
  expect((await answer(client, request, uploads.slice(1))).status).toBe(200)
  expect(answerRequest.right).toBe('files:use')
})
