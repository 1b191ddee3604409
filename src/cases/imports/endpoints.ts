import { z } from 'zod'
import {
  endpoint,
  respond,
  writes,
  type RouteHandler,
  type SignedInContext,
} from '../../web/index.ts'
import { parseId, show } from '../../kit/ids.ts'
import { done } from '../../kit/operation.ts'
import { refuse as kitRefuse } from '../../kit/refusal.ts'
import { shape } from '../../kit/shape.ts'
import { routes } from '../../routes.ts'
import { workReference } from '../work-reference.ts'
import { SENT_BYTES } from './file.ts'
import { beginImport, uploadImport } from './imports.ts'
import { previewUpload } from './preview.ts'

const shared = { feature: 'people', right: 'people:manage' } as const

const preview = shape('ImportPreview', {
  lines: z.int().describe('Under the one with the names of the columns'),
  good: z.int().describe('In which nothing is wrong as far as can be told beforehand'),
  invitations: z.int().describe('How many of those ask for an invitation'),
  problems: z
    .array(
      shape('ImportProblem', {
        line: z.int().describe('In the file; the names of the columns are on line 1'),
        column: z.string().nullable().describe('As the file calls it'),
        code: z.string(),
        detail: z.string(),
      }),
    )
    .describe('The first of them, in the order of the lines'),
  moreProblems: z.int().describe('How many there are beside those'),
})

export const importEndpoints: readonly RouteHandler[] = [
  writes(routes.api.imports, 'POST', {
    ...shared,
    operation: uploadImport,
    takes: { bytes: SENT_BYTES },
    status: 201,
    answer: shape('UploadedImport', { import: z.string().describe('Look through it, then begin') }),
    show: (_, value) => ({ import: show('import', value.import) }),
    location: (value) => routes.api.import({ import: show('import', value.import) }),
  }),

  endpoint(
    routes.api.import,
    'GET',
    {
      ...shared,
      name: 'import.preview',
      summary: 'Counts what is in a file that was sent and not begun with, and tells what to mend',
      status: 200,
      answer: preview,
    },
    async (ctx) => {
      const { portal, installation, now, language } = ctx as SignedInContext
      const id = parseId('import', ctx.param('import'))
      const preview = id && (await previewUpload(installation, portal.id, id, now))
      if (!preview) return respond(ctx, kitRefuse('not_found'))
      if ('refusal' in preview) return respond(ctx, preview.refusal)
      return respond(
        ctx,
        done(preview),
        200,
        ({ lines, good, invitations, problems, moreProblems }) => ({
          lines,
          good,
          invitations,
          moreProblems,
          problems: problems.flatMap(({ line, problems }) =>
            problems.map((one) => ({
              line,
              column: one.column,
              code: one.code,
              detail: one[language],
            })),
          ),
        }),
      )
    },
  ),

  writes(routes.api.importBeginning, 'POST', {
    ...shared,
    operation: beginImport,
    path: { import: 'import' },
    status: 201,
    answer: workReference,
    show: (_, { work }) => ({ work: show('work', work) }),
    location: ({ work }) => routes.api.work({ work: show('work', work) }),
  }),
]
