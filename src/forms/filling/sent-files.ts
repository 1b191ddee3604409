import { guestFiles, guestForms, holdUploads } from '../../files/index.ts'
import type { Tx } from '../../kit/db/database.ts'
import { done, type OperationContext } from '../../kit/operation.ts'
import type { Done, Refusal } from '../../kit/refusal.ts'
import { invalidField } from '../../kit/validation.ts'
import { routes } from '../../routes.ts'
import type { BegunFiles } from '../../ui/index.ts'
import type { RequestContext } from '../../web/index.ts'
import { nameOn, type Answers } from '../form/answers.ts'
import { LARGEST_FILE, type Definition } from '../form/form.ts'
import { formByLink } from '../form/queries.ts'
import { refuse } from '../refusals.ts'
import type { Sent } from '../submissions/submission.ts'

const fileFields = ({ fields }: Pick<Definition, 'fields'>) =>
  fields.filter(({ kind }) => kind === 'file')

/** Files that came with an open form are kept before the rest of it is read: of no form, and no other field of one. */
export const filesOfVisitors = guestForms.with(async (ctx, field) => {
  const link = ctx.param('link')
  if (ctx.c.req.path !== routes.f.one({ link })) return null
  const form = await ctx.read((tx) => formByLink(tx, link))
  if (form?.state !== 'open') return refuse('form_closed')
  const isAsked = fileFields(form.definition).some((one) => nameOn(one) === field)
  return isAsked ? done({ largest: LARGEST_FILE }) : invalidField(field, 'unknown_field')
})

/** By what a form's files are known while it is filled in. */
export const sentFilesIn = (definition: Pick<Definition, 'fields'>, answers: Answers): string[] =>
  fileFields(definition).flatMap(({ key }) => answers[key] ?? [])

/** What was sent of a form before it comes again, by the field’s key. */
export async function arrivedFiles(
  tx: Tx,
  ctx: Pick<RequestContext, 'installation' | 'portal' | 'now' | 'language'>,
  definition: Pick<Definition, 'fields'>,
  answers: Answers,
): Promise<Record<string, BegunFiles>> {
  const files: Record<string, BegunFiles> = {}
  for (const { key } of fileFields(definition)) {
    const arrived = await guestFiles(tx, ctx, [answers[key] ?? []].flat())
    if (arrived.length > 0) files[key] = { arrived, others: [] }
  }
  return files
}

/**
 * Takes the files of a form for its submission: from now on nobody else can send them. Its answers are what they are
 * called.
 */
export async function holdFiles(
  op: OperationContext,
  definition: Pick<Definition, 'fields'>,
  answers: Answers,
  submission: string,
): Promise<Done<Pick<Sent, 'answers' | 'files'>> | Refusal> {
  const named: Record<string, Answers[string]> = { ...answers }
  const files: Record<string, string[]> = {}
  for (const field of fileFields(definition)) {
    const sent = [answers[field.key] ?? []].flat()
    if (sent.length === 0) continue
    const held = await holdUploads(op, sent, submission)
    if (!held.ok)
      return { ...held, fields: held.fields.map((one) => ({ ...one, field: nameOn(field) })) }
    named[field.key] = held.value.map(({ name }) => name)
    files[field.key] = held.value.map(({ id }) => id)
  }
  return done({ answers: named, ...(Object.keys(files).length > 0 && { files }) })
}
