import { fork, type ChildProcess } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import autocannon from 'autocannon'
import { NODE_ENVIRONMENT } from '../bin/prepare/index.mjs'
import type { Sizes } from './sizes.ts'

/** Linux counts a process's time in these, whatever its own timer does. */
const TICKS_PER_SECOND = 100

/** A server in a process of its own, so that it shares neither heap nor event loop with the load. */
export interface Server {
  port: number
  /** Resident memory in bytes, now. */
  resident(): Promise<number>
  /** Processor seconds used so far: steadier than throughput on a machine that does other things too. */
  processorSeconds(): Promise<number>
  stop(): Promise<void>
}

/** Starts this very bundle again as `role`; ready when it has sent its port. */
export async function startServer(role: string, env: Record<string, string>): Promise<Server> {
  const execArgv = process.env['BENCH_PROFILE']
    ? [...process.execArgv, '--cpu-prof', '--cpu-prof-dir', process.env['BENCH_PROFILE']]
    : process.execArgv
  const child: ChildProcess = fork(process.argv[1]!, [role], {
    // As the product is started.
    env: { ...NODE_ENVIRONMENT, ...process.env, ...env },
    execArgv,
  })
  const port = await new Promise<number>((resolve, reject) => {
    child.once('message', (message) => resolve((message as { port: number }).port))
    child.once('exit', (code) => reject(new Error(`${role} ended with ${code}`)))
  })
  return {
    port,
    resident: async () => {
      const status = await readFile(`/proc/${child.pid}/status`, 'utf8')
      return Number(/VmRSS:\s+(\d+) kB/.exec(status)![1]) * 1024
    },
    processorSeconds: async () => {
      const fields = (await readFile(`/proc/${child.pid}/stat`, 'utf8'))
        .replace(/^.*\) /, '')
        .split(' ')
      return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND
    },
    stop: async () => {
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGTERM')
      await ended
    },
  }
}

export interface Load {
  name: string
  url: string
  headers: Record<string, string>
}

/** Requests per second over `seconds`; anything but 200 is an error of the bench itself. */
async function throughput({ url, headers, name }: Load, seconds: number): Promise<number> {
  const result = await autocannon({ url, headers, connections: 20, duration: seconds })
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${name}: ${result.non2xx} refused, ${result.errors} failed`)
  return result['2xx'] / result.duration
}

/** Runs the loads in turn, again and again, so that a noisy moment hits all alike. @returns each one's runs */
export async function interleaved(
  loads: readonly Load[],
  { rounds, seconds }: Pick<Sizes, 'rounds' | 'seconds'>,
): Promise<Map<string, number[]>> {
  const runs = new Map<string, number[]>(loads.map(({ name }) => [name, []]))
  for (const load of loads) await throughput(load, seconds / 2)
  for (let round = 0; round < rounds; round++)
    for (const load of loads) runs.get(load.name)!.push(await throughput(load, seconds))
  return runs
}

/** Runs each work once a round, in turn. @returns what each measured */
export async function interleave<K extends string>(
  rounds: number,
  works: Record<K, () => Promise<number>>,
): Promise<Record<K, number[]>> {
  const measured = {} as Record<K, number[]>
  for (let round = 0; round < rounds; round++)
    for (const name of Object.keys(works) as K[]) (measured[name] ??= []).push(await works[name]())
  return measured
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}
