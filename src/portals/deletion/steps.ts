import type { Instant } from '../../kit/clock.ts'
import type { Tx } from '../../kit/db/database.ts'
import type { TableDeclaration } from '../../kit/feature.ts'
import { CONSOLE } from '../../kit/ids.ts'
import type { Installation } from '../../kit/installation.ts'
import { QUARANTINE_DAYS } from '../status/portal-status.ts'
import { deleteJob } from './beginning.ts'
import { inConsole } from './in-console.ts'
import {
  anythingLeft,
  clearChain,
  clearJobs,
  clearSome,
  quarantineHosts,
  wipePortal,
  type Deletion,
} from './queries.ts'

/** Rows deleted in one transaction: none holds its locks for long, however full the portal was. */
const BATCH = 2000

export interface Clearing {
  tx: Tx
  portal: string
  now: Instant
  installation: Installation
  deletion: Deletion
}

/** `more`: the same step again; `over`: all from the first. */
type Outcome = 'done' | 'more' | 'over'

interface Step {
  name: string
  /** Adds to the deletion's counts; may run again after any interruption. */
  run: (clearing: Clearing) => Promise<Outcome>
}

const count = ({ deletion }: Clearing, what: string, rows: number) => {
  deletion.counts[what] = (deletion.counts[what] ?? 0) + rows
}

/**
 * What deletes a portal, in order, each in a transaction of its own.
 * @param tables what features declare, those that refer to others first
 */
export const deletionSteps = (tables: readonly TableDeclaration[]): readonly Step[] => [
  {
    // First: from here on no backup of the database holds anything that can be opened.
    name: 'key',
    run: async ({ installation, tx, portal, now, deletion }) => {
      await installation.keys.destroy(tx, { portal, at: deletion.started_at }, now)
      return 'done'
    },
  },
  {
    // Their bytes are worth nothing without the key, and take room. The rows that name them go below.
    name: 'contents of files',
    run: async ({ installation, portal }) => {
      await installation.files.removeAll(portal)
      return 'done'
    },
  },
  {
    name: 'jobs',
    run: async (clearing) => {
      const { tx } = clearing
      count(clearing, 'jobs', await clearJobs(tx, deleteJob.name))
      return 'done'
    },
  },
  ...tables
    .filter(({ deletion }) => deletion === 'erased')
    .map(({ table }): Step => ({
      name: table,
      run: async (clearing) => {
        const { tx } = clearing
        const rows = await clearSome(tx, table, BATCH)
        count(clearing, table, rows)
        return rows < BATCH ? 'done' : 'more'
      },
    })),
  {
    // What its partner was told of it lies there.
    name: 'what the console has of it',
    run: async (clearing) => {
      const { tx, portal, installation } = clearing
      for (const { table, forget } of inConsole.of(installation))
        count(clearing, table, await tx.within(CONSOLE, () => forget(tx, portal)))
      return 'done'
    },
  },
  {
    name: 'hosts',
    run: async ({ tx, deletion }) => {
      const until = deletion.started_at.add({ hours: 24 * QUARANTINE_DAYS })
      await quarantineHosts(tx, until)
      return 'done'
    },
  },
  {
    name: 'audit trail',
    run: async (clearing) => {
      const { tx, deletion } = clearing
      const auditTrail = await clearChain(tx)
      count(clearing, 'audit_lines', auditTrail?.lines ?? 0)
      // A second time there may be a stray line; the trail that counts is the first.
      if (auditTrail) deletion.certificate ??= { auditTrail }
      return 'done'
    },
  },
  {
    name: 'portal',
    run: async ({ tx }) => {
      await wipePortal(tx)
      return 'done'
    },
  },
  {
    // Whatever was under way when the portal was cancelled has long ended by now. The key is asked for too: a
    // version before this one destroyed it at another step, and in the database alone.
    name: 'second look',
    run: async ({ installation, tx, portal }) => {
      // A file that was being sent when the others were removed.
      await installation.files.removeAll(portal)
      return (await installation.keys.isDestroyed(portal)) && !(await anythingLeft(tx, tables))
        ? 'done'
        : 'over'
    },
  },
]
