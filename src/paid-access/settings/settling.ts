import { z } from 'zod'
import { id, show } from '../../kit/ids.ts'
import type { EventData } from '../../kit/events.ts'
import type { Installation } from '../../kit/installation.ts'
import { done, jobCaller, operation, perform } from '../../kit/operation.ts'
import { settleHold } from '../entitlements/holding.ts'
import { clientsUnderWay } from '../entitlements/queries.ts'

const settleAccess = operation({
  name: 'access.settle',
  done: { en: 'Looked whether a client is let in', es: 'Miró si un cliente tiene acceso' },
  outcomes: {
    opened: { en: 'Let in', es: 'Con acceso' },
    held: { en: 'Kept out', es: 'Sin acceso' },
    unchanged: { en: 'As before', es: 'Como antes' },
  },
  summary: 'Lets a client in, or keeps them out, as the portal’s settings have it now',
  input: z.strictObject({ person: id('person') }),
  right: 'job',
  quiet: true,
  async run(op, { person }) {
    const became = await settleHold(op, person)
    op.note({ subject: show('person', person), outcome: became ?? 'unchanged' })
    return done({})
  },
})

export const operations = { settleAccess }

/** Once it is changed when bank debits open the portal, that holds for those that are under way, too. */
export async function settleBankDebits(
  installation: Installation,
  { portal, data }: EventData,
): Promise<void> {
  if (!('bank_access' in data)) return
  const clients = await installation.db.read({ portal }, clientsUnderWay)
  for (const person of clients)
    await perform(installation, settleAccess, jobCaller(portal), { person: show('person', person) })
}
