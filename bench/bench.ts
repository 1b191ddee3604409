import { randomBytes } from 'node:crypto'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pino from 'pino'
import { readConfig } from '../src/config.ts'
import { seedDemo } from '../src/demo/index.ts'
import { openCluster } from '../src/kit/embedded-postgres/cluster.ts'
import { removeData } from '../src/kit/embedded-postgres/place.ts'
import { openInstallation, prepareDatabase } from '../src/open.ts'
import { open, serve, work } from '../src/serve.ts'
import { benchBilling, billOnce } from './billing.ts'
import { serveFloor } from './floor.ts'
import { benchEntrances } from './entrances.ts'
import { benchFiles, type FilesMeasured } from './files.ts'
import { serveFilesFloor } from './files-floor.ts'
import { benchGuessing } from './guessing.ts'
import { benchMass, type MassMeasured } from './mass.ts'
import { interleaved, median, startServer } from './load.ts'
import { benchMixed, type Mixed } from './mixed.ts'
import { servePeer } from './peer.ts'
import { benchPaging, type Paged } from './paging.ts'
import { seed } from './seed.ts'
import { isSmall, sizes } from './sizes.ts'
import { benchRenewals, type Renewed } from './renewals.ts'
import { benchSweep } from './sweeping.ts'

/** Ours and the floors run as processes of their own; this bundle is all of them. */
const roles: Record<string, () => Promise<number>> = {
  ours: async () => {
    const { installation } = await openInstallation(opening())
    const { port } = await serve(installation, 0)
    process.on('SIGTERM', () => process.exit(0))
    return port
  },
  worker: async () => {
    const { installation } = await openInstallation(opening())
    const { port } = await serve(installation, 0)
    await work(installation)
    process.on('SIGTERM', () => process.exit(0))
    return port
  },
  /** All of it, with its demo, its jobs and a database of its own. */
  product: async () => {
    const config = readConfig({ ...process.env, DATABASE_URL: undefined })
    const { installation, close } = await open(config, pino({ level: 'error' }), {
      join: false,
      fill: seedDemo,
    })
    await serve(installation, config.port)
    await work(installation)
    process.on('SIGTERM', () => void close().then(() => process.exit(0)))
    return config.port
  },
  peer: servePeer,
  'files-floor': () => serveFilesFloor(env('BENCH_DATA')),
  floor: () => serveFloor(env('BENCH_APP_URL'), env('BENCH_PORTAL'), env('BENCH_HOST')),
}

const env = (name: string) => process.env[name] ?? ''
const opening = () => ({
  ownerUrl: env('BENCH_OWNER_URL'),
  data: env('BENCH_DATA'),
  masterKey: Buffer.from(env('BENCH_KEY'), 'base64'),
  mode: 'sandbox' as const,
  url: new URL('http://localhost:3000'),
  // One key or session sends what a thousand would.
  apiRequestsPerMinute: 1_000_000_000,
  pageWritesPerMinute: 1_000_000,
  log: pino({ level: 'error' }),
})

const role = roles[process.argv[2] ?? '']
if (process.argv[2] === 'bill') await billOnce((await openInstallation(opening())).installation)
else if (role) {
  const port = await role()
  // A peer's starter only waits until it answers.
  process.send?.({ port })
} else await main()

async function main(): Promise<void> {
  const only = process.argv[2]
  const data = await mkdtemp(join(tmpdir(), 'gatehouse-bench-'))
  const cluster = await openCluster({ data })
  Object.assign(process.env, {
    BENCH_OWNER_URL: cluster.url,
    BENCH_DATA: data,
    BENCH_KEY: randomBytes(32).toString('base64'),
  })
  await prepareDatabase(cluster.url)
  const { installation, close } = await openInstallation(opening())
  try {
    const asked = (what: string) => only === undefined || only === what
    if (asked('requests')) await benchRequests(installation)
    if (asked('guessing')) await reportEntrances(installation)
    // Before the portals without keys of the others, each of which a worker that starts would report.
    if (asked('mass')) reportMass(await benchMass(installation, opening()))
    if (asked('files')) reportFiles(await benchFiles(installation, opening()))
    if (asked('paging')) reportPaging(await benchPaging(installation, cluster.url))
    if (asked('sweep')) reportSweep(await benchSweep(installation, cluster.url))
    if (asked('billing')) await reportBilling(installation, cluster.url)
    if (asked('renewals')) reportRenewals(await benchRenewals(installation, opening()))
    // An hour long: for whoever asks for it.
    if (only === 'mixed' || isSmall) reportMixed(await benchMixed())
  } finally {
    await close()
    await cluster.close()
    await removeData(data)
  }
}

async function benchRequests(installation: Parameters<typeof seed>[0]): Promise<void> {
  const { portal, host, session, appUrl } = await seed(installation, opening())
  const servers = [
    await startServer('ours', {}),
    await startServer('floor', { BENCH_APP_URL: appUrl, BENCH_PORTAL: portal, BENCH_HOST: host }),
  ] as const
  const [ours, floor] = servers
  const headers = { host: `${host}:3000`, cookie: `session=${session}` }
  const at = (port: number, path: string) => `http://127.0.0.1:${port}${path}`
  const runs = await interleaved(
    [
      { name: 'floor JSON', url: at(floor.port, '/json'), headers },
      { name: 'signed-in JSON', url: at(ours.port, '/api/v1/session'), headers },
      { name: 'floor 10 kB', url: at(floor.port, '/html'), headers },
      { name: 'portal home', url: at(ours.port, '/'), headers },
    ],
    sizes,
  )
  const resident = await ours.resident()
  const of = (name: string) => median(runs.get(name)!)
  console.log('\nRequests a second, medians of interleaved runs')
  for (const [name, values] of runs)
    console.log(
      `  ${name.padEnd(16)} ${of(name).toFixed(0).padStart(6)}   (${values.map((value) => value.toFixed(0)).join(', ')})`,
    )
  report('signed-in JSON / floor', of('signed-in JSON') / of('floor JSON'), 'at least 0.5, aim 0.8')
  report('portal home / floor of 10 kB', of('portal home') / of('floor 10 kB'), 'at least 0.45')
  report('resident memory after the load', resident / 1e6, 'under 180 MB', ' MB')
  for (const server of servers) await server.stop()

  console.log('\nSign-ins that must look alike, medians')
  const guesses = await benchGuessing(installation, portal, `${host}:3000`)
  for (const [name, ms] of guesses) report(name, ms, '', ' ms')
  const times = [...guesses.values()]
  report('slowest / quickest', Math.max(...times) / Math.min(...times), 'near 1')
}

/** Who knocks must not hear from the time whether anybody is known. */
async function reportEntrances(installation: Parameters<typeof seed>[0]): Promise<void> {
  const { portal, host } = await seed(installation, opening())
  console.log(
    `\nKnown against unknown, ${sizes.samples} of each, medians, and a classifier on time`,
  )
  const told = await benchEntrances(installation, portal, `${host}:3000`)
  for (const [name, { known, unknown, accuracy }] of told) {
    report(`${name}: known`, known, '', ' ms')
    report(`${name}: unknown`, unknown, '', ' ms')
    report(`${name}: told apart`, accuracy, 'at most 0.55')
  }
}

function reportPaging({ firstMs, middleMs, lastMs }: Paged): void {
  console.log(`\nA page of 50 out of ${sizes.people} people by API, medians`)
  report('first', firstMs, '', ' ms')
  report('in the middle', middleMs, '', ' ms')
  report('last', lastMs, '', ' ms')
  report('last / first', lastMs / firstMs, 'at most 1.3')
}

async function reportBilling(
  installation: Parameters<typeof seed>[0],
  ownerUrl: string,
): Promise<void> {
  const { portals, spans, ours, plain, residentMb, issueMs } = await benchBilling(
    installation,
    ownerUrl,
  )
  console.log(`\nA month of ${portals} portals, ${spans} seat spans, medians`)
  report('one plain SQL statement', plain / 1000, '', ' s')
  report('ours, streamed', ours / 1000, '', ' s')
  report('ours / plain SQL', ours / plain, 'at most 2.5')
  report('resident memory while billing', residentMb, 'under 300 MB', ' MB')
  report('issuing the report, all of it', issueMs / 1000, '', ' s')
}

function reportMass(found: MassMeasured): void {
  console.log(`\n${found.clients} clients invited, medians`)
  report('the same rows, one INSERT … SELECT', found.plainMs / 1000, '', ' s')
  report('those but the audit lines', found.plainWithoutAuditMs / 1000, '', ' s')
  report('ours', found.oursMs / 1000, '', ' s')
  report('ours / plain', found.oursMs / found.plainMs, 'at most 6')
  report('ours / plain without audit', found.oursMs / found.plainWithoutAuditMs, '')
  report('resident memory, highest', found.residentMb, 'under 300 MB', ' MB')
  report('another request, alone', found.requestMs, '', ' ms')
  report('another request meanwhile', found.meanwhileMs, '', ' ms')
  report('meanwhile / alone', found.meanwhileMs / found.requestMs, 'at most 2')
}

function reportFiles({ megabytes, sent, taken, residentMb, cuts, slow }: FilesMeasured): void {
  console.log(`\nA file of ${megabytes} MB, medians`)
  for (const [what, { ours, floor }] of Object.entries({ sent, taken })) {
    report(`floor, ${what}`, floor, '', ' MB/s')
    report(`ours, ${what}`, ours, '', ' MB/s')
    report(`ours / floor, ${what}`, ours / floor, 'at least 0.6')
  }
  report('times cut off and gone on with', cuts, '')
  report('resident memory before', residentMb.before, '', ' MB')
  report('highest', residentMb.highest, '', ' MB')
  report('grown by', residentMb.highest - residentMb.before, 'under 60 MB', ' MB')
  report('afterwards', residentMb.after, '', ' MB')
  console.log(`\n${slow.uploads} slow uploads at once`)
  report('being taken', slow.taken, '')
  report('times told to come later', slow.turnedAway, '')
  report('another request, alone', slow.aloneMs, '', ' ms')
  report('another request meanwhile', slow.meanwhileMs, '', ' ms')
  report('meanwhile / alone', slow.meanwhileMs / slow.aloneMs, 'at most 2')
}

function reportRenewals({ count, oursMs, floorMs, residentMb, twice, missed }: Renewed): void {
  console.log(`\n${count} subscriptions that renew in one night`)
  report('the same rows in plain batches', floorMs / 1000, '', ' s')
  report('ours', oursMs / 1000, '', ' s')
  report('ours / plain', oursMs / floorMs, 'at most 8')
  report('renewals a second', count / (oursMs / 1000), '')
  report('resident memory before', residentMb.before, '', ' MB')
  report('highest', residentMb.highest, 'under 250 MB', ' MB')
  report('renewed twice', twice, '0')
  report('not renewed and paid', missed, '0')
}

function reportMixed({ pages, refused, residentMb }: Mixed): void {
  console.log(`\n${pages} pages of twenty people in ${sizes.mixedMinutes} minutes`)
  for (const [what, times] of refused) report(`answered ${what}`, times, '')
  report('resident memory at first', residentMb[0]!, '', ' MB')
  report('in the middle', residentMb[residentMb.length >> 1]!, '', ' MB')
  report('at the end', residentMb.at(-1)!, 'under 220 MB', ' MB')
  report('highest', Math.max(...residentMb), '', ' MB')
}

function reportSweep({ few, many }: Awaited<ReturnType<typeof benchSweep>>): void {
  console.log('\nLifecycle sweep, medians')
  const [fewer, more] = sizes.portals
  report(`nothing due, ${fewer} portals`, few.idleMs, '', ' ms')
  report(`nothing due, ${more} portals`, many.idleMs, 'under 20 ms', ' ms')
  report(`${sizes.due} due, ${fewer} portals`, few.dueMs, '', ' ms')
  report(`${sizes.due} due, ${more} portals`, many.dueMs, '', ' ms')
  report(`${more} / ${fewer} portals`, many.dueMs / few.dueMs, 'at most 1.3')
}

function report(what: string, value: number, wanted: string, unit = ''): void {
  console.log(
    `  ${what.padEnd(34)} ${value.toFixed(2)}${unit}${wanted ? `   wanted: ${wanted}` : ''}`,
  )
}
