import { z } from 'zod'
import { show } from '../../kit/ids.ts'
import type { Installation } from '../../kit/installation.ts'
import { jobType } from '../../kit/jobs.ts'
import { done, jobCaller, operation, perform } from '../../kit/operation.ts'
import { onPortal, thatPortal } from '../inputs.ts'
import { isRefusal, lockLiving } from '../living.ts'
import { findPortal } from '../queries.ts'
import { refuse } from '../refusals.ts'
import { CLAIM_HOURS, nextLook, proofRecord, proves } from './proof.ts'
import { claimedAt, claimHost, dropClaim } from './queries.ts'
import { HOST } from './host.ts'

/** Looks for the proof of one host; how often it has looked is in the job, since the next is another. */
export const proveHostJob = jobType<{ portal: string; host: string; looks: number }>(
  'prove_host',
  5,
)

/** Ends a wait: the host is the portal's, or somebody else's by now, or the record never came. */
export const endHostClaim = operation({
  name: 'portal.prove_host',
  done: { en: 'Proved an address', es: 'Demostró una dirección' },
  outcomes: {
    host_taken: { en: 'another portal has it', es: 'la tiene otro portal' },
    given_up: { en: 'given up, not proved in time', es: 'abandonada, no se demostró a tiempo' },
  },
  details: { ...HOST, outcome: { en: 'Outcome', es: 'Resultado' } },
  summary: 'A domain of a portal’s own has been proved, or given up',
  input: onPortal.extend({ host: z.string().max(253), proved: z.boolean() }),
  right: 'job',
  portal: thatPortal,
  async run(op, { portal: id, host, proved }) {
    const portal = await lockLiving(op, id)
    if (isRefusal(portal)) return portal
    const since = await claimedAt(op.tx, host)
    if (!since || portal.status === 'suspended') return refuse('not_due')
    const over = since.add({ hours: CLAIM_HOURS })
    if (!proved && Temporal.Instant.compare(op.now, over) < 0) return refuse('not_due')
    const claimed = proved ? await claimHost(op.tx, host, op.now) : 'given_up'
    await dropClaim(op.tx, host)
    const outcome = claimed === 'claimed' || claimed === 'own' ? 'done' : claimed
    const inTrail = outcome === 'taken' ? 'host_taken' : outcome
    op.note({ subject: show('portal', id), outcome: inTrail, details: { host, outcome } })
    return done({ portal: show('portal', id), host, outcome })
  },
})

/** One look at DNS, outside of any transaction; not found, it looks again later. */
export async function proveHost(
  installation: Installation,
  { portal, host, looks }: { portal: string; host: string; looks: number },
): Promise<void> {
  const { db, jobs, lookUp } = installation
  const waits = await db.read({ portal }, async (tx) => ({
    since: await claimedAt(tx, host),
    status: (await findPortal(tx, portal, { portal }))?.status,
  }))
  if (!waits.since) return
  // Nothing of a suspended portal runs: it is looked for again when it is open.
  if (waits.status !== 'suspended') {
    const record = proofRecord(portal, host)
    // No record and no answer are the same to us: it is not proved yet.
    const records = await lookUp(record.name).catch(() => [])
    const ended = await perform(installation, endHostClaim, jobCaller(portal), {
      portal: show('portal', portal),
      host,
      proved: proves(records, record),
    })
    if (ended.ok) return
  }
  await db.write({ portal }, (tx) =>
    jobs.enqueue(
      tx,
      proveHostJob,
      { portal, host, looks: looks + 1 },
      { afterSeconds: nextLook(looks) },
    ),
  )
}
