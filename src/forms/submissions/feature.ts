import { hasFiles } from '../../files/index.ts'
import { erased, runs } from '../../kit/feature.ts'
import { routes } from '../../routes.ts'
import type { Feature } from '../../web/index.ts'
import { completeSubmission, completionJob, runCompletion } from './completing.ts'
import * as deciding from './deciding.ts'
import { mailKinds } from './mails.ts'
import { ofSubmissions } from './placeholders.ts'
import { nameOfSubmission } from './queries.ts'
import { submissionResource, submissionsResource } from './resource.tsx'

export const feature: Feature = {
  handlers: [submissionsResource, submissionResource],
  operations: [{ completeSubmission }, deciding],
  tables: [erased('form_submissions', { person_id: 'moved', filled_by: 'none' })],
  jobs: [runs(completionJob, runCompletion)],
  mails: mailKinds,
  placeholders: [ofSubmissions],
  // Of what waits for staff to accept it, and of a colleague’s; all else are the contact’s.
  additions: hasFiles({
    kind: 'submission',
    many: { en: 'Forms that were sent', es: 'Formularios enviados' },
    right: 'people:manage',
    page: (submission) => routes.submissions.one({ submission }),
    find: nameOfSubmission,
  }),
}
