import type { Installation } from '../../src/kit/installation.ts'
import type { Opening } from '../../src/open.ts'
import { serve, work } from '../../src/serve.ts'
import { freePort } from '../faults/app-process.ts'
import { openWorld, type World } from '../world.ts'

export interface ServedWorld extends World {
  /** The console's address. */
  console: string
  /** A portal's address, by its slug. */
  portal(slug: string): string
}

/**
 * A world that is served and does its jobs, as `npm start` would.
 * @param furnish fills it before anybody works in it
 * @param options.start where a clock stands that only the test moves; left out, it runs with the machine's
 */
export async function serveWorld(
  seed: (installation: Installation) => Promise<void> = async () => undefined,
  { outgoing, start = null }: Pick<Opening, 'outgoing'> & { start?: string | null } = {},
): Promise<ServedWorld> {
  const port = await freePort()
  const world = await openWorld({ start, url: `http://localhost:${port}`, outgoing })
  await seed(world.installation)
  const { stop } = await serve(world.installation, port)
  await work(world.installation)
  return {
    ...world,
    console: `http://localhost:${port}`,
    portal: (slug) => `http://${slug}.localhost:${port}`,
    close: async () => {
      await stop()
      await world.close()
    },
  }
}
