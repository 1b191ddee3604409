import { z } from 'zod'
import { id, show } from '../../kit/ids.ts'
import { done, operation } from '../../kit/operation.ts'
import { refuse as kitRefuse } from '../../kit/refusal.ts'
import { addTo } from '../file/index.ts'
import { refuse } from '../refusals.ts'
import { tellOfAnswer } from './mails.ts'
import { attachFiles, countAnswers } from './answer-queries.ts'
import { lockRequest, setState } from './queries.ts'
import { isOutstanding } from './request.ts'
import { noteOf } from './note.ts'

/** Files that one answer brings. */
const AT_ONCE = 10

export const answerRequest = operation({
  name: 'file_request.answer',
  done: { en: 'Sent a requested document', es: 'Envió un documento pedido' },
  details: { files: { en: 'Files', es: 'Archivos' } },
  summary:
    'Sends what one is asked for; more may follow until it is accepted. Whoever has asked is told by mail',
  input: z.strictObject({
    request: id('request'),
    uploads: z.array(id('upload')).min(1).max(AT_ONCE).describe('Files that were sent whole'),
  }),
  right: 'files:use',
  async run(op, { request: id, uploads }) {
    const { tx, now, caller, installation } = op
    const request = await lockRequest(tx, id)
    if (!request || request.personId !== caller.person) return kitRefuse('not_found')
    if (!isOutstanding(request)) return refuse('request_ended')
    const sent = [...new Set(uploads)]
    const most = installation.caps.answerFiles
    if ((await countAnswers(tx, id, most)) + sent.length > most)
      return refuse('too_many_answers', { field: 'uploads', values: { most } })
    const holder = { kind: request.holderKind, holder: request.holderId }
    const files: string[] = []
    for (const upload of sent) {
      const added = await addTo(op, holder, { upload })
      if (added.ok) files.push(added.value.file)
      else return { ...added, fields: added.fields.map((one) => ({ ...one, field: 'uploads' })) }
    }
    await attachFiles(tx, id, files)
    if (request.state === 'open') {
      await setState(tx, id, { state: 'answered', now })
      await tellOfAnswer(op, request)
    }
    const { subject, details } = noteOf(request)
    op.note({ subject, details: { ...details, files: files.map((file) => show('file', file)) } })
    return done({ request: id, files: files.length })
  },
})
