import { z } from 'zod'
import { addPerson } from '../../identity/index.ts'
import { open } from '../../kit/crypto.ts'
import { DatabaseUnavailable } from '../../kit/db/database.ts'
import { CONSOLE, show } from '../../kit/ids.ts'
import type { Installation } from '../../kit/installation.ts'
import { jobType } from '../../kit/jobs.ts'
import { done, jobCaller, operation, perform, type OperationContext } from '../../kit/operation.ts'
import { refuse as kitRefuse, type Done, type Refusal } from '../../kit/refusal.ts'
import { cut } from '../../kit/whole-text.ts'
import { onSuspensionLifted } from '../status/lifting.ts'
import { hostOfSlug } from '../hosts/host.ts'
import { onPortal, thatPortal } from '../inputs.ts'
import type { Portal } from '../portal.ts'
import { consolePeople, findPortal } from '../queries.ts'
import { refuse } from '../refusals.ts'
import { BUILD_STEPS, ownerPlace, type BuildStep, type Creation, type Owner } from './creation.ts'
import { buildFailedMail } from './mails.ts'
import {
  creationOf,
  hasCurrentHost,
  insertSummary,
  noteFailure,
  setBuilt,
  setOwner,
  stepDone,
  wipeSealedOwner,
} from './queries.ts'

/** Six tries within about two minutes; then an operator is told. */
export const buildJob = jobType<{ portal: string }>('build_portal', 5)
const TRIES = buildJob.retries + 1

interface Site {
  op: OperationContext
  portal: Portal
  creation: Creation
}

const STEPS: Record<BuildStep, (site: Site) => Promise<void>> = {
  /** The portal's key is there and opens: without it nothing could ever be read again. */
  key: async ({ op }) => {
    await op.installation.keys.of(op.tx, op.portal)
  },
  address: async ({ op }) => {
    if (!(await hasCurrentHost(op.tx))) throw new Error('the portal has no address')
  },
  settings: ({ op }) => insertSummary(op.tx),
  owner: async ({ op, creation }) => {
    const { tx, portal, installation } = op
    if (!creation.sealed_owner) return
    const key = await installation.keys.of(tx, portal)
    const opened = open(key, ownerPlace(portal), creation.sealed_owner)
    const { name, email, language, entrance: invitation } = JSON.parse(opened.toString()) as Owner
    const staff = { kind: 'staff', seat: 'pro' } as const
    const owner = await addPerson(op, { ...staff, name, email, language, invitation })
    await setOwner(tx, owner)
    await wipeSealedOwner(tx)
  },
  open: ({ op }) => setBuilt(op.tx, op.now),
}

async function takeStep(
  op: OperationContext,
  step: BuildStep,
): Promise<Done<{ portal: string; step: BuildStep }> | Refusal> {
  const { tx, portal: id } = op
  const portal = await findPortal(tx, id, op.caller, { lock: true })
  const creation = await creationOf(tx)
  // Taken already, or the portal is shut: lifting the suspension goes on with it.
  if (!portal || portal.status === 'suspended' || portal.status === 'cancelled')
    return refuse('not_due')
  const index = BUILD_STEPS.indexOf(step)
  if (creation?.steps_done !== index) return refuse('not_due')
  await STEPS[step]({ op, portal, creation })
  const last = index === BUILD_STEPS.length - 1
  await stepDone(tx, index + 1, last ? op.now : null)
  op.note({ subject: show('portal', id), details: { step } })
  return done({ portal: show('portal', id), step })
}

/** As the audit trail calls it. */
const STEP = {
  step: { en: 'Step', es: 'Paso' },
}

export const buildStep = operation({
  name: 'portal.build',
  done: { en: 'Built the portal', es: 'Construyó el portal' },
  details: STEP,
  summary: 'One step of building a portal',
  input: onPortal.extend({ step: z.enum(BUILD_STEPS).exclude(['open']) }),
  right: 'job',
  portal: thatPortal,
  quiet: true,
  run: (op, { step }) => takeStep(op, step),
})

export const openPortal = operation({
  name: 'portal.open',
  done: { en: 'Opened the portal', es: 'Abrió el portal' },
  details: STEP,
  summary: 'A portal has been built and opens',
  input: onPortal,
  right: 'job',
  portal: thatPortal,
  run: (op) => takeStep(op, 'open'),
})

/** Happens in the console, since the portal's key may be what is wrong. */
export const reportBuildFailure = operation({
  name: 'portal.build_failed',
  done: { en: 'Could not build the portal', es: 'No pudo construir el portal' },
  outcomes: { failed: { en: 'failed', es: 'falló' } },
  details: STEP,
  summary: 'A step of building a portal failed',
  input: onPortal.extend({ step: z.enum(BUILD_STEPS), message: z.string().max(500) }),
  right: 'job',
  portal: () => CONSOLE,
  async run(op, { portal: id, step, message }) {
    const { tx, installation } = op
    const { tries, slug } = await tx.within(id, async () => ({
      tries: await noteFailure(tx, message),
      slug: (await findPortal(tx, id, op.caller))?.slug,
    }))
    if (slug === undefined) return kitRefuse('not_found')
    const host = hostOfSlug(slug, installation)
    if (tries === TRIES)
      for (const to of await consolePeople(tx, 'operators'))
        await op.mail(buildFailedMail({ installation, portal: id, host, step, tries, to }))
    op.note({ subject: show('portal', id), outcome: 'failed', details: { step, tries } })
    return done({})
  },
})

/**
 * Does what is left of building a portal. May be called at any time, any number of times.
 * @throws what a step threw, so that the job is tried again
 */
export async function buildPortal(
  installation: Installation,
  { portal }: { portal: string },
): Promise<void> {
  for (;;) {
    const creation = await installation.db.read({ portal }, (tx) => creationOf(tx))
    if (!creation || creation.finished_at) return
    const step = BUILD_STEPS[creation.steps_done]!
    try {
      const result = await takeNext(installation, portal, step)
      // Another is at it, or the portal is shut; either way this one has no more to do.
      if (!result.ok) return
    } catch (error) {
      if (!(error instanceof DatabaseUnavailable)) await report(installation, portal, step, error)
      throw error
    }
  }
}

export async function takeNext(
  installation: Installation,
  portal: string,
  step: BuildStep,
): Promise<Done<unknown> | Refusal> {
  const caller = jobCaller(portal)
  const shown = show('portal', portal)
  return step === 'open'
    ? perform(installation, openPortal, caller, { portal: shown })
    : perform(installation, buildStep, caller, { portal: shown, step })
}

async function report(
  installation: Installation,
  portal: string,
  step: BuildStep,
  error: unknown,
): Promise<void> {
  const message = cut(error instanceof Error ? error.message : String(error), 500)
  await perform(installation, reportBuildFailure, jobCaller(CONSOLE), {
    portal: show('portal', portal),
    step,
    message,
  })
}

/** Goes on with a building that a suspension held up. */
export const resumeBuilding = onSuspensionLifted.with(async ({ portal, enqueue }, { built_at }) => {
  if (!built_at) await enqueue(buildJob, { portal })
})
