import { once } from 'node:events'
import type { BusboyFileStream } from '@fastify/busboy'
import { refusePacked, tooManyFields } from '../kit/http/body.ts'
import { requestHeader } from '../kit/http/headers.ts'
import { Place } from '../kit/place.ts'
import { refuse, type Done, type Refusal } from '../kit/refusal.ts'
import type { Language } from '../kit/texts.ts'
import { cut } from '../kit/whole-text.ts'
import { invalidField } from '../kit/validation.ts'
import { arrivingBody, type ArrivingBody } from './arriving-body.ts'
import { asNamed, formParser } from './form-parser.ts'
import { kindOf, readSentFields } from './forms.ts'
import type { FieldKind, FormFields, RequestContext, SentForm } from './request-context.ts'

/** A file of a form, as it comes. */
export interface ArrivingFile extends ArrivingBody {
  /** Of the form. */
  field: string
  /** As the browser calls it. */
  name: string
  /** The whole form's length, where it says one: no file in it is longer. */
  atMost: number
}

/** Keeps a file that comes in a form, and tells the id it is known by; added by the room that keeps files. */
export const fileSink = new Place<
  (ctx: RequestContext, file: ArrivingFile) => Promise<Done<string> | Refusal>
>()

const MULTIPART = /^multipart\/form-data\s*(;|$)/i

/** Withdraws a file that was kept so, before it belongs to anything. */
export const keptFiles = new Place<(ctx: RequestContext, id: string) => Promise<unknown>>()

/** Whether a form brings files that are kept as they come, rather than held in memory. */
export const isStreamed = ({ c }: RequestContext, fields: FormFields): boolean =>
  Object.values(fields).includes('upload') && MULTIPART.test(requestHeader(c, 'content-type') ?? '')

type Form = ReturnType<typeof formParser>

/** Files that one form may bring. */
const MOST_FILES = 10

/** Of a form of which a file was refused, what stood before it, with the files that have arrived. */
export type RefusedForm = Refusal & { form?: SentForm }

/**
 * Reads a form with files: each is kept as it comes, and its field is the list of the ids that they are known by.
 * The first thing that is wrong ends it; of a file that cannot be kept it is told at its field.
 */
export async function readStreamedForm(
  ctx: RequestContext,
  fields: FormFields,
): Promise<Done<SentForm> | RefusedForm> {
  const { c, takes } = ctx
  const packed = refusePacked(c)
  if (packed) return packed
  const body = arrivingBody(c)
  const atMost = Number(requestHeader(c, 'content-length') ?? Infinity)
  const sent = new Map<string, string[]>()
  const add = (field: string, value: string) => sent.set(field, [...(sent.get(field) ?? []), value])
  const { promise: wrong, resolve: end } = Promise.withResolvers<RefusedForm>()
  const form = formFor(ctx, (field) => end(invalidField(field || 'body', 'character')))
  if (!form) return refuse('malformed_form')
  const malformed = () => end(refuse('malformed_form'))
  let kept: Promise<unknown> = Promise.resolve()
  const files: BusboyFileStream[] = []
  form.on('file', (field, file, name) => {
    files.push(file)
    // The parser tells of a part that ends too early here, and perhaps before anybody reads it: unheard it would end
    // the process, and whoever comes to read would wait for ever.
    file.on('error', (error) => void file.destroy(error))
    // One after another, as they come: the parser waits for whoever reads.
    kept = kept.then(async () => {
      const kind = kindOf(fields, field)
      const result = await keep(ctx, kind, {
        field,
        name: name && asNamed(name),
        atMost,
        bytes: file,
        cutOff: body.cutOff,
      })
      if (result.ok && result.value) add(field, result.value)
      if (result.ok) return
      const form = kind === 'upload' ? readSentFields(sent, fields) : result
      end(ofFile(result, { field, name: name ?? '' }, form))
    })
    kept.catch(malformed)
  })
  let length = 0
  form.on('field', (field, value, _, isCut) => {
    length += Buffer.byteLength(value)
    if (isCut || length > takes.bytes) end(tooLarge(takes.bytes))
    else add(field, value)
  })
  form.on('fieldsLimit', () => end(tooManyFields(takes)))
  form.on('filesLimit', () => end(tooManyFields({ fields: MOST_FILES })))
  form.on('error', malformed)
  const whole = feed(body, form, wrong).then(() => kept)
  const refusal = await Promise.race([
    whole.then(
      () => null,
      () => refuse('malformed_form'),
    ),
    wrong,
  ])
  // Nothing more comes: whoever still keeps one of its files ends, with what they hold.
  if (refusal) for (const file of files) file.destroy(new Error('the form has ended'))
  return refusal ?? readSentFields(sent, fields)
}

/** A longer name is cut off where it is said. */
const NAME_SAID = 200

/** What is said of a file is said at its field, also where it is about all that somebody sends. */
function ofFile(
  refusal: Refusal,
  { field, name }: { field: string; name: string },
  form: Done<SentForm> | Refusal,
): RefusedForm {
  const { code, say } = refusal
  const said = refusal.fields.length > 0 ? refusal.fields : [{ code, say }]
  if (!form.ok) return { ...refusal, fields: said.map((one) => ({ ...one, field })) }
  // Of several it is said which.
  const called = cut(asNamed(name), NAME_SAID)
  const fields = said.map(({ code, say }) => ({
    ...{ field, code },
    say: (language: Language) => `${called}: ${say(language)}`,
  }))
  return { ...refusal, fields, form: form.value }
}

function formFor({ c, takes }: RequestContext, onBroken: (field: string) => void): Form | null {
  const limits = { fields: takes.fields, fieldSize: takes.bytes, files: MOST_FILES }
  try {
    return formParser(requestHeader(c, 'content-type') ?? '', limits, onBroken)
  } catch {
    return null
  }
}

/** Hands the parser what comes, until it ends or something is wrong: what then follows is not read. */
async function feed({ bytes }: ArrivingBody, form: Form, wrong: Promise<unknown>): Promise<void> {
  const pieces = bytes[Symbol.asyncIterator]()
  const ended = Promise.withResolvers<void>()
  form.once('finish', ended.resolve)
  let isWrong = false
  void wrong.then(() => (isWrong = true))
  for (let next = await pieces.next(); !next.done && !isWrong; next = await pieces.next())
    if (!form.write(next.value)) await Promise.race([once(form, 'drain'), wrong])
  if (isWrong) return
  form.end()
  await ended.promise
}

/** @returns nothing of an empty field, which browsers send as a file without a name */
async function keep(
  ctx: RequestContext,
  kind: FieldKind | undefined,
  file: Omit<ArrivingFile, 'bytes'> & { bytes: BusboyFileStream },
): Promise<Done<string | null> | Refusal> {
  const [sink] = fileSink.of(ctx.installation)
  if (kind === 'upload' && file.name && sink) return sink(ctx, file)
  if (file.name) return invalidField('file', kind === undefined ? 'unknown_field' : 'one_text')
  // Of an empty one nothing comes: the rest of the form would be read for nothing, however long it is.
  for await (const _ of file.bytes) return refuse('malformed_form')
  return { ok: true, value: null }
}

const tooLarge = (bytes: number) =>
  refuse('too_large', { field: 'body', values: { most: Math.floor(bytes / 1024) } })
