import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addCaseLabel } from '../../src/cases/index.ts'
import { createKey } from '../../src/identity/index.ts'
import { CAPS } from '../../src/kit/caps.ts'
import { CONSOLE, newId, show } from '../../src/kit/ids.ts'
import { perform, type Caller, type Operation } from '../../src/kit/operation.ts'
import { createContact } from '../../src/people/index.ts'
import { addHost, addPortalWebhook, changeSlug } from '../../src/portals/index.ts'
import { aFirm, type Firm } from '../cases/mass-setting.ts'
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
const madeByStaff = (kind: 'note' | 'company' | 'field' | 'procedure' | 'import'): Attempt => {
  const { operation, input } = MAKING[kind]
  return attempt(operation, staff, (n) => input({ colleague: firm.staff.person! }, n))
}
const KINDS: [kind: string, code: string, Attempt][] = [
  ['notes', 'too_many_notes', madeByStaff('note')],
  ['companies', 'too_many_companies', madeByStaff('company')],
  ['fields', 'too_many_fields', madeByStaff('field')],
  ['procedures', 'too_many_procedures', madeByStaff('procedure')],
  ['uploads', 'too_many_files', madeByStaff('import')],
  [
    'labels',
    'too_many_labels',
    attempt(addCaseLabel as Operation, staff, (n) => ({ kind: 'type', name: `Type ${n}` })),
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
    // A portal begins with an address.
    expect(answers.length - refused.length).toBe(code === 'too_many_hosts' ? MOST - 1 : MOST)
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
    const elsewhere = ['passkeys', 'oldSecrets', 'openRequests', 'answerFiles']
    expect([...KINDS.map(([kind]) => kind), ...elsewhere].toSorted()).toEqual(
      Object.keys(CAPS).toSorted(),
    )
  })
})
