import {
  decide,
  statusAt,
  type PortalStatus,
  rightsOfPerson,
  type PersonKind,
} from '../../../gate/index.ts'
import type { Instant } from '../../../kit/clock.ts'
import { DatabaseUnavailable, type Tx } from '../../../kit/db/database.ts'
import { QueueWorker, type Next } from '../../../kit/due/worker.ts'
import { show } from '../../../kit/ids.ts'
import type { Installation } from '../../../kit/installation.ts'
import { perform, type Caller, type Operation } from '../../../kit/operation.ts'
import { planFor, type Plan } from '../procedure.ts'
import { procedureById, type ProcedureRow } from '../queries.ts'
import { portalAndAuthor } from '../subjects/queries.ts'
import { readSubject } from '../subjects/reading.ts'
import { waitsFor } from '../trigger.ts'
import { lockRun, nextDueRun, putOffRun, writeRun } from './queries.ts'
import { procedureQueue } from './queue.ts'
import {
  beginWith,
  isFinished,
  MAX_TRIES,
  stepAfter,
  stateAfter,
  type Outcome,
  type Run,
} from './run.ts'

/** Every operation there is, by name: what a procedure does, it does by these. */
export type Operations = ReadonlyMap<string, Operation>

interface About {
  portal: string
  run: string
}

/** Does each portal's runs that are due, one after another. */
export const procedureWorker = (installation: Installation, operations: Operations) =>
  new QueueWorker(installation, procedureQueue, ({ portal }) =>
    carryOutNext(installation, operations, portal),
  )

async function carryOutNext(
  installation: Installation,
  operations: Operations,
  portal: string,
): Promise<Next> {
  const { db, clock, log } = installation
  const run = await db.read({ portal }, async (tx) => nextDueRun(tx, await clock.now(tx)))
  if (run === null) return 'nothing'
  try {
    await carryOut(installation, operations, { portal, run })
    return 'done'
  } catch (error) {
    if (error instanceof DatabaseUnavailable) throw error
    log.error({ err: error, portal, run }, 'run of a procedure failed')
    return 'failed'
  }
}

/**
 * Does what a due run comes to, or what is left of it. What it does is decided in one transaction,
 * each step is an operation of its own under an idempotency key of the run's, and what became of it is
 * written after: cut off anywhere, and done by any number at once, each step takes effect once. What throws
 * is begun again a minute later, until its tries are used up.
 */
export async function carryOut(
  installation: Installation,
  operations: Operations,
  about: About,
): Promise<void> {
  const { db } = installation
  const { portal, run } = about
  const write = <T>(work: (tx: Tx) => Promise<T>) => db.write({ portal }, work)
  let begun: Begun | null = null
  try {
    begun = await write((tx) => begin(installation, tx, about))
    if (begun) await goOn(installation, operations, about, begun)
  } catch (error) {
    await write((tx) => putOffRun(tx, run, { tries: begun ? 0 : 1 }))
    throw error
  }
}

async function goOn(
  installation: Installation,
  operations: Operations,
  { portal, run }: About,
  begun: Begun,
): Promise<void> {
  for (const [n, step] of begun.outcomes.entries()) {
    if (step.state !== 'waiting') continue
    const operation = operations.get(step.operation)
    if (!operation) throw new Error(`there is no operation ${step.operation}`)
    const caller = { ...begun.caller, idempotencyKey: `${show('run', run)} ${n}` }
    const result = await perform(installation, operation, caller, step.input)
    await installation.db.write({ portal }, async (tx) => {
      const row = await lockRun(tx, run)
      // Somebody who did the same at the same time has written it already.
      if (row?.outcomes[n]?.state !== 'waiting') return
      const outcomes = row.outcomes.with(n, stepAfter(row.outcomes[n], result))
      await progress(tx, run, outcomes, await installation.clock.now(tx))
    })
  }
}

interface Begun {
  outcomes: readonly Outcome[]
  caller: Caller
}

/** Looks at a run again now that it is due. @returns null where there is nothing to do */
async function begin(
  installation: Installation,
  tx: Tx,
  { portal, run: id }: About,
): Promise<Begun | null> {
  const run = await lockRun(tx, id)
  const now = await installation.clock.now(tx)
  if (!run || run.busy || isFinished(run.state)) return null
  if (Temporal.Instant.compare(now, run.dueAt) < 0) return null
  const give = async (state: 'skipped' | 'failed', why: (Plan & { fires: false })['why']) => {
    await writeRun(tx, id, { state, why, finished_at: now })
    return null
  }
  const tries = run.tries + 1
  if (tries > MAX_TRIES) return give('failed', { code: 'given_up' })
  const procedure = (await procedureById(tx, run.procedure))!
  const standing = await standingOf(tx, procedure, now)
  if (standing.hold) {
    await putOffRun(tx, id)
    return null
  }
  if (standing.why) return give('skipped', { code: standing.why })
  const caller = callerOf(portal, procedure, standing.kind, id)
  if (run.state === 'running') {
    await writeRun(tx, id, { state: 'running', tries })
    return { outcomes: run.outcomes, caller }
  }
  const plan = await planOf(tx, procedure, run, now)
  if (!plan.fires) return give('skipped', plan.why)
  await writeRun(tx, id, { state: 'running', tries })
  await progress(tx, id, beginWith(plan.steps), now)
  // Read back, since the database orders an object's fields in its own way: a step that is done again is
  // to be the same to the letter.
  const { outcomes } = (await lockRun(tx, id))!
  return { outcomes, caller }
}

async function planOf(
  tx: Tx,
  procedure: ProcedureRow,
  run: Run,
  now: Temporal.Instant,
): Promise<Plan> {
  const no = (code: string): Plan => ({ fires: false, why: { code } })
  if (procedure.removedAt) return no('removed')
  if (!procedure.activeSince) return no('switched_off')
  if (!waitsFor(procedure.trigger, run.happened)) return no('changed')
  return planFor(procedure, await readSubject(tx, procedure.trigger, run, now))
}

/** Writes what became of the steps so far, and of the run once all are finished. */
async function progress(
  tx: Tx,
  run: string,
  outcomes: readonly Outcome[],
  now: Instant,
): Promise<void> {
  const state = stateAfter(outcomes)
  await writeRun(tx, run, {
    state: state ?? 'running',
    outcomes,
    ...(state && { finished_at: now }),
  })
}

/**
 * May whoever wrote it use procedures here, now? The gate answers, as it would were they here themselves.
 * A suspended portal's runs are held until it is back.
 */
async function standingOf(
  tx: Tx,
  { author }: ProcedureRow,
  now: Instant,
): Promise<{ hold: boolean; why: string | null; kind: PersonKind }> {
  const row = (await portalAndAuthor(tx, author))!
  const kind = row.kind as PersonKind
  const decision = decide({
    portal: {
      status: statusAt({ ...row, status: row.status as PortalStatus }, now),
      built: row.built,
      afterTrial: row.after_trial,
    },
    person: {
      kind,
      activated: row.activated_at !== null,
      disabledSince: row.disabled_at,
      lockedUntil: null,
      isKnownDevice: false,
    },
    hold: null,
    flow: null,
    level: null,
    feature: 'procedures',
    now,
  })
  if (decision.allowed) return { hold: false, why: null, kind }
  if (decision.reason === 'trial_ended') return { hold: false, why: 'trial_ended', kind }
  if (decision.reason === 'disabled' || decision.reason === 'not_activated')
    return { hold: false, why: 'author_gone', kind }
  return { hold: true, why: null, kind }
}

/** The procedure itself, with the rights that whoever wrote it has by now. */
const callerOf = (
  portal: string,
  { id, name, author }: ProcedureRow,
  kind: PersonKind,
  run: string,
): Caller => ({
  id: show('procedure', id),
  name,
  portal,
  person: author,
  rights: rightsOfPerson(kind),
  through: 'procedure',
  onBehalfOf: show('person', author),
  follows: run,
})
