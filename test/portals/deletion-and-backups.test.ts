import { rm, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createApp } from '../../src/app.tsx'
import { open as unseal, seal } from '../../src/kit/crypto.ts'
import { mailbox } from '../../src/kit/mail.ts'
import { CONSOLE } from '../../src/kit/ids.ts'
import { perform } from '../../src/kit/operation.ts'
import {
  cancelPortal,
  certifyPortal,
  compareKeys,
  deleteAgain,
  deletionCertificate,
  resumeUnfinished,
  suspendPortal,
  sweep,
  unsuspendPortal,
} from '../../src/portals/index.ts'
import { refusedPortals } from '../../src/portals/refused/queries.ts'
import { aRestorable, type Restorable } from './restorable.ts'
import {
  aConsolePerson,
  act,
  aPortal,
  operator,
  type APortal,
} from '../scenarios/lifecycle-setting.ts'
import type { World } from '../world.ts'

const BACKUP = Temporal.Instant.from('2026-02-10T09:00:00Z')
const DELETED = Temporal.Instant.from('2026-03-03T10:00:00Z')
const RESTORED = Temporal.Instant.from('2026-05-20T08:00:00Z')
const SEALED = { portal: '', table: 'test', row: '1', column: 'x' }

interface Story {
  restorable: Restorable
  portal: APortal
  /** Sealed under the portal's key before it was deleted. */
  sealed: Buffer
}

/** A certified portal is backed up, and three weeks later deleted; the installation then stands still. */
async function aDeletedPortalWithABackup(): Promise<Story> {
  const restorable = await aRestorable()
  const world = await restorable.start()
  await aConsolePerson(world, { kind: 'operator', email: 'op@gate.example' })
  const portal = await aPortal(world, { slug: 'harbour' })
  await act(world, certifyPortal, { portal: portal.portal })
  const key = await world.installation.keys.held(portal.id)
  const sealed = seal(key, { ...SEALED, portal: portal.id }, 'who said what')
  await world.setClock(BACKUP)
  // Waits in the backup, and would go out by itself.
  await world.owner(`update mails set state = 'queued' where portal_id = $1`, [portal.id])
  await world.owner(
    `insert into pgboss.job (name, data) select 'mail', jsonb_build_object('portal', portal_id, 'mail', id)
     from mails where portal_id = $1`,
    [portal.id],
  )
  await restorable.stop()
  await restorable.backup()
  const before = await restorable.start()
  await before.setClock(DELETED)
  await act(before, suspendPortal, { portal: portal.portal, cause: 'requested' })
  await act(before, cancelPortal, { portal: portal.portal, name: 'Harbour Law' })
  await before.drain()
  await restorable.stop()
  return { restorable, portal, sealed }
}

const answered = async (world: World, host: string) => {
  const response = await createApp(world.installation).request(`http://${host}:3000/sign-in`, {
    headers: { host: `${host}:3000` },
  })
  return { status: response.status, text: (await response.text()).replaceAll(host, 'HOST') }
}

const refused = ({ installation }: World) =>
  installation.db.read('installation', (tx) => refusedPortals(tx))

const toOperators = async (world: World) =>
  (await mailbox(world.installation, CONSOLE)).filter(({ to }) => to === 'op@gate.example')

const WAYS = [
  ['database alone', ['database'], 'database'],
  ['database and key store', ['database', 'keys'], 'database_and_keys'],
] as const

describe.each(WAYS)('a deleted portal whose backup is restored, of the %s', (_, what, restored) => {
  it('is refused at the start, its operator told how it came back, and nothing of it runs', async () => {
    const { restorable, portal } = await aDeletedPortalWithABackup()
    for (const one of what) await restorable.restore(one)
    const world = await restorable.start()
    await world.setClock(RESTORED)
    await compareKeys(world.installation)

    expect(await answered(world, portal.host)).toEqual(await answered(world, 'nowhere.localhost'))
    expect(await refused(world)).toMatchObject([
      { id: portal.id, why: 'deleted', restored, deletedAt: DELETED, foundAt: RESTORED },
    ])
    await world.drain()
    const [mail, ...more] = await toOperators(world)
    expect(mail).toMatchObject({ kind: 'portal_returned' })
    expect(mail!.text).toContain(portal.host)
    expect(mail!.text).toMatch(what.length > 1 ? /database and the key store/ : /of the database/)
    expect(more).toEqual([])
    // Its key is destroyed, also the one that came back.
    expect(await world.installation.keys.isDestroyed(portal.id)).toBe(true)
    await expect(world.installation.keys.held(portal.id)).rejects.toThrow('was deleted')

    // Nothing of it runs, and it is billed to the day it was deleted and no further.
    await sweep(world.installation)
    expect(
      await world.owner(`select state from mails where portal_id = $1 and state <> 'queued'`, [
        portal.id,
      ]),
    ).toEqual([])
    expect(
      await world.owner('select from portal_timers where portal_id = $1', [portal.id]),
    ).toEqual([])
    expect(await world.owner('select from sessions where portal_id = $1', [portal.id])).toEqual([])
    const [last] = await world.owner(
      `select from_status, to_status, at, cause from portal_status_changes where portal_id = $1
       order by seq desc limit 1`,
      [portal.id],
    )
    expect(last).toEqual({
      from_status: 'certified_secure',
      to_status: 'cancelled',
      at: DELETED,
      cause: 'returned',
    })
    expect(
      await perform(world.installation, unsuspendPortal, operator, { portal: portal.portal }),
    ).toMatchObject({ ok: false, status: 409 })
  })

  it('is refused when it is first asked for, too, whichever way', async () => {
    const { restorable, portal } = await aDeletedPortalWithABackup()
    for (const one of what) await restorable.restore(one)
    const world = await restorable.start()
    const nowhere = await answered(world, 'nowhere.localhost')
    const all = await Promise.all(Array.from({ length: 8 }, () => answered(world, portal.host)))
    for (const one of all) expect(one).toEqual(nowhere)
    expect(await refused(world)).toMatchObject([{ id: portal.id, why: 'deleted', restored }])
    await world.drain()
    expect(await toOperators(world)).toHaveLength(1)
  })

  it('keeps its rows until the operator has them deleted again, and then certifies that', async () => {
    const { restorable, portal } = await aDeletedPortalWithABackup()
    for (const one of what) await restorable.restore(one)
    const world = await restorable.start()
    await compareKeys(world.installation)
    await resumeUnfinished(world.installation)
    await world.drain()
    const people = () => world.owner('select from persons where portal_id = $1', [portal.id])
    expect(await people()).toHaveLength(1)

    await act(world, deleteAgain, { portal: portal.portal })
    // The queue's job is lost with the process; the next start finds what is left.
    await world.owner(`delete from pgboss.job where name = 'delete_portal'`)
    await resumeUnfinished(world.installation)
    await world.drain()
    expect(await people()).toEqual([])
    expect(await refused(world)).toEqual([])
    const certificate = await world.installation.db.read({ portal: portal.id }, (tx) =>
      deletionCertificate(tx),
    )
    expect(certificate).toMatchObject({
      onWhoseWord: 'The operator (cli), after it came back with a backup',
      keyDestroyedAt: DELETED.toString(),
    })
    expect(
      await perform(world.installation, deleteAgain, operator, { portal: portal.portal }),
    ).toMatchObject({ ok: false, status: 404 })
  })
})

describe('a deleted portal', () => {
  it('whose key alone is restored has it destroyed again', async () => {
    const { restorable, portal } = await aDeletedPortalWithABackup()
    await restorable.restore('keys')
    const world = await restorable.start()
    expect(await world.installation.keys.store.get(portal.id)).not.toBeNull()
    await compareKeys(world.installation)
    expect(await world.installation.keys.isDestroyed(portal.id)).toBe(true)
    expect(await refused(world)).toEqual([])
  })

  it('is known by the database where neither key store nor ledger knows it', async () => {
    const { restorable, portal } = await aDeletedPortalWithABackup()
    await restorable.restore('keys')
    const world = await restorable.start()
    await rm(join(world.data, 'deletions'))
    await restorable.stop()
    const again = await restorable.start()
    await compareKeys(again.installation)
    expect(await again.installation.keys.isDestroyed(portal.id)).toBe(true)
    expect(again.installation.keys.ledger.get(portal.id)).toBeDefined()
  })

  it('is written down in the ledger of a server that did not delete it', async () => {
    const { restorable, portal } = await aDeletedPortalWithABackup()
    const world = await restorable.start()
    await rm(join(world.data, 'deletions'))
    await restorable.stop()
    const other = await restorable.start()
    expect(other.installation.keys.ledger.get(portal.id)).toBeUndefined()
    await compareKeys(other.installation)
    expect(await readFile(join(other.data, 'deletions'), 'utf8')).toContain(portal.id)
  })

  it('cannot be read in any backup of the database: what was sealed stays sealed', async () => {
    const { restorable, portal, sealed } = await aDeletedPortalWithABackup()
    await restorable.restore('database')
    const world = await restorable.start()
    const rows = await world.owner<{ wrapped: unknown }>('select wrapped from portal_keys')
    expect(rows.length).toBeGreaterThan(1)
    expect(rows.every(({ wrapped }) => wrapped === null)).toBe(true)
    const others = await Promise.all(
      (await world.installation.keys.store.keys()).map((id) => world.installation.keys.held(id)),
    )
    for (const key of others)
      expect(() => unseal(key, { ...SEALED, portal: portal.id }, sealed)).toThrow('cannot open')
  })
})

describe('a portal whose key is missing', () => {
  async function without(): Promise<{ world: World; portal: APortal; path: string; key: Buffer }> {
    const restorable = await aRestorable()
    const world = await restorable.start()
    await aConsolePerson(world, { kind: 'operator', email: 'op@gate.example' })
    const portal = await aPortal(world, { slug: 'harbour' })
    await world.owner('update portal_timers set due_at = $2 where portal_id = $1', [
      portal.id,
      DELETED,
    ])
    const path = join(world.data, 'keys', `${portal.id}.key`)
    const key = await readFile(path)
    await restorable.stop()
    await rm(path)
    return { world: await restorable.start(), portal, path, key }
  }

  it('says that it is not open, runs nothing, and is told to the operator once', async () => {
    const { world, portal } = await without()
    const answers = await Promise.all(Array.from({ length: 6 }, () => answered(world, portal.host)))
    for (const { status, text } of answers) {
      expect(status).toBe(503)
      expect(text).toContain('cannot be opened at present')
    }
    await compareKeys(world.installation)
    await world.setClock(RESTORED)
    expect(await sweep(world.installation)).toMatchObject({ performed: 0, failed: 0 })
    expect(await refused(world)).toMatchObject([
      { id: portal.id, why: 'key_missing', restored: null },
    ])
    await world.drain()
    const mails = await toOperators(world)
    expect(mails.map(({ kind }) => kind)).toEqual(['key_missing'])
    expect(mails[0]!.text).toContain(join(world.data, 'keys'))
    expect(
      await perform(world.installation, deleteAgain, operator, { portal: portal.portal }),
    ).toMatchObject({ ok: false, status: 404 })
  })

  it('keeps its jobs, which say what they wait for', async () => {
    const { world, portal } = await without()
    await world.owner(`insert into pgboss.job (name, data) values ('mail', $1)`, [
      JSON.stringify({ portal: portal.id, mail: portal.id }),
    ])
    await expect(world.drain()).rejects.toThrow(/key of portal .* is missing from .*keys/)
  })

  it('opens again by itself once the key is back, and settles what fell due', async () => {
    const { world, portal, path, key } = await without()
    expect((await answered(world, portal.host)).status).toBe(503)
    await writeFile(path, key, { mode: 0o600 })
    await world.owner(`insert into pgboss.job (name, data) values ('keys', '{}')`)
    await world.drain()
    expect(await refused(world)).toEqual([])
    expect((await answered(world, portal.host)).status).toBe(200)
    await world.setClock(RESTORED)
    expect((await sweep(world.installation)).performed).toBeGreaterThan(0)
  })
})
