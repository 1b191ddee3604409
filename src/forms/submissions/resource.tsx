import { filesById, inClear } from '../../files/index.ts'
import { parseId } from '../../kit/ids.ts'
import { cut } from '../../kit/whole-text.ts'
import { fieldsOf } from '../../people/index.ts'
import { routes } from '../../routes.ts'
import { choiceOf, csv, everyRow, resourceOf, type SignedInContext } from '../../web/index.ts'
import type { FormRow } from '../form/form.ts'
import { funnelSteps } from '../form/places.ts'
import { formById } from '../form/queries.ts'
import { sheetHead, sheetLine } from './csv.ts'
import { acceptDifferences, dismissDifferences } from './deciding.ts'
import { listSubmissions, submissionsCursor, submissionsFilter } from './list.ts'
import { SubmissionPage, SubmissionsPage } from './pages.tsx'
import { countSteps } from './queries.ts'
import { readSubmission } from './reading.ts'
import { openSent, SUBMISSION_STATES } from './submission.ts'
import { words } from './texts.ts'
import {
  showLine,
  showSubmission,
  submissionLine,
  submissionView,
  type OpenSubmission,
} from './view.ts'

const A_PAGE = 50
const common = { feature: 'forms', right: 'people:manage', words } as const

const namedForm = ({ read, param }: SignedInContext) => {
  const id = parseId('form', param('form'))
  return id === null ? null : read((tx) => formById(tx, id))
}

const queryIn = ({ query }: SignedInContext, form: FormRow) => ({
  form: form.id,
  state: choiceOf(SUBMISSION_STATES, query('state')),
  uninvited: choiceOf(['yes'] as const, query('uninvited')),
  search: cut(query('search')?.trim() ?? '', 254) || undefined,
})

async function listPage(ctx: SignedInContext, form: FormRow): Promise<Response> {
  const query = queryIn(ctx, form)
  const more = funnelSteps.of(ctx.installation)
  const [page, steps, further] = await ctx.read(
    async (tx) =>
      [
        await listSubmissions(tx, { ...query, after: ctx.query('after'), limit: A_PAGE }),
        await countSteps(tx, form.id),
        await Promise.all(
          more.map(async ({ label, count }) => ({ label, count: await count(tx, form.id) })),
        ),
      ] as const,
  )
  return ctx.page(<SubmissionsPage {...{ form, query, page, steps, further }} />)
}

/** Every submission with what was answered, by the fields that the form has now. */
async function sheet(ctx: SignedInContext, form: FormRow): Promise<Response> {
  const { installation, portal, language } = ctx
  const query = queryIn(ctx, form)
  const rows = await ctx.read(async (tx) => {
    const key = await installation.keys.of(tx, portal.id)
    return everyRow(
      ({ after, limit }) => listSubmissions(tx, { ...query, after, limit }),
      (row) => sheetLine(form, row, openSent(key, portal.id, row, installation.log), language),
    )
  })
  return csv('submissions', [sheetHead(form, language), ...rows])
}

export const submissionsResource = resourceOf(common, namedForm)
  .page(routes.forms.one.submissions, listPage)
  .page(routes.forms.one.submissions.csv, sheet)
  .list(routes.api.forms.one.submissions, {
    name: 'submission.list',
    summary: 'Lists what was sent with a form, the newest first',
    filter: submissionsFilter,
    cursor: submissionsCursor.field,
    rows: 'submissions',
    view: submissionLine,
    order: 'The newest first',
    more: 'Send it as `cursor` for the submissions that follow',
    find: async (ctx, query) => {
      const form = await namedForm(ctx)
      return form ? ctx.read((tx) => listSubmissions(tx, { ...query, form: form.id })) : null
    },
    show: showLine,
  })

const named = async ({ read, installation, portal, param }: SignedInContext) => {
  const id = parseId('submission', param('submission'))
  return id === null ? null : read((tx) => readSubmission(tx, installation, portal.id, id))
}

const present = async (ctx: SignedInContext) => {
  const submission = await named(ctx)
  return submission ? showSubmission(submission) : null
}

async function onePage(ctx: SignedInContext, submission: OpenSubmission): Promise<Response> {
  const sent = Object.values(submission.sent?.files ?? {}).flat()
  const { form, own, rows } = await ctx.read(async (tx) => ({
    form: (await formById(tx, submission.row.form_id))!,
    own: await fieldsOf(tx),
    rows: await filesById(tx, sent),
  }))
  const files = new Map((await inClear(ctx, rows)).map((file) => [file.id, file]))
  return ctx.page(<SubmissionPage {...{ submission, form, own, files }} />)
}

const toSubmission = ({ submission }: { submission: string }) =>
  routes.submissions.one({ submission })

export const submissionResource = resourceOf(
  { ...common, answer: submissionView, show: present },
  named,
)
  .page(routes.submissions.one, onePage)
  .read(routes.api.submissions.one, {
    name: 'submission.show',
    summary: 'Shows what was sent with a form, by the form as it was',
    show: present,
  })
  .change(acceptDifferences, {
    page: routes.submissions.one.acceptance,
    to: toSubmission,
    said: 'accept.done',
  })
  .change(acceptDifferences, { api: routes.api.submissions.one.differences })
  .change(dismissDifferences, {
    page: routes.submissions.one.dismissal,
    to: toSubmission,
    said: 'dismiss.done',
  })
  .change(dismissDifferences, { api: routes.api.submissions.one.differences, method: 'DELETE' })
