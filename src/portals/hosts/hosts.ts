import { show } from '../../kit/ids.ts'
import { reached } from '../../kit/caps.ts'
import { done, operation, type OperationContext } from '../../kit/operation.ts'
import { onPortal, thatPortal } from '../inputs.ts'
import { isRefusal, lockLiving } from '../living.ts'
import { refuse } from '../refusals.ts'
import { HOST, belongsToInstallation, hostName, hostOfSlug, RESERVED_SLUGS, slug } from './host.ts'
import { proofRecord } from './proof.ts'
import { proveHostJob } from './proving.ts'
import {
  claimHost,
  countOtherHosts,
  holderOf,
  insertClaim,
  setCurrentHost,
  setSlug,
} from './queries.ts'

/** Of a locked portal the cap, where a host would be one more than a portal can have; one it has, or waits for, is none more. */
async function noMoreHosts(
  op: OperationContext,
  portal: string,
  host: string,
): Promise<{ most: number } | null> {
  const { has, others } = await countOtherHosts(op.tx, host)
  if (has) return null
  const most = await reached(op, 'hosts', portal, async () => others)
  return most === null ? null : { most }
}

export const changeSlug = operation({
  name: 'portal.change_slug',
  done: { en: 'Changed the address', es: 'Cambió la dirección' },
  details: HOST,
  summary:
    'Gives a portal another short name; the address before stays as a redirect for good, and passkeys made for it stop',
  input: onPortal.extend({ slug }),
  right: 'portal:configure',
  portal: thatPortal,
  async run(op, { portal: id, slug }) {
    const portal = await lockLiving(op, id)
    if (isRefusal(portal)) return portal
    if (RESERVED_SLUGS.has(slug)) return refuse('slug_reserved', { field: 'slug' })
    const host = hostOfSlug(slug, op.installation)
    const full = await noMoreHosts(op, id, host)
    if (full) return refuse('too_many_hosts', { field: 'slug', values: full })
    const claimed = await claimHost(op.tx, host, op.now)
    if (claimed === 'taken') return refuse('host_taken', { field: 'slug' })
    await setCurrentHost(op.tx, host)
    await setSlug(op.tx, slug)
    op.note({ subject: show('portal', id), details: { from: portal.slug, to: slug, host } })
    return done({ portal: show('portal', id), slug, host })
  },
})

export const addHost = operation({
  name: 'portal.add_host',
  done: { en: 'Added an address', es: 'Añadió una dirección' },
  details: { ...HOST, state: { en: 'State', es: 'Estado' } },
  summary:
    'Gives a portal a further address, which redirects to the current one; in production once a DNS record proves it',
  input: onPortal.extend({ host: hostName }),
  right: 'portal:configure',
  portal: thatPortal,
  async run(op, { portal: id, host }) {
    const portal = await lockLiving(op, id)
    if (isRefusal(portal)) return portal
    if (belongsToInstallation(host, op.installation))
      return refuse('host_of_installation', { field: 'host' })
    const holder = await holderOf(op.tx, host, op.now)
    if (holder && holder.portal !== id && !holder.released)
      return refuse('host_taken', { field: 'host' })
    const full = await noMoreHosts(op, id, host)
    if (full) return refuse('too_many_hosts', { field: 'host', values: full })
    // In a sandbox nobody else's domain can come to harm, and most that are tried there do not exist.
    const waits = op.installation.mode === 'production' && holder?.portal !== id
    if (waits) {
      if (await insertClaim(op.tx, host, op.now))
        await op.enqueue(proveHostJob, { portal: id, host, looks: 0 })
    } else if ((await claimHost(op.tx, host, op.now)) === 'taken')
      return refuse('host_taken', { field: 'host' })
    const state = waits ? 'waiting' : 'added'
    op.note({ subject: show('portal', id), details: { host, state } })
    return done({
      portal: show('portal', id),
      host,
      state,
      ...(waits ? { record: proofRecord(id, host) } : {}),
    })
  },
})

export const makeHostCurrent = operation({
  name: 'portal.make_host_current',
  done: { en: 'Chose the address in use', es: 'Eligió la dirección en uso' },
  details: HOST,
  summary:
    'Makes one of a portal’s addresses the one it uses; the others redirect to it, and passkeys made for them stop',
  input: onPortal.extend({ host: hostName }),
  right: 'portal:configure',
  portal: thatPortal,
  async run(op, { portal: id, host }) {
    const portal = await lockLiving(op, id)
    if (isRefusal(portal)) return portal
    if (!(await setCurrentHost(op.tx, host))) return refuse('host_unknown', { field: 'host' })
    op.note({ subject: show('portal', id), details: { host } })
    return done({ portal: show('portal', id), host })
  },
})
