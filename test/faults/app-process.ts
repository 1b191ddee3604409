import { spawn, type ChildProcess } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { build, NODE_ENVIRONMENT, NODE_FLAGS } from '../../bin/prepare/index.mjs'
import type { World } from '../world.ts'

/** The whole application as a process of its own, on a world's database, to be killed at any moment. */
export interface AppProcess {
  origin: string
  pid: number
  kill(): Promise<void>
  /** Ends it as an operator would. @returns exit code */
  terminate(): Promise<number | null>
}

/** What one of the workers that run side by side may give; there are ten such ranges. */
const PORTS = 500
const given = new Set<number>()

/**
 * A port nobody uses, and that is given to no other. Below the range that systems take the source ports of
 * outgoing connections from, and each worker from its own, so that nothing takes it while nobody listens;
 * and below that of embedded databases.
 */
export async function freePort(): Promise<number> {
  const first = 10_000 + (Number(process.env['VITEST_POOL_ID'] ?? 0) % 10) * PORTS
  for (;;) {
    const port = first + randomInt(PORTS)
    if (given.has(port)) continue
    given.add(port)
    const probe = createServer().listen(port)
    const free = await once(probe, 'listening').then(
      () => true,
      () => false,
    )
    if (!free) continue
    probe.close()
    await once(probe, 'close')
    return port
  }
}

/**
 * Starts it and waits until it is ready.
 * @param receivers where it may send although that is on this machine; the application itself can be
 *   told no such thing, so it is started by another entry then
 * @param env what its environment has beside that, such as a mail server
 */
export async function startApp(
  world: Pick<World, 'ownerUrl' | 'data' | 'masterKey'>,
  port: number,
  receivers?: readonly string[],
  env: Record<string, string> = {},
): Promise<AppProcess> {
  const bundle = await build(receivers ? 'test/faults/app-to-receivers.ts' : 'src/main.ts')
  const args = receivers ?? ['serve']
  const child: ChildProcess = spawn(process.execPath, [...NODE_FLAGS, bundle, ...args], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      ...NODE_ENVIRONMENT,
      ...process.env,
      PORT: String(port),
      DATABASE_URL: world.ownerUrl,
      GATEHOUSE_DATA: world.data,
      GATEHOUSE_MASTER_KEY: world.masterKey.toString('base64'),
      GATEHOUSE_URL: `http://localhost:${port}`,
      // One person of a test does in a second what somebody does in an hour.
      GATEHOUSE_PAGE_WRITES: '999999',
      LOG_LEVEL: 'silent',
      ...env,
    },
  })
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const origin = `http://localhost:${port}`
  await until(async () => {
    if (child.exitCode !== null) throw new Error(`the application ended with ${child.exitCode}`)
    return fetch(`${origin}/health/ready`).then(
      (response) => response.ok,
      () => false,
    )
  })
  return {
    origin,
    pid: child.pid!,
    kill: async () => {
      child.kill('SIGKILL')
      await ended
    },
    terminate: () => {
      child.kill('SIGTERM')
      return ended
    },
  }
}

/** Waits for a condition, looking again every few milliseconds. @throws when it does not come about */
export async function until(condition: () => Promise<boolean>, limitMs = 60_000): Promise<void> {
  const limit = performance.now() + limitMs
  while (!(await condition())) {
    if (performance.now() > limit) throw new Error(`not within ${limitMs} ms: ${String(condition)}`)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}
