import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addCaseLabel } from '../../src/cases/index.ts'
import { addFile, addFolder, addVersion, beginUpload } from '../../src/files/index.ts'
import { addStep, startFlow } from '../../src/flows/index.ts'
import { createKey } from '../../src/identity/index.ts'
import { CAPS } from '../../src/kit/caps.ts'
import { CONSOLE, newId, show } from '../../src/kit/ids.ts'
import { perform, type Caller, type Operation } from '../../src/kit/operation.ts'
import {
  changePlan,
  createPlan,
  draftInvoice,
  startSubscription,
} from '../../src/payments/index.ts'
import { createContact } from '../../src/people/index.ts'
import { addHost, addPortalWebhook, changeSlug } from '../../src/portals/index.ts'
import { aFirm, type Firm } from '../cases/mass-setting.ts'
import { sealUploadName } from '../../src/files/uploads/upload.ts'
import { MAKING } from '../two-portals.ts'
import { openWorld, type World } from '../world.ts'

/** Low enough to be reached at once. */
const MOST = 3
const AT_ONCE = 20

let world: World
let firm: Firm
beforeAll(async () => {
  const caps = Object.fromEntries(Object.keys(CAPS).map((kind) => [kind, MOST]))
  world = await openWorld({ more: { caps } })
  firm = await aFirm(world, 0, 'capped')
  await world.owner('delete from case_types where portal_id = $1', [firm.portal])
})
afterAll(() => world.close())

const cli = (portal: string): Caller => ({
  id: 'cli',
  name: 'Operator',
  portal,
  rights: new Set(['partner:manage', 'portal:configure', 'operate', 'key:manage']),
  through: 'cli',
})

type Attempt = (
  n: number,
) => Promise<{ ok: boolean; code?: string; status?: number; said?: string }>

const attempt =
  (operation: Operation, caller: () => Caller, input: (n: number) => unknown): Attempt =>
  async (n) => {
    const result = await perform(world.installation, operation, caller(), input(n))
    return result.ok
      ? { ok: true }
      : { ok: false, code: result.code, status: result.status, said: result.say('en') }
  }

const staff = () => firm.staff
/** What staff make as in any portal of a test. */
const madeByStaff = (
  kind: 'note' | 'company' | 'field' | 'form' | 'procedure' | 'import' | 'flow',
): Attempt => {
  const { operation, input } = MAKING[kind]
  return attempt(operation, staff, (n) => input({ colleague: firm.staff.person! }, n))
}
/** Of those that the portal has by then. */
async function firstPlan(): Promise<string> {
  const [plan] = await world.owner<{ id: string }>(
    'select id from plans where portal_id = $1 order by id limit 1',
    [firm.portal],
  )
  return show('plan', plan!.id)
}
/** A file that one of the staff has sent whole. */
async function anUpload(): Promise<string> {
  const [content, upload] = [newId(), newId()]
  const { portal, staff } = firm
  const key = await world.installation.keys.held(portal)
  await world.owner(
    `insert into file_contents (portal_id, id, store, bytes, made_at) values ($1, $2, 'folder', 0, now())`,
    [portal, content],
  )
  await world.owner(
    `insert into file_uploads (portal_id, id, content_id, person_id, sealed_name, begun_at, arrived_at, expires_at)
     values ($1, $2, $3, $4, $5, now(), now(), now() + interval '1 day')`,
    [portal, upload, content, staff.person, sealUploadName(key, portal, upload, 'x')],
  )
  return show('upload', upload)
}

/** Whom files are about. */
let contact: Promise<string> | undefined
const aContact = () =>
  (contact ??= perform(world.installation, createContact, firm.staff, {
    name: 'Bo',
    email: 'bo@files.example',
  }).then((made) => {
    if (!made.ok) throw new Error(made.code)
    return made.value.person
  }))

/** A file that has its versions. */
let file: Promise<string> | undefined
async function aFile(): Promise<string> {
  const company = newId()
  await world.owner(
    'insert into companies (portal_id, id, name, created_at) values ($1, $2, $3, now())',
    [firm.portal, company, company],
  )
  const input = { about: show('company', company), upload: await anUpload() }
  const made = await perform(world.installation, addFile, firm.staff, input)
  if (!made.ok) throw new Error(made.code)
  await world.owner('delete from companies where id = $1', [company])
  return show('file', made.value.file)
}

/** A flow that is published, made past the cap on flows. */
async function aFlow(): Promise<string> {
  const [flow, step] = [newId(), newId()]
  const name = JSON.stringify({ en: 'Welcome' })
  const title = { en: 'Read' }
  const steps = [
    { id: step, kind: 'watch', title, text: title, link: null, files: [], target: null },
  ]
  await world.owner(
    `insert into flows (portal_id, id, name, mandatory, draft, published, created_at)
     values ($1, $2, $3, false, '[]', null, now())`,
    [firm.portal, flow, name],
  )
  await world.owner(
    `insert into flow_versions (portal_id, flow_id, number, name, mandatory, steps, published_at)
     values ($1, $2, 1, $3, false, $4, now())`,
    [firm.portal, flow, name, JSON.stringify(steps)],
  )
  await world.owner('update flows set published = 1, removed_at = null where id = $1', [flow])
  return flow
}
let stepped: Promise<string> | undefined

const withUpload =
  (operation: Operation, input: () => Promise<Record<string, unknown>>): Attempt =>
  async (n) => {
    const sent = { ...(await input()), upload: await anUpload() }
    return attempt(operation, staff, () => sent)(n)
  }

const KINDS: [kind: string, code: string, Attempt][] = [
  ['notes', 'too_many_notes', madeByStaff('note')],
  ['companies', 'too_many_companies', madeByStaff('company')],
  ['fields', 'too_many_fields', madeByStaff('field')],
  ['forms', 'too_many_forms', madeByStaff('form')],
  ['procedures', 'too_many_procedures', madeByStaff('procedure')],
  ['uploads', 'too_many_files', madeByStaff('import')],
  ['flows', 'too_many_flows', madeByStaff('flow')],
  [
    'flowSteps',
    'too_many_steps',
    async (n) => {
      const flow = show('flow', await (stepped ??= aFlow()))
      const step = { flow, kind: 'watch', title: { en: `Step ${n}` }, text: { en: 'Read' } }
      return attempt(addStep as Operation, staff, () => step)(n)
    },
  ],
  [
    'flowRuns',
    'too_many_flow_runs',
    async (n) => {
      const run = { flow: show('flow', await aFlow()), person: await aContact() }
      return attempt(startFlow as Operation, staff, () => run)(n)
    },
  ],
  [
    'labels',
    'too_many_labels',
    attempt(addCaseLabel as Operation, staff, (n) => ({ kind: 'type', name: `Type ${n}` })),
  ],
  [
    'arrivingFiles',
    'too_many_arriving',
    attempt(beginUpload as Operation, staff, (n) => ({ name: `${n}.txt`, bytes: 1 })),
  ],
  [
    'files',
    'too_many_files',
    withUpload(addFile as Operation, async () => ({ about: await aContact() })),
  ],
  [
    'folders',
    'too_many_folders',
    async (n) => {
      const about = await aContact()
      return attempt(addFolder as Operation, staff, () => ({ about, name: `Letters ${n}` }))(n)
    },
  ],
  [
    'drafts',
    'too_many_drafts',
    async (n) => {
      const person = await aContact()
      return attempt(draftInvoice as Operation, staff, () => ({ person, title: `Draft ${n}` }))(n)
    },
  ],
  [
    'plans',
    'too_many_plans',
    attempt(createPlan as Operation, staff, (n) => ({ name: `Plan ${n}`, amount: '10' })),
  ],
  [
    'planVersions',
    'too_many_plan_versions',
    async (n) => {
      const plan = await firstPlan()
      return attempt(changePlan as Operation, staff, () => ({ plan, amount: `${n + 100}` }))(n)
    },
  ],
  [
    'subscriptions',
    'too_many_subscriptions',
    async (n) => {
      const [plan, person] = [await firstPlan(), await aContact()]
      return attempt(startSubscription as Operation, staff, () => ({ person, plan }))(n)
    },
  ],
  [
    'fileVersions',
    'too_many_versions',
    withUpload(addVersion as Operation, async () => ({ file: await (file ??= aFile()) })),
  ],
  [
    'hosts',
    'too_many_hosts',
    attempt(
      addHost as Operation,
      () => cli(CONSOLE),
      (n) => ({ portal: show('portal', firm.portal), host: `h${n}.harbour.example` }),
    ),
  ],
  [
    'webhooks',
    'webhook_too_many',
    attempt(
      addPortalWebhook as unknown as Operation,
      () => cli(CONSOLE),
      (n) => ({ portal: show('portal', firm.portal), url: `https://93.184.215.14/${n}` }),
    ),
  ],
  [
    'keys',
    'too_many_keys',
    attempt(
      createKey as Operation,
      () => cli(CONSOLE),
      (n) => ({ name: `Key ${n}`, scopes: ['read'] }),
    ),
  ],
]

describe('of each kind there are at most so many', () => {
  it.each(KINDS)('%s: of twenty who ask at once the others are told', async (_, code, ask) => {
    const answers = await Promise.all(Array.from({ length: AT_ONCE }, (_, n) => ask(n)))
    const refused = answers.filter(({ ok }) => !ok)
    expect(new Set(refused.map((answer) => answer.code))).toEqual(new Set([code]))
    expect(refused[0]).toMatchObject({ status: 409 })
    expect(refused[0]!.said).toContain(`${MOST} `)
    // A portal begins with an address, and a file with a version.
    const begun = ['too_many_hosts', 'too_many_versions', 'too_many_plan_versions'].includes(code)
      ? 1
      : 0
    expect(answers.length - refused.length).toBe(MOST - begun)
    expect(await ask(AT_ONCE)).toMatchObject({ ok: false, code })
  })

  it('companies that come with contacts are counted too, and one that is there can be chosen', async () => {
    const contact = (company: string) =>
      perform(world.installation, createContact, firm.staff, {
        name: 'Bo',
        email: `${newId()}@x.example`,
        company,
      })
    expect(await contact('Another')).toMatchObject({
      code: 'too_many_companies',
      fields: [{ field: 'company' }],
    })
    const [{ name } = { name: '' }] = await world.owner<{ name: string }>(
      'select name from companies where portal_id = $1 limit 1',
      [firm.portal],
    )
    expect(await contact(name.toUpperCase())).toMatchObject({ ok: true })
  })

  it('a short name that would be one address more is refused, and one that is had is not', async () => {
    const change = (slug: string) =>
      perform(world.installation, changeSlug, cli(CONSOLE), {
        portal: show('portal', firm.portal),
        slug,
      })
    expect(await change('further')).toMatchObject({
      code: 'too_many_hosts',
      fields: [{ field: 'slug' }],
    })
    expect(await change('capped')).toMatchObject({ ok: true })
  })

  it('a key that is revoked or expired makes room', async () => {
    const ask = KINDS.find(([kind]) => kind === 'keys')![2]
    await world.owner(
      `update api_keys set revoked_at = now() where id = (select min(id::text)::uuid from api_keys)`,
    )
    expect(await ask(30)).toEqual({ ok: true })
    expect(await ask(31)).toMatchObject({ code: 'too_many_keys' })
    await world.owner(`update api_keys set expires_at = '2026-01-01' where revoked_at is null`)
    expect(await ask(32)).toEqual({ ok: true })
  })

  it('is said of every kind in one place, and tried here', () => {
    const elsewhere = [
      'passkeys',
      'flowVersions',
      'oldSecrets',
      'openRequests',
      'answerFiles',
      'shares',
      'toldOfShare',
    ]
    expect([...KINDS.map(([kind]) => kind), ...elsewhere].toSorted()).toEqual(
      Object.keys(CAPS).toSorted(),
    )
  })
})
