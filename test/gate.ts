import pg from 'pg'
import { onTestFinished } from 'vitest'
import type { World } from './world.ts'

/** Somebody's row, held so that whoever comes to change it waits: work stands still in its middle. */
export class Gate {
  readonly #world: Pick<World, 'owner'>
  readonly #holder: pg.Client
  readonly #pid: number

  private constructor(world: Pick<World, 'owner'>, holder: pg.Client, pid: number) {
    this.#world = world
    this.#holder = holder
    this.#pid = pid
  }

  /** @param person row id */
  static async before(world: World, portal: string, person: string): Promise<Gate> {
    const holder = new pg.Client({ connectionString: world.ownerUrl })
    await holder.connect()
    onTestFinished(() => holder.end())
    await holder.query('begin')
    await holder.query('select from persons where portal_id = $1 and id = $2 for no key update', [
      portal,
      person,
    ])
    const { rows } = await holder.query<{ pid: number }>('select pg_backend_pid() as pid')
    return new Gate(world, holder, rows[0]!.pid)
  }

  /** Whether somebody stands before it. */
  async stops(): Promise<boolean> {
    const waiting = 'select from pg_stat_activity where $1 = any(pg_blocking_pids(pid))'
    return (await this.#world.owner(waiting, [this.#pid])).length > 0
  }

  /** Whether somebody waits for who stands before it. */
  async holdsUp(): Promise<boolean> {
    const behind = `select from pg_stat_activity a, unnest(pg_blocking_pids(a.pid)) as first
      where $1 = any(pg_blocking_pids(first))`
    return (await this.#world.owner(behind, [this.#pid])).length > 0
  }

  open(): Promise<void> {
    return this.#holder.end()
  }
}
