import { endAllSessions } from '../../identity/index.ts'
import { CONSOLE, show } from '../../kit/ids.ts'
import type { Installation } from '../../kit/installation.ts'
import { jobType } from '../../kit/jobs.ts'
import type { Tombstone } from '../../kit/key-store/key-store.ts'
import { moveKeys } from '../../kit/key-store/moving.ts'
import { KeyMissing, type Standing } from '../../kit/keys.ts'
import { done, jobCaller, operation, perform } from '../../kit/operation.ts'
import { refuse as kitRefuse } from '../../kit/refusal.ts'
import { deleteJob } from '../deletion/beginning.ts'
import { insertDeletion } from '../deletion/queries.ts'
import { onPortal } from '../inputs.ts'
import { appendStatusChange, replaceTimers, setStatus } from '../lifecycle/queries.ts'
import { consolePeople, currentHost } from '../queries.ts'
import { refuse } from '../refusals.ts'
import { keyMissingMail, returnedMail } from './mails.ts'
import {
  dropRefused,
  isRefusedAs,
  isUncancelled,
  lockUncancelled,
  noteKeyDestroyed,
  noteRefused,
  portalsByDeletion,
  refusedPortals,
  setWord,
} from './queries.ts'
import { restoredBy } from './refused.ts'
import { HOST } from '../hosts/host.ts'

/**
 * A deleted portal that a backup brought back is cancelled again as of the day it was deleted, so that
 * nothing of it runs and no bill counts it. Its rows stay until an operator has them deleted again.
 * Happens in the console: the portal has no key.
 */
export const refuseReturned = operation({
  name: 'portal.refuse_returned',
  done: {
    en: 'Refused a deleted portal that had come back',
    es: 'Rechazó un portal eliminado que había vuelto',
  },
  details: HOST,
  summary: 'A portal that was deleted came back with a backup, and is refused',
  input: onPortal,
  right: 'job',
  portal: () => CONSOLE,
  quiet: true,
  async run(op, { portal: id }) {
    const { tx, now, caller, installation } = op
    const witness = await installation.keys.witness(id)
    if (!witness) return refuse('not_due')
    const restored = restoredBy(witness)
    const host = await tx.within(id, async () => {
      const portal = await lockUncancelled(tx)
      if (!portal) return null
      const at =
        Temporal.Instant.compare(witness.at, portal.status_since) < 0
          ? portal.status_since
          : witness.at
      await appendStatusChange(tx, {
        from: portal.status,
        to: 'cancelled',
        at,
        actor: caller.id,
        through: caller.through,
        cause: 'returned',
        note: null,
      })
      await setStatus(tx, {
        status: 'cancelled',
        status_since: at,
        suspended_from: null,
        suspension_cause: null,
        suspension_note: null,
      })
      await replaceTimers(tx, [])
      await endAllSessions(tx)
      await noteKeyDestroyed(tx, witness.at)
      await insertDeletion(tx, 'nobody yet, after it came back with a backup', now)
      await dropRefused(tx, 'key_missing')
      await noteRefused(tx, {
        why: 'deleted',
        restored,
        deleted_at: witness.at,
        found_at: now,
      })
      return currentHost(tx)
    })
    if (host === null) return refuse('not_due')
    const portal = show('portal', id)
    for (const to of await consolePeople(tx, 'operators'))
      await op.mail(returnedMail({ installation, host, restored, deletedAt: witness.at, to }))
    const deletedAt = witness.at.toString()
    op.note({ subject: portal, details: { host, restored, deletedAt } })
    installation.log.error(
      { portal, host, restored, deletedAt },
      'a deleted portal came back with a backup from before its deletion; it is refused',
    )
    return done({ portal })
  },
})

/** Of any number of servers that find it, one tells. */
export const reportMissingKey = operation({
  name: 'portal.key_missing',
  done: { en: 'Found the portal’s key missing', es: 'Echó en falta la clave del portal' },
  details: HOST,
  summary: 'The key of a portal is missing, and it cannot be opened',
  input: onPortal,
  right: 'job',
  portal: () => CONSOLE,
  quiet: true,
  async run(op, { portal: id }) {
    const { tx, now, installation } = op
    const host = await tx.within(id, async () => {
      if (!(await lockUncancelled(tx))) return null
      const noted = await noteRefused(tx, {
        why: 'key_missing',
        restored: null,
        deleted_at: null,
        found_at: now,
      })
      return noted ? currentHost(tx) : null
    })
    if (host === null) return refuse('not_due')
    const portal = show('portal', id)
    const { place } = installation.keys.store
    for (const to of await consolePeople(tx, 'operators'))
      await op.mail(keyMissingMail({ installation, host, place, to }))
    op.note({ subject: portal, details: { host } })
    installation.log.error({ portal, host }, new KeyMissing(id, place).message)
    return done({ portal })
  },
})

export const noteKeyFound = operation({
  name: 'portal.key_found',
  done: { en: 'Found the portal’s key again', es: 'Encontró de nuevo la clave del portal' },
  summary: 'The key of a portal is there again, and it can be opened',
  input: onPortal,
  right: 'job',
  portal: () => CONSOLE,
  quiet: true,
  async run({ tx, note }, { portal: id }) {
    if (!(await tx.within(id, () => dropRefused(tx, 'key_missing')))) return refuse('not_due')
    note({ subject: show('portal', id) })
    return done({})
  },
})

/** In the console, since the portal's own audit trail goes with it. */
export const deleteAgain = operation({
  name: 'portal.delete_again',
  done: {
    en: 'Began to delete again what had come back',
    es: 'Empezó a eliminar de nuevo lo que había vuelto',
  },
  summary: 'Deletes again what a backup brought back of a portal that was deleted',
  input: onPortal,
  right: 'installation:operate',
  portal: () => CONSOLE,
  async run(op, { portal: id }) {
    const { tx, caller } = op
    const dropped = await tx.within(id, async () => {
      if (!(await dropRefused(tx, 'deleted'))) return false
      await setWord(tx, `${caller.name} (${caller.id}), after it came back with a backup`)
      return true
    })
    if (!dropped) return kitRefuse('not_found')
    await op.enqueue(deleteJob, { portal: id })
    const portal = show('portal', id)
    op.note({ subject: portal })
    return done({ portal })
  },
})

/**
 * Whether a portal can be opened; for most requests from memory. One that the key store speaks against is
 * shut, and its operator told, by whoever finds it first.
 * @throws KeyStoreUnavailable @throws DatabaseUnavailable
 */
export async function admit(installation: Installation, portal: string): Promise<Standing> {
  const standing = await installation.keys.standing(portal)
  if (standing === 'deleted') await whenReturned(installation, portal)
  if (standing === 'missing') await whenMissing(installation, portal)
  return standing
}

/** Looked at before, so that a host that is asked for over and over costs no write. */
async function whenReturned(installation: Installation, portal: string): Promise<void> {
  const returned = await installation.db.read({ portal }, (tx) => isUncancelled(tx))
  if (!returned) return
  await perform(installation, refuseReturned, jobCaller(CONSOLE), {
    portal: show('portal', portal),
  })
  // By then it is told which of the two came back: the key store is to know it again.
  const witness = await installation.keys.witness(portal)
  if (witness) await installation.keys.bury(witness)
}

async function whenMissing(installation: Installation, portal: string): Promise<void> {
  const told = await installation.db.read({ portal }, (tx) => isRefusedAs(tx, 'key_missing'))
  if (!told)
    await perform(installation, reportMissingKey, jobCaller(CONSOLE), {
      portal: show('portal', portal),
    })
}

/**
 * Holds the database, the key store and the ledger of deletions against each other, for at the start. Each
 * may have been restored from a backup without the others. What one of them knows to be deleted is refused
 * and told where it is there again, and written down again where it was lost.
 */
export async function compareKeys(installation: Installation): Promise<void> {
  const { db, keys, log } = installation
  const { store, ledger } = keys
  const stored = new Set(await store.keys())
  const buried = new Set<string>()
  const deleted = new Map<string, Tombstone>()
  for (const tombstone of await store.tombstones()) {
    buried.add(tombstone.portal)
    deleted.set(tombstone.portal, tombstone)
  }
  for (const tombstone of ledger.all()) deleted.set(tombstone.portal, tombstone)
  for (const { id, cancelled, deletedAt } of await db.read('installation', portalsByDeletion)) {
    if (id === CONSOLE) continue
    if (!cancelled && (deleted.has(id) || !stored.has(id))) await admit(installation, id)
    if (deletedAt && !deleted.has(id)) deleted.set(id, { portal: id, at: deletedAt })
  }
  for (const [portal, tombstone] of deleted) {
    if (buried.has(portal) && !stored.has(portal) && ledger.get(portal)) continue
    if (stored.has(portal))
      log.warn(
        { portal: show('portal', portal) },
        'the key of a deleted portal is in the key store, as after its restoring; it is destroyed again',
      )
    await keys.bury(tombstone)
  }
}

/** Run every minute; the next one comes anyway, so it is not retried. */
export const keysJob = jobType<object>('keys', 0)

/** Moves keys that still lie in the database, and opens again what has got its key back. */
export async function lookAfterKeys(installation: Installation): Promise<void> {
  await moveKeys(installation)
  for (const { id, why } of await installation.db.read('installation', (tx) => refusedPortals(tx)))
    if (why === 'key_missing' && (await installation.keys.standing(id)) === 'open')
      await perform(installation, noteKeyFound, jobCaller(CONSOLE), { portal: show('portal', id) })
}
