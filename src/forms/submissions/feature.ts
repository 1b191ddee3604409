import { erased, runs } from '../../kit/feature.ts'
import type { Feature } from '../../web/index.ts'
import { completeSubmission, completionJob, runCompletion } from './completing.ts'
import * as deciding from './deciding.ts'
import { mailKinds } from './mails.ts'
import { ofSubmissions } from './placeholders.ts'
import { submissionResource, submissionsResource } from './resource.tsx'

export const feature: Feature = {
  handlers: [submissionsResource, submissionResource],
  operations: [{ completeSubmission }, deciding],
  tables: [erased('form_submissions', { person_id: 'moved', filled_by: 'none' })],
  jobs: [runs(completionJob, runCompletion)],
  mails: mailKinds,
  placeholders: [ofSubmissions],
}
