import { z } from 'zod'
import { AFTER_TRIAL_DEFAULT } from '../../gate/index.ts'
import { language, line, newPersonInput, partnerExists, timeZone } from '../../identity/index.ts'
import { seal } from '../../kit/crypto.ts'
import { id, newId, show } from '../../kit/ids.ts'
import { done, operation, type OperationContext } from '../../kit/operation.ts'
import type { Done, Refusal } from '../../kit/refusal.ts'
import type { Language } from '../../kit/texts.ts'
import { HOST, hostOfSlug, proposedSlugs, RESERVED_SLUGS, slug } from '../hosts/host.ts'
import { claimHost, setCurrentHost, setSlug } from '../hosts/queries.ts'
import { timersFor, trialEnd, type PortalStatus } from '../status/portal-status.ts'
import { appendStatusChange, replaceTimers } from '../lifecycle/queries.ts'
import { PLAIN } from '../portal.ts'
import { refuse } from '../refusals.ts'
import { buildJob } from '../building/building.ts'
import { ownerPlace, type Owner } from '../building/creation.ts'
import { insertCreation, insertPortal } from '../building/queries.ts'
import { STATUSES } from '../lifecycle/transitions.ts'

export const createPortal = operation({
  name: 'portal.create',
  done: { en: 'Created the portal', es: 'Creó el portal' },
  details: HOST,
  values: STATUSES,
  summary: 'Begins a portal’s trial, and has it built',
  input: z.strictObject({
    name: line(120),
    slug: slug
      .optional()
      .describe('The portal’s name in its address; proposed from its name if left out'),
    owner: newPersonInput,
    partner: id('partner').optional(),
    partnerReference: line(120).optional(),
    timeZone: timeZone.default('UTC'),
    language: language.default('en'),
  }),
  right: 'portals:provision',
  portal: () => newId(),
  async run(op, input) {
    const { tx, caller } = op
    const partner = caller.partner ?? input.partner ?? null
    // Another's partner is answered like one that does not exist.
    if ((input.partner ?? partner) !== partner || (partner && !(await partnerExists(tx, partner))))
      return refuse('unknown_partner', { field: 'partner' })
    if (input.slug && RESERVED_SLUGS.has(input.slug))
      return refuse('slug_reserved', { field: 'slug' })
    return beginPortal(op, { ...input, partner })
  },
})

/** A portal as it is begun, once it is known who may. */
interface Beginning {
  name: string
  slug?: string
  owner: Owner
  /** Row id; it exists. */
  partner: string | null
  partnerReference?: string
  timeZone: string
  language: Language
}

/** Begins the portal that the transaction is set to; part of an operation that has asked the right. */
export async function beginPortal(
  op: OperationContext,
  input: Beginning,
): Promise<Done<Begun> | Refusal> {
  const { tx, now, caller, portal, installation } = op
  const { partner } = input
  const status = 'trial_active'
  const trialEndsAt = trialEnd(now)
  const slugs = input.slug ? [input.slug] : proposedSlugs(input.name, portal)
  await insertPortal(tx, {
    id: portal,
    name: input.name,
    slug: slugs[0]!,
    partner_id: partner,
    partner_reference: input.partnerReference ?? null,
    time_zone: input.timeZone,
    language: input.language,
    status,
    status_since: now,
    trial_ends_at: trialEndsAt,
    ...PLAIN,
    after_trial: [...AFTER_TRIAL_DEFAULT],
    created_at: now,
  })
  const address = await claimFirstFree(op, slugs)
  if (!address) return refuse('host_taken', { field: 'slug' })
  // The key is not asked for again in this transaction: whoever reads it keeps it in memory, and
  // should this roll back the portal's number could not come again, but the key would lie there.
  const key = await installation.keys.create(tx, portal, now)
  await insertCreation(tx, {
    portal_id: portal,
    sealed_owner: seal(key!, ownerPlace(portal), JSON.stringify(input.owner)),
    started_at: now,
  })
  await appendStatusChange(tx, {
    from: null,
    to: status,
    at: now,
    actor: caller.id,
    through: caller.through,
    cause: null,
    note: null,
  })
  await replaceTimers(tx, timersFor(status, now, trialEndsAt))
  await op.enqueue(buildJob, { portal })
  op.note({
    subject: show('portal', portal),
    details: {
      from: null,
      to: status,
      at: now.toString(),
      host: address.host,
      ...(partner ? { partner: show('partner', partner) } : {}),
    },
  })
  return done({
    portal: show('portal', portal),
    ...address,
    status,
    trialEndsAt: trialEndsAt.toString(),
  })
}

/** What whoever asked for a portal is told at once. */
export interface Begun {
  /** Shown id. */
  portal: string
  slug: string
  host: string
  status: PortalStatus
  trialEndsAt: string
}

/** Gives the new portal the first of these that is free; null where none is. */
async function claimFirstFree(
  { tx, now, installation }: OperationContext,
  slugs: readonly string[],
): Promise<{ slug: string; host: string } | null> {
  for (const slug of slugs) {
    const host = hostOfSlug(slug, installation)
    if ((await claimHost(tx, host, now)) !== 'claimed') continue
    await setCurrentHost(tx, host)
    if (slug !== slugs[0]) await setSlug(tx, slug)
    return { slug, host }
  }
  return null
}
