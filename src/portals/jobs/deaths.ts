import { z } from 'zod'
import type { Installation } from '../../kit/installation.ts'
import { CONSOLE } from '../../kit/ids.ts'
import { done, jobCaller, operation, perform } from '../../kit/operation.ts'
import type { Death } from '../../kit/running.ts'
import { SERVER } from './queries.ts'

/** Quiet: it is of the machine, and no business of those who take a portal's events. */
export const noteDeath = operation({
  name: 'server.die',
  done: { en: 'A server died and was started again', es: 'Un servidor cayó y se volvió a iniciar' },
  details: {
    how: { en: 'How', es: 'Cómo' },
  },
  summary: 'Notes that a server ended without having been asked to, and was started again',
  quiet: true,
  input: z.strictObject({ at: z.iso.datetime(), how: z.string().max(20).nullable() }),
  right: 'job',
  portal: () => CONSOLE,
  async run({ note }, details) {
    note({ subject: SERVER, details })
    return done({})
  },
})

/** Tells the operator in the log, on the page of jobs and in the console's audit trail. */
export async function tellDeath(
  installation: Installation,
  { pid, at, how }: Death,
): Promise<void> {
  installation.log.error({ pid, at: at.toString(), how }, 'a server died and was started again')
  const noted = { at: at.toString(), how }
  await perform(installation, noteDeath, jobCaller(CONSOLE), noted)
}
