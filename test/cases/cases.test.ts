import { beforeAll, describe, expect, it } from 'vitest'
import {
  addCaseLabel,
  addParty,
  changeCaseDetails,
  enterStage,
  openCase,
  removeCaseLabel,
  removeParty,
  renameCaseLabel,
} from '../../src/cases/index.ts'
import { matchesIdentityCheck } from '../../src/identity/identity-checks/queries.ts'
import { REGISTRATION_STATES } from '../../src/identity/index.ts'
import { parseId, show } from '../../src/kit/ids.ts'
import { newToken } from '../../src/kit/tokens.ts'
import { aPerson, aPortal, Browser, type Someone } from '../identity/identity-world.ts'
import { anOffice, type Office } from '../people/people-world.ts'
import { openWorld, START, type World } from '../world.ts'

let world: World
let office: Office

beforeAll(async () => {
  world = await openWorld()
  office = await anOffice(world)
  return () => world.close()
})

interface Shown {
  id: string
  number: string
  title: string
  stage: string | null
  type: string | null
  version: number
  closedOn: string | null
  parties: { person: string; name: string; side: string; registration: string }[]
  clients: number
  registered: number
}

const atOnce = <T>(count: number, work: (i: number) => Promise<T>) =>
  Promise.all(Array.from({ length: count }, (_, i) => work(i)))

const open = async (input: object = {}, at = office) => {
  const { status, body } = await at.api<Shown>('POST', 'cases', { title: 'Roe', ...input })
  expect(status, JSON.stringify(body)).toBe(201)
  return body
}
const aContact = (name: string, at = office, more: object = {}) =>
  aPerson(world, at.portal.id, { name, kind: 'contact', activated: false, ...more })

/** The codes of those that were refused, of many at once. */
const statuses = (answers: { status: number }[]) =>
  answers.map(({ status }) => status).toSorted((one, other) => one - other)

const eventsOf = async (shown: string, name: string) =>
  (
    await world.owner<{ data: Record<string, unknown> }>(
      'select data from events where subject = $1 and name = $2',
      [shown, name],
    )
  ).map(({ data }) => data)

describe('a case’s number', () => {
  it('is the next of its year, each taken once and none passed over, of fifty opened at once', async () => {
    const own = await anOffice(world, 'numbers')
    const opened = await atOnce(50, () => open({ openedOn: '2026-01-05' }, own))
    const expected = Array.from({ length: 50 }, (_, i) => `2026-${String(i + 1).padStart(4, '0')}`)
    expect(opened.map(({ number }) => number).toSorted()).toEqual(expected)
  })

  it('counts each year for itself, and passes over what was given by hand', async () => {
    const own = await anOffice(world, 'years')
    await open({ number: '2025-0002' }, own)
    for (const number of ['2025-0001', '2025-0003'])
      expect((await open({ openedOn: '2025-06-01' }, own)).number).toBe(number)
    expect((await open({}, own)).number).toBe('2026-0001')
  })

  it('is not used up by what was refused', async () => {
    const own = await anOffice(world, 'refused')
    await open({}, own)
    expect(await own.refused(openCase, { title: 'Roe', type: 'Unheard of' })).toEqual({
      code: 'no_such_type',
      fields: ['type'],
    })
    expect((await open({}, own)).number).toBe('2026-0002')
  })

  it('is given to one of twenty who want it at once, however they write it', async () => {
    const answers = await atOnce(20, (i) =>
      office.api('POST', 'cases', { title: 'Roe', number: i % 2 ? 'AB  7' : 'ab 7' }),
    )
    expect(statuses(answers)).toEqual([201, ...Array.from({ length: 19 }, () => 409)])
    const refused = answers.find(({ status }) => status === 409)!
    expect(refused.body).toMatchObject({ code: 'number_taken', errors: [{ field: 'number' }] })
  })

  it('is not changed to another’s, of many at once', async () => {
    const cases = await atOnce(6, () => open())
    const answers = await Promise.all(
      cases.map(({ id }) => office.api('PATCH', `cases/${id}`, { number: 'Wanted' })),
    )
    expect(statuses(answers)).toEqual([200, 409, 409, 409, 409, 409])
  })
})

describe('a case', () => {
  it('begins in the first stage, with the usual types and stages where a portal had none', async () => {
    const own = await anOffice(world, 'first')
    const answers = await atOnce(5, () => open({}, own))
    expect(new Set(answers.map(({ stage }) => stage))).toEqual(new Set(['Intake']))
    const { body } = await own.api<{ stages: { name: string; cases: number }[] }>(
      'GET',
      'case-labels',
    )
    expect(body.stages).toEqual([
      { name: 'Intake', cases: 5 },
      { name: 'Under way', cases: 0 },
      { name: 'Waiting', cases: 0 },
      { name: 'Closing', cases: 0 },
    ])
  })

  it('enters a stage once, however many ask for it at once, and says so in one event', async () => {
    const { id } = await open()
    const answers = await atOnce(10, () =>
      office.api('POST', `cases/${id}/stage`, { stage: 'Waiting' }),
    )
    expect(statuses(answers)).toEqual([200, ...Array.from({ length: 9 }, () => 409)])
    expect(await eventsOf(id, 'case.enter_stage')).toEqual([
      { case: id, stage: 'Waiting', from: 'Intake', type: null },
    ])
  })

  it('is not changed by whoever saw an earlier version', async () => {
    const { id, version } = await open()
    await office.act(enterStage, { case: id, stage: 'Closing' })
    const stale = { 'if-match': `"${version}"` }
    for (const [method, path, body] of [
      ['PATCH', '', { title: 'Late' }],
      ['POST', '/stage', { stage: 'Waiting' }],
      ['POST', '/closing', {}],
      ['POST', '/parties', { person: show('person', office.ada.id), side: 'client' }],
    ] as const)
      expect(await office.api(method, `cases/${id}${path}`, body, stale), path).toMatchObject({
        status: 412,
        body: { code: 'changed_meanwhile' },
      })
    const form = { version: String(version), number: 'X', title: 'Late', type: '' }
    const page = await office.browser.post(`/cases/${id}/facts`, form)
    expect(page.status).toBe(412)
    expect(await page.text()).toContain('Load it again')
  })

  it('is closed and reopened, and enters no stage in between', async () => {
    const { id } = await open({ openedOn: '2026-01-03' })
    const closing = (body: object) => office.api<Shown>('POST', `cases/${id}/closing`, body)
    expect(await closing({ closedOn: '2026-01-02' })).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'closedOn' }] },
    })
    expect((await closing({})).body.closedOn).toBe('2026-01-05')
    expect((await closing({})).status).toBe(409)
    expect(await office.refused(enterStage, { case: id, stage: 'Waiting' })).toMatchObject({
      code: 'case_closed',
    })
    expect(
      await office.refused(changeCaseDetails, { case: id, openedOn: '2026-02-01' }),
    ).toMatchObject({ fields: ['openedOn'] })
    const again = await office.api<Shown>('DELETE', `cases/${id}/closing`)
    expect(again.body).toMatchObject({ closedOn: null, stage: 'Intake' })
  })
})

describe('a party', () => {
  const knows = (who: Someone, number: string) =>
    world.installation.db.read({ portal: office.portal.id }, (tx) =>
      matchesIdentityCheck(
        tx,
        world.installation.keys,
        { portal: office.portal.id, person: who.id, fact: 'case_number' },
        number,
      ),
    )

  it('is added once of ten times at once, and heard of once', async () => {
    const { id } = await open()
    const carla = await aContact('Carla')
    const answers = await atOnce(10, () =>
      office.api('POST', `cases/${id}/parties`, { person: carla.shown, side: 'client' }),
    )
    expect(statuses(answers)).toEqual([201, ...Array.from({ length: 9 }, () => 409)])
    expect(await eventsOf(id, 'case.add_party')).toEqual([
      { case: id, person: carla.shown, side: 'client', stage: 'Intake', type: null },
    ])
  })

  it('whom a case is opened for is heard of like any other', async () => {
    const dora = await aContact('Dora')
    const { id, number, parties } = await open({ client: dora.shown })
    expect(parties).toMatchObject([{ person: dora.shown, side: 'client' }])
    expect(await eventsOf(id, 'case.add_party')).toMatchObject([{ person: dora.shown }])
    expect(await knows(dora, number)).toBe(true)
  })

  it('on the client’s side may state the number of the case, as it is now and as long as they are one', async () => {
    const [edna, finn] = [await aContact('Edna'), await aContact('Finn')]
    const { id, number } = await open({ client: edna.shown })
    await office.act(addParty, { case: id, person: finn.shown, side: 'other' })
    expect([await knows(edna, number), await knows(finn, number)]).toEqual([true, false])
    await office.act(changeCaseDetails, { case: id, number: 'Roe  Two' })
    expect([await knows(edna, number), await knows(edna, 'roe two')]).toEqual([false, true])
    await office.act(removeParty, { case: id, person: edna.shown })
    expect(await knows(edna, 'roe two')).toBe(false)
    expect((await office.api('DELETE', `cases/${id}/parties/${edna.shown}`)).status).toBe(404)
  })

  it('is a contact of this portal', async () => {
    const { id } = await open()
    const other = await aPortal(world, { slug: 'elsewhere' })
    const stranger = await aPerson(world, other.id, { name: 'Gil', kind: 'contact' })
    for (const person of [stranger.shown, office.ada.shown])
      expect(await office.refused(addParty, { case: id, person, side: 'client' })).toEqual({
        code: 'no_such_contact',
        fields: ['person'],
      })
  })
})

describe('types and stages', () => {
  it('are renamed with every case that has them', async () => {
    const own = await anOffice(world, 'renamed')
    const { id } = await open({}, own)
    await own.act(renameCaseLabel, { kind: 'stage', name: 'Intake', to: 'New matter' })
    expect((await own.api<Shown>('GET', `cases/${id}`)).body.stage).toBe('New matter')
    expect(
      await own.refused(renameCaseLabel, { kind: 'stage', name: 'Waiting', to: 'new MATTER' }),
    ).toEqual({ code: 'label_taken', fields: ['to'] })
    expect(await own.refused(addCaseLabel, { kind: 'stage', name: 'waiting' })).toEqual({
      code: 'label_taken',
      fields: ['name'],
    })
  })

  it('stand in the order they were put in', async () => {
    const own = await anOffice(world, 'ordered')
    await own.browser.post('/settings/cases/start')
    const move = { kind: 'stage', name: 'Closing', position: '1' }
    expect((await own.browser.post('/settings/cases/position', move)).status).toBe(303)
    expect((await open({}, own)).stage).toBe('Closing')
    expect(await own.text('/settings/cases')).toMatch(/Closing[^]*Intake[^]*Under way[^]*Waiting/)
  })

  it('are removed where no case has them, and not from under one that is being opened', async () => {
    const own = await anOffice(world, 'removed')
    await open({ type: 'Advice' }, own)
    expect(await own.refused(removeCaseLabel, { kind: 'type', name: 'Advice' })).toMatchObject({
      code: 'label_used',
    })
    const opening = atOnce(5, () =>
      own.api<Shown>('POST', 'cases', { title: 'Roe', type: 'Dispute' }),
    )
    const [removal] = await Promise.all([
      own.api('POST', 'case-labels/removal', { kind: 'type', name: 'Dispute' }),
      opening,
    ])
    const opened = (await opening).filter(({ status }) => status === 201)
    // Whichever came first: cases and the type, or neither.
    expect(removal.status).toBe(opened.length > 0 ? 409 : 200)
    expect((await opening).every(({ status }) => status === 201 || status === 422)).toBe(true)
  })
})

describe('case browse', () => {
  let own: Office
  const STATES = [
    'not_invited',
    'invited',
    'expired',
    'used_up',
    'registered',
    'locked',
    'disabled',
  ] as const
  beforeAll(async () => {
    own = await anOffice(world, 'browse')
    for (const [i, state] of STATES.entries()) {
      const who = await aContact(`Client ${state}`, own, {
        activated: ['registered', 'locked'].includes(state),
        email: `c${i}@example.com`,
      })
      await put(who, state)
      await open(
        { title: `Matter ${i}`, client: who.shown, openedOn: `2026-01-0${1 + (i % 3)}` },
        own,
      )
    }
  })

  async function put(who: Someone, state: string): Promise<void> {
    const change = (sql: string) => world.owner(`update persons set ${sql} where id = $1`, [who.id])
    if (state === 'locked') await change(`locked_until = '2026-01-05T10:00:00Z'`)
    if (state === 'disabled') await change(`disabled_at = now(), disabled_reason = 'Left'`)
    if (['invited', 'expired', 'used_up'].includes(state))
      await world.owner(
        `insert into tokens (portal_id, hash, purpose, person_id, issued_at, expires_at, retired_at)
         values ($1, $2, 'activation', $3, $4, $4::timestamptz + $5::interval, $6)`,
        [
          ...[own.portal.id, newToken().hash, who.id, START],
          state === 'expired' ? '0 hours' : '1 hour',
          state === 'used_up' ? START : null,
        ],
      )
  }

  const list = async (query = '') =>
    (await own.api<{ cases: Shown[]; next: string | null }>('GET', `cases?${query}`)).body

  it('finds the cases of clients in each state of registration, and shows that state', async () => {
    expect([...STATES]).toEqual([...REGISTRATION_STATES])
    for (const state of STATES) {
      const { cases } = await list(`registration=${state}`)
      expect(cases.map(({ parties }) => parties.map(({ registration }) => registration))).toEqual([
        [state],
      ])
      expect(cases[0]!.parties[0]!.name).toBe(`Client ${state}`)
    }
  })

  it('searches number, title and parties, and narrows by type, stage, and open or closed', async () => {
    const titles = async (query: string) => (await list(query)).cases.map(({ title }) => title)
    expect(await titles('search=client+EXP')).toEqual(['Matter 2'])
    expect(await titles('search=atter+4')).toEqual(['Matter 4'])
    expect(await titles('search=2026-0001')).toEqual(['Matter 0'])
    expect(await titles('search=100%25')).toEqual([])
    const { cases } = await list('search=Matter+6')
    await own.act(enterStage, { case: cases[0]!.id, stage: 'Waiting' })
    expect(await titles('stage=Waiting')).toEqual(['Matter 6'])
    expect(await titles('type=Advice')).toEqual([])
    await own.api('POST', `cases/${cases[0]!.id}/closing`, {})
    expect(await titles('state=closed')).toEqual(['Matter 6'])
    expect(await titles('state=open&sort=title')).toHaveLength(6)
    await own.api('DELETE', `cases/${cases[0]!.id}/closing`)
  })

  it.each(['opened', '-opened', 'number', '-number', 'title', '-title'])(
    'goes through every case once, in the order of %s, forwards and back',
    async (sort) => {
      const all = (await list(`sort=${sort}&limit=200`)).cases.map(({ id }) => id)
      expect(all).toHaveLength(7)
      const paged: string[] = []
      for (let cursor = ''; ;) {
        const { cases, next } = await list(`sort=${sort}&limit=2${cursor && `&cursor=${cursor}`}`)
        paged.push(...cases.map(({ id }) => id))
        if (!next) break
        cursor = next
      }
      expect(paged).toEqual(all)
      // What ends a page of three begins the one before of two.
      const { next } = await list(`sort=${sort}&limit=3`)
      const back = await own.text(`/cases?sort=${sort}&before=${next}`)
      expect([...back.matchAll(/href="\/cases\/(cas_\w+)"/g)].map(([, id]) => id)).toEqual(
        all.slice(0, 2),
      )
    },
  )

  it('is a file with the same filter, all of it', async () => {
    const answer = await own.browser.get('/cases?format=csv&registration=locked')
    const lines = (await answer.text()).trim().split('\r\n')
    expect(lines).toHaveLength(2)
    expect(lines[1]).toContain('Client locked,,2026-01-03,,1/1,Locked')
  })

  it('takes what cannot be read in its address for not asked', async () => {
    expect(await own.text('/cases?registration=nonsense&sort=x&after=cas_0&search=%00')).toContain(
      '7 cases',
    )
  })
})

describe('the pages of a case', () => {
  it('lead from opening it to a client who is shown with all that is known of their registration', async () => {
    const hana = await aContact('Hana Moor')
    const opening = await office.text(`/cases/new?client=${hana.shown}`)
    expect(opening).toContain('For Hana Moor')
    const form = { title: 'Moor <b>and</b> Weir', type: 'Dispute', stage: '', openedOn: '' }
    const opened = await office.browser.post('/cases', { ...form, number: '', client: hana.shown })
    const at = opened.headers.get('location')!
    const page = await office.text(at)
    expect(page).toContain('Moor &lt;b&gt;and&lt;/b&gt; Weir')
    expect(page).toContain('Move to Under way')
    await office.browser.post(`${at}/stage`, { stage: 'Under way' })
    await office.browser.post(`${at}/notes`, { body: 'Called her at noon.' })
    const moved = await office.text(at)
    expect(moved).toContain('Intake → Under way')
    expect(moved).toContain('Called her at noon.')
    const portal = await office.text(`${at}/client-portal`)
    for (const said of ['Hana Moor', 'Token active', 'Bad login attempts', 'Last IP address'])
      expect(portal).toContain(said)
    expect(await office.text(`/contacts/${hana.shown}`)).toContain(`href="${at}"`)
    const answer = await office.browser.post(`${at}/parties/${hana.shown}/removal`)
    expect(answer.status).toBe(303)
    expect(await office.text(`${at}/client-portal`)).toContain('This case has no client yet')
  })

  it('show the parties of a case of thousands a page at a time, and find one by name', async () => {
    const own = await anOffice(world, 'class-action')
    const { id } = await open({}, own)
    // All added in the same instant: the place in the list is not in the time alone.
    await world.owner(
      `with added as (insert into persons (portal_id, id, kind, contact_role, name, email, seat, created_at)
         select $1, gen_random_uuid(), 'contact', 'client', 'Plaintiff ' || n, 'p' || n || '@many.example', 'guest',
           '2026-01-01' from generate_series(1, 2100) n returning id, name)
       insert into case_parties select $1, $2, id,
         case when name = 'Plaintiff 7' then 'other' else 'client' end, '2026-01-01' from added`,
      [own.portal.id, parseId('case', id)],
    )
    const clients = async (page: string) => {
      const html = await own.text(page)
      return {
        names: [...html.matchAll(/>(Plaintiff \d+)<\/a>/g)].map(([, name]) => name!),
        next: /rel="next" href="([^"]+)"/.exec(html)?.[1]?.replaceAll('&amp;', '&'),
        previous: /rel="prev" href="([^"]+)"/.exec(html)?.[1]?.replaceAll('&amp;', '&'),
        html,
      }
    }
    const tab = `/cases/${id}/client-portal`
    const pages = [await clients(tab)]
    while (pages.at(-1)!.next) pages.push(await clients(pages.at(-1)!.next!))
    const all = pages.flatMap(({ names }) => names)
    expect([pages.length, all.length, new Set(all).size]).toEqual([42, 2099, 2099])
    expect((await clients(pages[2]!.previous!)).names).toEqual(pages[1]!.names)
    const found = await clients(`${tab}?search=p77%40many`)
    expect(found.names).toEqual(['Plaintiff 77'])
    // What is done on a page leads back to that page.
    const disabling = /href="([^"]*disabling[^"]*)"/.exec(pages[1]!.html)![1]!
    const address = new URL(disabling.replaceAll('&amp;', '&'), 'http://portal.example')
    const back = address.searchParams.get('back')!
    const done = await own.browser.post(address.pathname, { reason: 'Moving', back })
    expect(done.headers.get('location')).toBe(pages[0]!.next)
    const [first] = (await own.api<Shown>('GET', `cases/${id}`)).body.parties
    expect(first!.name).toBe(pages[0]!.names[0])
    expect((await own.api<Shown>('GET', `cases/${id}`)).body).toMatchObject({
      parties: { length: 50 },
      clients: 2099,
      others: 1,
      registered: 0,
    })
    interface Listed {
      parties: { name: string }[]
      next: string | null
    }
    const listed: string[] = []
    for (let cursor: string | null = ''; cursor !== null;) {
      const path: string = `cases/${id}/parties?limit=200${cursor && `&cursor=${cursor}`}`
      const { body }: { body: Listed } = await own.api<Listed>('GET', path)
      listed.push(...body.parties.map(({ name }) => name))
      cursor = body.next
    }
    expect(listed).toEqual([...all, 'Plaintiff 7'])
    expect(await own.text('/cases')).toContain('0 of 2,099')
  })

  it('are not there for clients', async () => {
    const ivo = await aPerson(world, office.portal.id, { name: 'Ivo', kind: 'contact' })
    const { id } = await open({ client: ivo.shown })
    const his = await new Browser(office.app, office.portal).signIn(ivo)
    for (const path of ['/cases', `/cases/${id}`, `/cases/${id}/client-portal`, '/settings/cases'])
      expect((await his.get(path)).status, path).toBe(404)
    expect([403, 404]).toContain((await his.get(`/api/v1/cases/${id}`)).status)
    expect(await (await his.get('/')).text()).not.toContain('/cases')
  })

  it('say that another portal’s case is not there', async () => {
    const own = await anOffice(world, 'stranger')
    const { id } = await open()
    expect((await own.browser.get(`/cases/${id}`)).status).toBe(404)
    expect(await own.refused(enterStage, { case: id, stage: 'Waiting' })).toMatchObject({
      code: 'not_found',
    })
    expect(parseId('case', id) && show('case', parseId('case', id)!)).toBe(id)
  })
})
