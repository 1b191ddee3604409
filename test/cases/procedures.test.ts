import { beforeAll, describe, expect, it } from 'vitest'
import { MAX_PROCEDURES } from '../../src/cases/procedures/procedure.ts'
import { createProcedure } from '../../src/cases/index.ts'
import { show } from '../../src/kit/ids.ts'
import type { Office } from '../people/people-world.ts'
import {
  aClient,
  aFirm,
  day,
  moveTo,
  opened,
  runsOf,
  written,
} from '../scenarios/procedures-setting.ts'
import { fingerprint } from '../rows.ts'
import { openWorld, type World } from '../world.ts'

let world: World
let firm: Office
beforeAll(async () => {
  world = await openWorld()
  firm = await aFirm(world)
  return () => world.close()
})

const RULES = {
  name: 'Welcome',
  trigger: { on: 'stage_entered', stage: 'Discovery', days: 2 },
  conditions: [
    { about: 'case_type', is: true, value: 'Injury' },
    { about: 'registered', is: false },
  ],
  actions: [
    { do: 'message', subject: 'Hello', body: 'We begin.' },
    { do: 'change_stage', stage: 'Settlement' },
  ],
}

interface Shown {
  id: string
  state: string
  version: number
}

interface Problem {
  errors: { field: string }[]
}

const fieldsIn = ({ body, status }: { body: Problem; status: number }) => [
  status,
  ...body.errors.map(({ field }) => field),
]

const write = async (rules: object = RULES): Promise<Shown> =>
  (await firm.api<Shown>('POST', 'procedures', rules)).body

describe('a procedure', () => {
  it('is shown as it was written, off until it is switched on', async () => {
    const made = await firm.api<Shown>('POST', 'procedures', RULES)
    expect(made.status).toBe(201)
    expect(made.body).toMatchObject({ ...RULES, state: 'off', version: 1 })
    const path = `procedures/${made.body.id}`
    expect((await firm.api<Shown>('POST', `${path}/switch`)).body.state).toBe('on')
    expect((await firm.api('POST', `${path}/switch`)).status).toBe(409)
    expect((await firm.api<Shown>('DELETE', `${path}/switch`)).body.state).toBe('off')
  })

  it('is changed by whoever saw it last, and gone once it is removed, but for its runs', async () => {
    const { id } = await write()
    const path = `procedures/${id}`
    const changed = await firm.api<Shown>('PATCH', path, { name: 'Other', version: 1 })
    expect(changed.body).toMatchObject({ name: 'Other', conditions: RULES.conditions, version: 2 })
    expect((await firm.api('PATCH', path, { name: 'Late', version: 1 })).status).toBe(412)
    expect((await firm.api('DELETE', path)).status).toBe(204)
    expect((await firm.api('PATCH', path, { name: 'Gone' })).status).toBe(404)
    expect((await firm.api<Shown>('GET', path)).body.state).toBe('removed')
    const list = await firm.api<{ procedures: Shown[] }>('GET', 'procedures')
    expect(list.body.procedures.map((one) => one.id)).not.toContain(id)
  })

  it('mentions only what the portal has, and no case where there is none', async () => {
    const refused = async (rules: object) =>
      fieldsIn(await firm.api<Problem>('POST', 'procedures', { ...RULES, ...rules }))
    expect(await refused({ trigger: { on: 'stage_entered', stage: 'Nowhere' } })).toEqual([
      422,
      'trigger.stage',
    ])
    expect(
      await refused({ conditions: [{ about: 'case_type', is: true, value: 'Divorce' }] }),
    ).toEqual([422, 'conditions.0.value'])
    const field = show('field', firm.portal.id)
    expect(
      await refused({ conditions: [{ about: 'field', is: true, field, value: 'x' }] }),
    ).toEqual([422, 'conditions.0.field'])
    const trigger = { on: 'contact_imported' }
    expect(await refused({ trigger })).toEqual([422, 'conditions.0.about'])
    expect(await refused({ trigger, conditions: [] })).toEqual([422, 'actions.1.stage'])
    expect(await refused({ trigger: { on: 'case_opened', days: 366 } })).toEqual([
      422,
      'trigger.days',
    ])
  })

  it('is one of so many, however many are written at once', async () => {
    const office = await aFirm(world, 'busy')
    const one = { name: 'One of many', trigger: { on: 'case_opened' }, actions: [{ do: 'invite' }] }
    for (let n = 0; n < MAX_PROCEDURES - 2; n++) await office.act(createProcedure, one)
    const more = await Promise.all(
      Array.from({ length: 6 }, () => office.api('POST', 'procedures', one)),
    )
    expect(more.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([
      201, 201, 409, 409, 409, 409,
    ])
  })

  it('cannot be told from none by a client, or by another portal', async () => {
    const { id } = await write()
    const other = await aFirm(world, 'other')
    for (const path of [`procedures/${id}`, `procedures/${id}/runs`, `procedures/${id}/trial`])
      expect((await other.api('GET', path)).status).toBe(404)
    expect((await other.api('POST', `procedures/${id}/switch`)).status).toBe(404)
  })
})

interface Tried {
  trials: {
    case: { number: string } | null
    fires: boolean
    why: { code: string } | null
    steps: { do: string; state: string; why: { code: string } | null }[]
  }[]
}

describe('trying a procedure dry', () => {
  it('says what is then done, and writes nothing', async () => {
    const office = await aFirm(world, 'dry')
    const rules = {
      name: 'Invites',
      trigger: { on: 'case_opened' },
      conditions: [{ about: 'case_type', is: true, value: 'Injury' }],
      actions: [{ do: 'invite' }, { do: 'change_stage', stage: 'Discovery' }],
    }
    const procedure = await written(office, rules)
    await opened(office, { client: await aClient(world, office, 'Bea Marsh') })
    await opened(office, { client: await aClient(world, office, 'Carl Weir', true) })
    await opened(office, { type: 'Estate' })
    await opened(office)
    const before = await fingerprint(world, [office.portal.id])
    const { body } = await office.api<Tried>('GET', `procedures/${procedure}/trial`)
    expect(await office.text(`/procedures/${procedure}/trial`)).toContain('Invite Bea Marsh')
    expect(await fingerprint(world, [office.portal.id])).toBe(before)
    const said = body.trials
      .toReversed()
      .map(({ why, steps }) => (why ? why.code : steps.map((step) => step.why?.code ?? step.do)))
    expect(said).toEqual([
      ['invite', 'change_stage'],
      ['registered', 'change_stage'],
      'condition',
      'no_clients',
    ])
    await moveTo(world, day(0))
    expect((await runsOf(world)).filter((run) => run.includes('Invites'))).toEqual([
      'day 0 Invites 1 done | invite Bea done | change_stage done',
      'day 0 Invites 2 done | invite Carl skipped registered | change_stage done',
      'day 0 Invites 3 skipped condition',
      'day 0 Invites 4 skipped no_clients',
    ])
  })

  it('goes through all there is, a page at a time, each client on their own where it is about one', async () => {
    const office = await aFirm(world, 'pages')
    const procedure = await written(office, {
      trigger: { on: 'party_added' },
      actions: [{ do: 'invite' }],
    })
    for (const name of ['A One', 'B Two', 'C Three'])
      await opened(office, { title: name, client: await aClient(world, office, name) })
    const seen: string[] = []
    for (let next: string | null = ''; next !== null;) {
      const page: { body: { trials: { person: { name: string } }[]; next: string | null } } =
        await office.api('GET', `procedures/${procedure}/trial?limit=2${next && `&cursor=${next}`}`)
      seen.push(...page.body.trials.map(({ person }) => person.name))
      next = page.body.next
    }
    expect(seen).toEqual(['C Three', 'B Two', 'A One'])
  })
})

describe('the pages', () => {
  const send = (path: string, form: Record<string, string>) =>
    firm.browser.send(path, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(form).toString(),
    })

  const FORM = {
    name: 'By hand',
    on: 'party_added',
    days: '7',
    about2: 'case_type.not',
    value2: ' estate',
    about3: 'role.lead',
    message: 'on',
    subject: 'Hello',
    body: 'We begin.',
    stage: 'Settlement',
  }

  it('write a procedure with a plain form, and fill it in again to change it', async () => {
    const answer = await send('/procedures', FORM)
    expect(answer.status).toBe(303)
    const at = answer.headers.get('location')!
    const { body } = await firm.api('GET', at.slice(1))
    expect(body).toMatchObject({
      name: 'By hand',
      trigger: { on: 'party_added', days: 7 },
      conditions: [
        { about: 'case_type', is: false, value: 'Estate' },
        { about: 'role', is: true, value: 'lead' },
      ],
      actions: [
        { do: 'message', subject: 'Hello', body: 'We begin.' },
        { do: 'change_stage', stage: 'Settlement' },
      ],
    })
    const page = await firm.text(`${at}/rules`)
    expect(page).toContain('value="case_type.not" selected')
    expect(page).toContain('value="Estate"')
    const changed = await send(`${at}/rules`, {
      name: 'By hand',
      on: 'case_opened',
      invite: 'on',
      version: '1',
    })
    expect(changed.status).toBe(303)
    expect((await firm.api('GET', at.slice(1))).body).toMatchObject({
      trigger: { on: 'case_opened', days: 0 },
      conditions: [],
      actions: [{ do: 'invite' }],
    })
  })

  it('show a form again that says where it is wrong, on the very line', async () => {
    const answer = await send('/procedures', { ...FORM, value2: 'Divorce' })
    expect(answer.status).toBe(422)
    const page = await answer.text()
    expect(page).toContain('href="#f-value2"')
    expect(page).toContain('value="Divorce"')
    const late = await send('/procedures', { ...FORM, days: 'soon' })
    expect(await late.text()).toContain('Days after it: Write a number of days from 0 to 365.')
    const none = await send('/procedures', { name: 'Nothing', on: 'case_opened' })
    expect(await none.text()).toContain('Choose at least one thing to do.')
  })

  it('list runs by outcome, the newest first, a page at a time', async () => {
    const office = await aFirm(world, 'log')
    const procedure = await written(office, {
      name: 'Logged',
      trigger: { on: 'case_opened' },
      conditions: [{ about: 'case_type', is: true, value: 'Injury' }],
      actions: [{ do: 'change_stage', stage: 'Discovery' }],
    })
    for (const type of ['Injury', 'Estate', 'Injury', 'Estate']) {
      await opened(office, { type })
      await moveTo(world, day(0))
    }
    interface Runs {
      runs: { state: string; case: { number: string } }[]
      next: string | null
    }
    const runs = async (query: string) => {
      const { body } = await office.api<Runs>('GET', `procedures/${procedure}/runs?${query}`)
      return { seen: body.runs.map((run) => `${run.case.number} ${run.state}`), next: body.next }
    }
    expect((await runs('state=skipped')).seen).toEqual(['2026-0004 skipped', '2026-0002 skipped'])
    const first = await runs('limit=3')
    expect(first.seen).toHaveLength(3)
    expect((await runs(`limit=3&cursor=${first.next}`)).seen).toEqual(['2026-0001 done'])
    const page = await office.text(`/procedures/${procedure}?state=done`)
    expect(page).toContain('2026-0003')
    expect(page).not.toContain('2026-0004')
    expect(await office.text(`/procedures`)).toContain('Logged')
  })
})
