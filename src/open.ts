import { resolveTxt } from 'node:dns/promises'
import { BlockList } from 'node:net'
import { access, constants } from 'node:fs/promises'
import { join } from 'node:path'
import type { Logger } from 'pino'
import { stillMay } from './identity/index.ts'
import { jobTypes } from './jobs.ts'
import { Anchors } from './kit/anchors.ts'
import { anchorWitness } from './kit/audit.ts'
import { machineClock, sandboxClock } from './kit/clock.ts'
import { Database } from './kit/db/database.ts'
import { checkAppRole, migrate, prepareAppRole } from './kit/db/migrate.ts'
import { CONSOLE } from './kit/ids.ts'
import type { Installation, LookUp } from './kit/installation.ts'
import { installQueues, Jobs } from './kit/jobs.ts'
import { DeletionLedger } from './kit/deletion-ledger.ts'
import { KeyStoreUnfit } from './kit/key-store/key-store.ts'
import { BucketStore } from './kit/file-store/bucket.ts'
import { FileStores } from './kit/file-store/stores.ts'
import { openFolderStore } from './kit/key-store/folder.ts'
import { openS3Store } from './kit/key-store/s3.ts'
import type { S3Place } from './kit/s3.ts'
import { CAPS, type Caps } from './kit/caps.ts'
import { Keys, MasterKey } from './kit/keys.ts'
import { Scanner, type ScannerAt } from './kit/scanner.ts'
import { smtp } from './kit/smtp.ts'
import { Outgoing, type OutgoingOptions } from './kit/outgoing.ts'
import { declared, operations } from './features.ts'
import { admit, followEvent } from './portals/index.ts'
import { isNotSetUp, moveToBucket, setConsoleHost, upsertConsole } from './queries.ts'
import { reactions } from './reactions.ts'

export interface Opening {
  ownerUrl: string
  data: string
  masterKey: Buffer
  /** A folder or a bucket; a folder in the data folder, unless told otherwise. */
  keys?: string | S3Place
  /** A folder, or a bucket to which they move on; a folder in the data folder, unless told otherwise. */
  files?: string | S3Place
  /** Room for the files of each portal, unless its provider says otherwise; 100 GB, unless told otherwise. */
  filesGb?: number
  /** Nobody looks for what is dangerous in files, unless told otherwise. */
  scanner?: ScannerAt
  mode: 'sandbox' | 'production'
  url: URL
  /** What it is called; Gatehouse, unless told otherwise. */
  name?: string
  smtpUrl?: string
  apiRequestsPerMinute?: number
  pageWritesPerMinute?: number
  mailsPerMinute?: number
  /** Other than the shipped ones, for tests that reach them. */
  caps?: Partial<Caps>
  /** For tests, which listen on this very machine; refused in production. */
  outgoing?: Pick<OutgoingOptions, 'allowPrivate' | 'resolve'>
  log: Logger
  /** Nobody, unless told otherwise. */
  proxies?: BlockList
  openToVisitors?: boolean
  /** Sorted SHA-1 hashes of passwords that were stolen elsewhere. */
  breached?: string
  /** Instead of Stripe's own host. */
  stripeAt?: URL
  /** The machine's own resolver, unless told otherwise. */
  lookUp?: LookUp
}

/** Brings the database to this version's shape. Two at once are kept apart by `inTurn`. @returns the migrations applied. */
export async function prepareDatabase(ownerUrl: string): Promise<string[]> {
  const applied = await migrate(ownerUrl, join(import.meta.dirname, '../db/migrations'))
  await installQueues(ownerUrl, jobTypes)
  return applied
}

/**
 * Opens a database that has been prepared: the application's own role, the master key held against
 * what it sealed before, the console. Two first ones at once are kept apart by `inTurn`.
 * @throws Error saying why the installation cannot be trusted to run.
 */
export async function openInstallation(
  opening: Opening,
): Promise<{ installation: Installation; close: () => Promise<void> }> {
  const { data, masterKey, mode, url, smtpUrl, apiRequestsPerMinute = 3000, log } = opening
  if (mode === 'production' && opening.outgoing)
    throw new Error('in production nothing private is sent to, whoever asks')
  if (opening.breached) await access(opening.breached, constants.R_OK)
  const { keys: where = join(data, 'keys') } = opening
  const store = await (typeof where === 'string' ? openFolderStore(where) : openS3Store(where))
  const ledger = await DeletionLedger.open(join(data, 'deletions'))
  const keyCheck = new MasterKey(masterKey).check()
  const appUrl = await prepareAppRole(opening.ownerUrl, masterKey, keyCheck)
  const db = new Database(appUrl)
  const keys = new Keys(masterKey, { store, ledger, db })
  const jobs = new Jobs(appUrl, jobTypes, log)
  try {
    await checkAppRole((sql) => db.ask(sql))
    await jobs.start()
  } catch (error) {
    // With the database away they cannot even say goodbye to it.
    await jobs.stop().catch(() => undefined)
    await db.close()
    throw error
  }
  const installation: Installation = {
    db,
    clock: mode === 'sandbox' ? sandboxClock : machineClock,
    keys,
    jobs,
    files: openFiles(data, opening.files),
    scanner: opening.scanner ? new Scanner(opening.scanner) : null,
    anchors: new Anchors(join(data, 'audit-anchors'), anchorWitness(db)),
    log,
    url,
    name: opening.name ?? 'Gatehouse',
    mode,
    mail: smtpUrl ? await smtp(smtpUrl, url.hostname) : null,
    apiRequestsPerMinute,
    pageWritesPerMinute: opening.pageWritesPerMinute ?? 120,
    mailsPerMinute: opening.mailsPerMinute ?? 3000,
    filesGb: opening.filesGb ?? 100,
    caps: { ...CAPS, ...opening.caps },
    outgoing: new Outgoing({ http: mode === 'sandbox', ...opening.outgoing }),
    follow: followEvent,
    stillMay,
    admit,
    declared,
    events: new Set([...operations.values()].filter(({ quiet }) => !quiet).map(({ name }) => name)),
    reactsTo: new Set(reactions.map(({ when }) => when)),
    proxies: opening.proxies ?? new BlockList(),
    breached: opening.breached ?? null,
    stripeAt: opening.stripeAt,
    openToVisitors: opening.openToVisitors ?? mode === 'sandbox',
    lookUp: opening.lookUp ?? resolveTxt,
  }
  const close = async () => {
    await jobs.stop()
    installation.mail?.close()
    await installation.outgoing.close()
    await installation.anchors.flush()
    await db.close()
  }
  try {
    await seedConsole(installation)
    if (installation.files.bucket) await moveToBucket(installation.db)
    await checkConsoleKey(installation)
  } catch (error) {
    await close()
    throw error
  }
  return { installation, close }
}

/** What is sent comes to the data folder where it is to move on to a bucket. */
const openFiles = (data: string, where: string | S3Place = join(data, 'files')): FileStores =>
  typeof where === 'string'
    ? new FileStores(where)
    : new FileStores(join(data, 'files'), new BucketStore(where))

/** Told at the start: with another installation's keys, or none, nothing could be opened later on. */
async function checkConsoleKey({ keys }: Installation): Promise<void> {
  const standing = await keys.standing(CONSOLE)
  if (standing !== 'open')
    throw new KeyStoreUnfit(
      `${keys.store.place} has no key of this installation's console; set GATEHOUSE_KEYS to the key store it was made with, or put that back from its backup`,
    )
}

/** The console is a portal like any other to sessions, audit and mail; it has a key and a host. */
async function seedConsole({ db, keys, clock, url, name }: Installation): Promise<void> {
  await db.write({ portal: CONSOLE }, async (tx) => {
    const now = await clock.now(tx)
    await upsertConsole(tx, name, now)
    await keys.create(tx, CONSOLE, now)
    await setConsoleHost(tx, url.hostname, now)
  })
}

/** Nobody has been here yet: neither the demo nor a first operator. */
export const isNew = ({ db }: Installation): Promise<boolean> => isNotSetUp(db)
