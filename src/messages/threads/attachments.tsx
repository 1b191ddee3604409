import { z } from 'zod'
import {
  addTo,
  hasFiles,
  inUnits,
  RefusedFiles,
  stateSaid,
  type ShownFile,
} from '../../files/index.ts'
import { id, show } from '../../kit/ids.ts'
import type { OperationContext } from '../../kit/operation.ts'
import type { Refusal } from '../../kit/refusal.ts'
import { routes } from '../../routes.ts'
import { Attachments } from '../../ui/index.ts'
import { useSignedInContext } from '../../web/index.ts'
import { takesPartIn } from './queries.ts'

/** With one message. */
const MOST_FILES = 10

export const attachments = z
  .array(id('upload'))
  .max(MOST_FILES)
  .optional()
  .describe('Files that were sent whole, to go with it')

/** Whoever takes part in a thread sees what came with its messages; nobody looks after it. */
export const messageFiles = hasFiles({
  kind: 'message',
  many: { en: 'Messages', es: 'Mensajes' },
  right: 'job',
  page: () => routes.messages(),
  find: async () => null,
  isOpenTo: takesPartIn,
})

/** Attaches what somebody has sent, in the order it was chosen. @returns what refused it; null where nothing did */
export async function attach(
  op: OperationContext,
  message: string,
  uploads: readonly string[] = [],
): Promise<Refusal | null> {
  for (const upload of uploads) {
    const added = await addTo(op, { kind: 'message', holder: message }, { upload })
    if (!added.ok)
      return { ...added, fields: added.fields.map((one) => ({ ...one, field: 'files' })) }
  }
  return null
}

/** What came with a message. */
export function Attached({ files }: { files: readonly ShownFile[] }) {
  const { language } = useSignedInContext()
  return files.length === 0 ? null : (
    <>
      <Attachments
        files={files.map((file) => ({
          name: file.name,
          href: routes.files.one.content({ file: show('file', file.id) }),
          size: [inUnits(file.bytes, language), stateSaid(file)].filter(Boolean).join(' · '),
          isHeld: file.state !== 'ready',
        }))}
      />
      <RefusedFiles files={files} />
    </>
  )
}
