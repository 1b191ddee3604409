import { show } from '../../kit/ids.ts'
import { subjectOf } from '../file/index.ts'
import type { FileRequest } from './request.ts'

/** What of a request is told of it: what it is about, and whom. */
export const noteOf = (
  request: Pick<FileRequest, 'id' | 'personId' | 'holderKind' | 'holderId'>,
) => ({
  subject: subjectOf(request),
  details: { request: show('request', request.id), person: show('person', request.personId) },
})
