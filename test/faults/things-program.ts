// A program that does what is due in a queue and is killed in the middle: before it tells of the first thing, or after.
import pino from 'pino'
import { machineClock } from '../../src/kit/clock.ts'
import { Database } from '../../src/kit/db/database.ts'
import type { Installation } from '../../src/kit/installation.ts'
import { thingWorker } from './things.ts'

const [url, portal, queue, when] = process.argv.slice(2) as [string, string, string, string]
const db = new Database(url)
const log = pino({ level: 'silent' })
const installation = { db, log, clock: machineClock, jobs: { stopping: false } }
const worker = thingWorker(installation as unknown as Installation, async ({ n }) => {
  if (when === 'after') await db.ask('insert into told (thing) values ($1)', [`${queue}${n}`])
  process.kill(process.pid, 'SIGKILL')
  return true
})
await worker.run({ portal, queue })
