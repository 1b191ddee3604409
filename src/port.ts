import { once } from 'node:events'
import { connect, type Server } from 'node:net'
import { patiently } from './kit/waiting.ts'

/** How long whoever has the port may take to end, as a server does that is being stopped; in milliseconds. */
const PATIENCE = 10_000
/** Three thousand that connect at once fill Node's own 511: whoever comes then is heard a second later. */
const BACKLOG = 4096

/** It cannot be listened on the port. */
export class PortUnavailable extends Error {}

const inUse = (error: unknown) => (error as NodeJS.ErrnoException).code === 'EADDRINUSE'

/**
 * Listens on a port, and waits ten seconds for one that another program has.
 * @throws PortUnavailable
 */
export const listen = (server: Server, port: number): Promise<void> =>
  waitingFor(port, async () => {
    const listening = once(server, 'listening')
    server.listen({ port, backlog: BACKLOG })
    await listening
  })

/**
 * Whether there is a use in starting, which may take half a minute, is known before. It is only knocked at the
 * port: who listens and closes again cuts off whoever has connected meanwhile.
 * @throws PortUnavailable
 */
export const tryPort = (port: number): Promise<void> =>
  waitingFor(port, async () => {
    if (await answers(port)) throw Object.assign(new Error('in use'), { code: 'EADDRINUSE' })
  })

async function waitingFor(port: number, attempt: () => Promise<void>): Promise<void> {
  try {
    await patiently(`port ${port}`, attempt, { passes: inUse, patience: PATIENCE })
  } catch (error) {
    const why = inUse(error)
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

/** Whether somebody listens there. */
async function answers(port: number): Promise<boolean> {
  const socket = connect({ port, host: '127.0.0.1' })
  try {
    await once(socket, 'connect')
    return true
  } catch {
    return false
  } finally {
    socket.destroy()
  }
}
