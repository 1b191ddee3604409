import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { newId, show } from '../src/kit/ids.ts'
import { certifyPortal } from '../src/portals/index.ts'
import { gatehouse } from './gatehouse.ts'
import { aBilledPartner } from './scenarios/billing-setting.ts'
import { act, aPartner, aPortal } from './scenarios/lifecycle-setting.ts'
import { aWorld } from './world.ts'

const ADVANCES = [
  ['P60D', 'suspended'],
  ['P16D', 'suspended'],
  ['P7D', 'suspended'],
  ['P6D', 'suspended'],
  ['P2D', 'cancelled'],
] as const

describe('the command line', () => {
  it('leads a portal through its whole life', async () => {
    const world = await aWorld({ start: null })
    const cli = (...args: string[]) => gatehouse(world, ...args)
    const status = async () =>
      (await world.owner<{ status: string }>(`select status from portals where slug <> ''`))[0]!
        .status

    const created = await cli(
      ...['portal', 'create', '--name', 'Harbour Law', '--owner-name', 'Ana Ruiz'],
      ...['--owner-email', 'ana@harbour.example', '--json'],
    )
    const id = String(created.json['id'])
    expect(created.json).toMatchObject({ status: 'trial_active', built: true, slug: 'harbour-law' })

    await cli('clock', 'advance', 'P30D')
    expect(await status()).toBe('trial_expired')
    expect((await cli('portal', 'certify', id, '--json')).json['status']).toBe('certified_secure')
    expect((await cli('portal', 'suspend', id, '--cause', 'unpaid', '--json')).json['status']).toBe(
      'suspended',
    )
    expect((await cli('portal', 'unsuspend', id, '--cause', 'paid', '--json')).json['status']).toBe(
      'certified_secure',
    )
    await cli('portal', 'suspend', id, '--cause', 'requested', '--note', 'Closing down')

    let warnings = 0
    for (const [advance, after] of ADVANCES) {
      await cli('clock', 'advance', advance)
      expect(await status(), advance).toBe(after)
      const [row] = await world.owner<{ n: number }>(
        `select count(*)::int as n from events where name = 'portal.warn'`,
      )
      if (after === 'suspended') expect(row!.n, advance).toBe(++warnings)
    }
    const refused = await cli('portal', 'certify', id)
    expect(refused).toMatchObject({ code: 1 })
    expect(refused.said).toMatch(/cancelled/)
    expect((await cli('portal', 'show', id, '--json')).json).toMatchObject({
      status: 'cancelled',
      name: '',
    })
    expect((await cli('audit', 'verify', '--json')).json).toMatchObject({
      verified: true,
      findings: [],
    })
  })

  it('says which field is wrong, and ends with 1', async () => {
    const world = await aWorld({ start: null })
    const refused = await gatehouse(
      world,
      ...['portal', 'create', '--name', 'X', '--owner-name', 'Ana', '--owner-email', 'nobody'],
    )
    expect(refused.code).toBe(1)
    expect(refused.said).toMatch(/owner\.email: Enter an e-mail address/)
    expect((await gatehouse(world, 'clock', 'advance', 'yesterday')).said).toMatch(
      /advance: Enter a length of time/,
    )
  })

  it('adds a partner, sets its price and shows both', async () => {
    const world = await aWorld({ start: null })
    const cli = (...args: string[]) => gatehouse(world, ...args, '--json')
    const added = await cli('partner', 'create', '--name', 'Lighthouse', '--reference', 'LH-1')
    const id = String(added.json['id'])
    expect(added.json).toMatchObject({ name: 'Lighthouse', reference: 'LH-1', price: null })
    await cli('partner', 'price', id, '--amount', '9.50', '--currency', 'EUR')
    const shown = { id, portals: 0, price: { amount: '9.50', currency: 'EUR' } }
    expect((await cli('partner', 'list')).json).toMatchObject({ partners: [shown], next: null })
    expect((await cli('partner', 'show', id)).json).toMatchObject(shown)
    expect(await cli('partner', 'show', show('partner', newId()))).toMatchObject({
      code: 1,
      said: expect.stringMatching(/There is no partner prt_/) as unknown,
    })
    const refused = await cli('partner', 'price', id, '--amount', '9.505', '--currency', 'EUR')
    expect(refused.code).toBe(1)
    expect(refused.said).toMatch(/amount: /)
  })

  it('issues what has fallen due once, and lists and shows it', async () => {
    const world = await aWorld()
    const partner = await aBilledPartner(world)
    const other = await aPartner(world, 'Other')
    const { portal } = await aPortal(world, { partner })
    await act(world, certifyPortal, { portal })
    const cli = (...args: string[]) => gatehouse(world, 'report', ...args, '--json')
    await world.setClock('2026-02-01T00:10:00Z')
    // The job that does it every minute may have been quicker.
    for (let times = 0; times < 2; times++)
      expect((await cli('issue')).json).toMatchObject({ failed: 0 })
    const { reports } = (await cli('list', partner)).json as { reports: { id: string }[] }
    const sums = { month: '2026-01', version: 1, total: { minor: 1250, currency: 'EUR' } }
    expect(reports).toMatchObject([{ partner, ...sums }])
    const { id } = reports[0]!
    expect((await cli('show', id, '--partner', partner)).json).toMatchObject({
      id,
      ...sums,
      lines: [{ portal: { id: portal }, persons: [{ name: 'Ada Okoye' }] }],
    })
    const foreign = await cli('show', id, '--partner', other)
    expect(foreign.code).toBe(1)
    expect(foreign.said).toContain(`That partner has no report ${id}.`)
  })

  it('does in a portal what its pages and the API do, and says how when it is typed wrong', async () => {
    const world = await aWorld()
    await aPortal(world, { name: 'Harbour Law', slug: 'harbour-law' })
    const cli = (...args: string[]) => gatehouse(world, 'case-label', ...args)
    const advice = ['--portal', 'harbour-law', '--kind', 'type', '--name', 'Advice']
    const { said, code } = await cli('add', ...advice)
    expect([code, said]).toEqual([0, expect.stringMatching(/^types:\nname .*Advice/s)])
    const { json } = await cli('list', '--portal', 'harbour-law', '--json')
    expect(json['types']).toContainEqual({ name: 'Advice', cases: 0 })
    expect(await cli('add', ...advice)).toMatchObject({ code: 1 })
    const wrong = await cli('add', ...advice.with(3, 'colour'))
    expect(wrong.code).toBe(2)
    expect(wrong.said).toContain('Allowed choices are type, stage.')
    const [line] = await world.owner(
      `select actor, through from audit_lines where operation = 'case_label.add'`,
    )
    expect(line).toEqual({ actor: 'cli', through: 'cli' })
  })

  it('makes no database where there is none, and says how one is named', async () => {
    const data = await mkdtemp(join(tmpdir(), 'gatehouse-nothing-'))
    onTestFinished(() => rm(data, { recursive: true }))
    const bare = { ownerUrl: '', data, masterKey: Buffer.alloc(0) }
    const { code, said } = await gatehouse(bare, 'partner', 'list')
    expect([code, said]).toEqual([1, expect.stringContaining('Name its folder by GATEHOUSE_DATA')])
    expect(await readdir(data)).toEqual(['last-failure.txt'])
  })

  it('makes a key that the API takes, and names who made it in the audit trail', async () => {
    const world = await aWorld({ start: null })
    const made = await gatehouse(
      world,
      'key',
      'create',
      '--name',
      'Mine',
      '--scopes',
      'read',
      '--json',
    )
    expect(made.json['secret']).toMatch(/^key_\w{26}\.[\w-]{43}$/)
    const [line] = await world.owner('select actor, operation from audit_lines')
    expect(line).toEqual({ actor: 'cli', operation: 'key.create' })
  })
})
