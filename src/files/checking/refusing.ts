import { z } from 'zod'
import { personById, staffToTell } from '../../identity/index.ts'
import { show } from '../../kit/ids.ts'
import { done, operation, type OperationContext } from '../../kit/operation.ts'
import { holderOf } from '../holders/holder.ts'
import { removeContents } from '../uploads/uploads.ts'
import { tellOfThreat } from './mails.ts'
import { lockToRefuse, saveRefused } from './queries.ts'

/** Staff who are told of a find, and of how many they are looked for. */
const [TOLD, ASKED] = [20, 200]

/**
 * Staff who find a file by the link that they are mailed: of a thread's those who take part in it, each of whom is
 * asked about, since finds are rare; of all else anybody.
 */
async function staffWhoSee(
  { tx, installation }: OperationContext,
  { kind, holder: id }: { kind: string; holder: string },
) {
  const holder = holderOf(installation, kind)
  if (!holder?.isOpenTo) return staffToTell(tx, TOLD)
  const seeing = []
  for (const one of await staffToTell(tx, ASKED))
    if (seeing.length < TOLD && (await holder.isOpenTo(tx, id, one.id))) seeing.push(one)
  return seeing
}

export const refuseFile = operation({
  name: 'file.refuse',
  done: {
    en: 'Refused a file that was found to be dangerous',
    es: 'Rechazó un archivo que se vio que es peligroso',
  },
  details: { threat: { en: 'What was found', es: 'Qué se encontró' } },
  summary: 'Refuses a version of a file in which something dangerous was found',
  input: z.strictObject({
    file: z.uuid(),
    number: z.int(),
    threat: z.string().max(1000),
    type: z.string().max(200),
  }),
  right: 'job',
  async run(op, { file, number, threat, type }) {
    const { tx, now, note } = op
    const version = await lockToRefuse(tx, { file, number })
    if (!version) {
      note({ subject: show('file', file) })
      return done({})
    }
    const { sender, kind, holder, content } = version
    await saveRefused(tx, { file, number }, { type, threat, now })
    if (content) await removeContents(op, [content])
    const staff = await staffWhoSee(op, { kind, holder })
    const whoSent = await personById(tx, sender)
    const isAmong = staff.some(({ id }) => id === sender)
    await tellOfThreat(op, { file, threat }, [
      ...staff,
      ...(whoSent && !whoSent.disabled_at && !isAmong ? [whoSent] : []),
    ])
    note({ subject: show(kind as never, holder), details: { file: show('file', file), threat } })
    return done({})
  },
})
