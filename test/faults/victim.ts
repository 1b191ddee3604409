import { expect } from 'vitest'
import { CLI_RIGHTS } from '../../src/gate/index.ts'
import { createKey } from '../../src/identity/index.ts'
import { CONSOLE } from '../../src/kit/ids.ts'
import { perform, type Caller } from '../../src/kit/operation.ts'
import type { World } from '../world.ts'
import { startApp, until, type AppProcess } from './app-process.ts'

/** How often each kind of work is cut off in its middle; the full proof sets 20. */
export const KILLS = Number(process.env['KILLS'] ?? 2)
/** For each of which so many tries are made. */
const TRIES = 8
/** Each try kills a process and waits for the next one. */
export const timeout = KILLS * TRIES * 30_000

const operator: Caller = {
  id: 'cli',
  name: 'Test',
  portal: CONSOLE,
  rights: CLI_RIGHTS,
  through: 'cli',
}

export interface Answer {
  status: number
  body: { id: string; status: string; built?: boolean }
}

interface Cut<T> {
  /** The kill falls at any moment of so many, or earlier where that comes too late. */
  ms: number
  work: () => Promise<T>
  /** Waited for before those milliseconds begin. */
  begun?: () => Promise<boolean>
  /** With the process dead: whether the work is begun and not done. */
  unfinished: () => Promise<boolean>
}

/** The application in a process of its own, to be killed in the middle of its work and started again. */
export class Victim {
  readonly #world: World
  readonly #port: number
  readonly #secret: string
  readonly #receivers: readonly string[] | undefined
  readonly #env: Record<string, string>
  #app: AppProcess
  /** The part of the given time in which kills fall: less after one that came too late. */
  #part = 1

  private constructor(
    world: World,
    port: number,
    secret: string,
    receivers: readonly string[] | undefined,
    env: Record<string, string>,
    app: AppProcess,
  ) {
    this.#world = world
    this.#port = port
    this.#secret = secret
    this.#receivers = receivers
    this.#env = env
    this.#app = app
  }

  /** @param receivers where it may send on this machine */
  static async start(
    world: World,
    port: number,
    receivers?: readonly string[],
    env: Record<string, string> = {},
  ): Promise<Victim> {
    await world.owner('update installation set set_up_at = now()')
    const key = await perform(world.installation, createKey, operator, {
      name: 'Kill',
      scopes: ['read', 'provision', 'operate'],
    })
    if (!key.ok) throw new Error(key.code)
    const app = await startApp(world, port, receivers, env)
    return new Victim(world, port, key.value.secret, receivers, env, app)
  }

  /** Asks its API. @returns null where the process died before it answered */
  async call(method: string, path: string, body?: unknown, key?: string): Promise<Answer | null> {
    try {
      const response = await fetch(`${this.#app.origin}/api/v1${path}`, {
        method,
        headers: {
          authorization: `Bearer ${this.#secret}`,
          'content-type': 'application/json',
          ...(key ? { 'idempotency-key': key } : {}),
        },
        body: body === undefined ? undefined : JSON.stringify(body),
      })
      return { status: response.status, body: (await response.json()) as Answer['body'] }
    } catch {
      return null
    }
  }

  /**
   * Starts something, kills the process in its middle, starts it again.
   * @returns what was acknowledged, and whether the kill fell into the middle
   */
  async cutOff<T>({ ms, work, begun, unfinished }: Cut<T>): Promise<{
    acknowledged: T
    inside: boolean
  }> {
    const answer = work()
    if (begun) await until(begun)
    await new Promise((resolve) => setTimeout(resolve, Math.random() * ms * this.#part))
    await this.kill()
    const acknowledged = await answer
    const inside = await unfinished()
    this.#part = inside ? Math.min(1, this.#part * 1.5) : this.#part / 2
    this.#app = await startApp(this.#world, this.#port, this.#receivers, this.#env)
    return { acknowledged, inside }
  }

  kill(): Promise<void> {
    return this.#app.kill()
  }

  terminate(): Promise<number | null> {
    return this.#app.terminate()
  }
}

/** Does it until so many kills fell into the middle; those before and after are checked as well, not counted. */
export async function untilCutOff(once: () => Promise<boolean>): Promise<void> {
  let inside = 0
  for (let tries = 0; inside < KILLS && tries < KILLS * TRIES; tries++) if (await once()) inside++
  expect(inside).toBe(KILLS)
}
