import { once } from 'node:events'
import { createServer, type Server } from 'node:net'
import { patiently } from './kit/waiting.ts'

/** How long whoever has the port may take to end, as a server does that is being stopped; in milliseconds. */
const PATIENCE = 10_000
/** Three thousand that connect at once fill Node's own 511: whoever comes then is heard a second later. */
const BACKLOG = 4096

/** It cannot be listened on the port. */
export class PortUnavailable extends Error {}

/**
 * Listens on a port, and waits ten seconds for one that another program has.
 * @throws PortUnavailable
 */
export async function listen(server: Server, port: number): Promise<void> {
  const passes = (error: unknown) => (error as NodeJS.ErrnoException).code === 'EADDRINUSE'
  try {
    await patiently(`port ${port}`, () => tried(server, port), { passes, patience: PATIENCE })
  } catch (error) {
    const why = passes(error)
      ? `Port ${port} is in use by another program. Stop that one`
      : `It cannot be listened on port ${port} (${(error as Error).message}). Let this user do that`
    throw new PortUnavailable(
      `${why}, or choose another port: PORT=${port < 3000 ? 3000 : port + 1} npm start`,
      {
        cause: error,
      },
    )
  }
}

/** Whether there is a use in starting, which may take half a minute, is known before. @throws PortUnavailable */
export async function tryPort(port: number): Promise<void> {
  const server = createServer()
  await listen(server, port)
  server.close()
  await once(server, 'close')
}

async function tried(server: Server, port: number): Promise<void> {
  const listening = once(server, 'listening')
  server.listen({ port, backlog: BACKLOG })
  await listening
}
