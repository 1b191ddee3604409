import type { Context } from 'hono'
import { refuse, type Done, type Refusal } from '../refusal.ts'
import { Counts } from './counts.ts'
import { requestHeader } from './headers.ts'

/** How much a request may send. */
export interface BodyLimits {
  bytes: number
  /** Fields of a form, parameters of an address, members and elements of a JSON text in all. */
  fields: number
}

/** How much somebody may send. */
export interface SenderLimits extends BodyLimits {
  /** Whoever that is: one does not fill what all together may be sending. */
  whose: string
}

/** A body of this size is anybody's to send; of larger ones so much is taken at a time. */
const SMALL_BYTES = 16 * 1024
const OWN_BYTES = 4 * 1024 * 1024
const ALL_BYTES = 48 * 1024 * 1024

/** Bytes of larger bodies that are being read. */
const arriving = new Counts()

/** Levels of a JSON text; ours need six. */
const MOST_DEEP = 20

/**
 * The bytes of a request's body, counted while they come: of one that is longer no more is kept, and
 * of one that says so itself nothing is read.
 */
async function readBytes(
  c: Context,
  { bytes: most, whose }: SenderLimits,
): Promise<Done<Uint8Array> | Refusal> {
  const said = requestHeader(c, 'content-length')
  if (said !== undefined && Number(said) > most) return tooLarge(most)
  const share = new Share(whose)
  try {
    // Node holds a body to the length it says.
    if (said !== undefined && requestHeader(c, 'transfer-encoding') === undefined)
      return share.holds(Number(said))
        ? { ok: true, value: new Uint8Array(await c.req.arrayBuffer()) }
        : busy(c)
    const pieces: Uint8Array[] = []
    let length = 0
    for await (const piece of c.req.raw.body ?? []) {
      length += piece.length
      if (length > most) return tooLarge(most)
      if (!share.holds(length)) return busy(c)
      pieces.push(piece)
    }
    return { ok: true, value: Buffer.concat(pieces) }
  } finally {
    share.giveBack()
  }
}

/** The connection ends with the answer: what else is on its way would be read for nothing. */
function busy(c: Context): Refusal {
  c.header('connection', 'close')
  return refuse('busy')
}

/** What one body takes of all that may be arriving. */
class Share {
  readonly #whose: string
  #bytes = 0

  constructor(whose: string) {
    this.#whose = whose
  }

  /** Whether so much of the body, in all, may be held; a small one always is. */
  holds(length: number): boolean {
    const more = length - this.#bytes
    if (length <= SMALL_BYTES || more <= 0) return true
    if (arriving.of(this.#whose) + more > OWN_BYTES || arriving.all + more > ALL_BYTES) return false
    arriving.add(this.#whose, more)
    this.#bytes = length
    return true
  }

  giveBack(): void {
    arriving.remove(this.#whose, this.#bytes)
    this.#bytes = 0
  }
}

const tooLarge = (most: number) =>
  refuse('too_large', { field: 'body', values: { most: Math.floor(most / 1024) } })

/** The refusal of what has more fields than are taken here. */
export const tooManyFields = ({ fields: most }: Pick<BodyLimits, 'fields'>): Refusal =>
  refuse('too_many_fields', { field: 'body', values: { most } })

const JSON_TYPE = /^application\/([\w.-]+\+)?json\s*(;|$)/i

const CHARSET = /;\s*charset\s*=\s*"?([^";\s]*)/i

/** JSON is UTF-8; what says that it is another encoding is not read as if it were. */
const isJsonType = (type: string): boolean =>
  JSON_TYPE.test(type) && /^(utf-?8|us-ascii)$/i.test(CHARSET.exec(type)?.[1] ?? 'utf-8')

/** Refuses a body that is packed: what it would become nobody counts. */
export function refusePacked(c: Context): Refusal | null {
  const packed = requestHeader(c, 'content-encoding') ?? 'identity'
  return /^identity$/i.test(packed.trim()) ? null : refuse('packed', { field: 'body' })
}

/** The bytes of a body; of another kind than is taken here only none at all are. @param otherwise of what to refuse those */
async function inPortal(
  c: Context,
  otherwise: 'not_a_form' | 'not_json' | null,
  limits: SenderLimits,
): Promise<Done<Uint8Array> | Refusal> {
  const packed = refusePacked(c)
  if (packed) return packed
  if (otherwise === null) return readBytes(c, limits)
  const none = await readBytes(c, { ...limits, bytes: 0 })
  return none.ok ? none : refuse(otherwise, { field: 'body' })
}

/** What a form sent: its fields by name, and the bytes they were read from. */
export interface SentFields {
  fields: Map<string, (string | File)[]>
  bytes: Uint8Array
}

/**
 * The fields of a form by name, in either way that browsers send them. How many there are is counted
 * before any is taken apart.
 */
export async function readFields(
  c: Context,
  limits: SenderLimits,
): Promise<Done<SentFields> | Refusal> {
  const type = requestHeader(c, 'content-type') ?? ''
  const parts = FORMS.find(({ is }) => is.test(type))
  try {
    const body = await inPortal(c, parts ? null : 'not_a_form', limits)
    if (!body.ok) return body
    const fields: SentFields['fields'] = new Map()
    if (!parts) return { ok: true, value: { fields, bytes: body.value } }
    const bytes = Buffer.from(body.value.buffer, body.value.byteOffset, body.value.length)
    if (parts.hasMore(bytes, type, limits.fields)) return tooManyFields(limits)
    for (const [name, value] of await parts.read(bytes, type)) {
      const sent = fields.get(name)
      if (sent) sent.push(value)
      else fields.set(name, [value])
    }
    return { ok: true, value: { fields, bytes } }
  } catch {
    // It is not what it says it is, or ended before its end.
    return refuse('malformed_form')
  }
}

interface FormEncoding {
  is: RegExp
  /** Whether it has more fields than that: no more are counted. */
  hasMore: (bytes: Buffer, type: string, most: number) => boolean
  read: (bytes: Buffer, type: string) => Iterable<[string, string | File]> | Promise<FormData>
}

const FORMS: readonly FormEncoding[] = [
  {
    is: /^application\/x-www-form-urlencoded\s*(;|$)/i,
    hasMore: (bytes, _, most) => occursOften(bytes, '&', most),
    read: (bytes) => new URLSearchParams(bytes.toString()),
  },
  {
    is: /^multipart\/form-data\s*(;|$)/i,
    // The last boundary ends the form.
    hasMore: (bytes, type, most) => occursOften(bytes, `--${boundaryIn(type)}`, most + 2),
    // Told the very boundary that was counted, and no other that a longer header may name.
    read: (bytes, type) =>
      new Response(new Uint8Array(bytes), {
        headers: { 'content-type': `multipart/form-data; boundary="${boundaryIn(type)}"` },
      }).formData(),
  },
]

/** @throws where there is none that a form could have (RFC 2046, 5.1.1) */
function boundaryIn(type: string): string {
  const [, quoted, plain] =
    /;\s*boundary=(?:"([^"\\]{1,70})"|([^\s;"]{1,70}))(?:\s|;|$)/i.exec(type) ?? []
  const boundary = quoted ?? plain
  if (boundary === undefined) throw new TypeError('no boundary')
  return boundary
}

/** Whether a text occurs so many times, or more. */
function occursOften(bytes: Buffer, text: string, times: number): boolean {
  let count = 0
  for (let at = bytes.indexOf(text); at >= 0; at = bytes.indexOf(text, at + text.length))
    if (++count >= times) return true
  return false
}

/** The parameters of an address, counted. */
export const parametersIn = (url: string): number => {
  const query = url.indexOf('?')
  return query < 0 ? 0 : url.slice(query).split('&').length
}

/** A body as it is, of whatever kind, such as one whose bytes are signed. */
export async function readRaw(
  c: Context,
  limits: SenderLimits,
): Promise<Done<Uint8Array> | Refusal> {
  try {
    return await inPortal(c, null, limits)
  } catch {
    // It ended before its end.
    return refuse('malformed', { field: 'body' })
  }
}

/** A JSON object, or nothing at all for what needs no input. */
export async function readJson(
  c: Context,
  limits: SenderLimits,
): Promise<Done<Record<string, unknown>> | Refusal> {
  const isJson = isJsonType(requestHeader(c, 'content-type') ?? '')
  try {
    const body = await inPortal(c, isJson ? null : 'not_json', limits)
    if (!body.ok) return body
    if (body.value.length === 0) return { ok: true, value: {} }
    const over = measured(body.value, limits.fields)
    if (over === 'many') return tooManyFields(limits)
    if (over === 'deep') return refuse('too_deep', { field: 'body', values: { most: MOST_DEEP } })
    const text = new TextDecoder('utf-8', { fatal: true }).decode(body.value)
    const value: unknown = JSON.parse(text)
    if (value !== null && typeof value === 'object' && !Array.isArray(value))
      return { ok: true, value: value as Record<string, unknown> }
  } catch {
    // Answered below: what is not JSON, not UTF-8 and no object are mended alike.
  }
  return refuse('malformed', { field: 'body' })
}

const [QUOTE, BACKSLASH, COMMA] = [0x22, 0x5c, 0x2c]
const [OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [0x5b, 0x5d, 0x7b, 0x7d]

/** Whether a JSON text would be built into too many members and elements, empty ones too, or too many levels. */
function measured(bytes: Uint8Array, most: number): 'many' | 'deep' | null {
  let [values, level, within] = [0, 0, false]
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at]
    if (within) {
      if (byte === BACKSLASH) at++
      else if (byte === QUOTE) within = false
    } else if (byte === QUOTE) within = true
    else if (byte === COMMA) values++
    else if (byte === OPEN_LIST || byte === OPEN_OBJECT) {
      values++
      if (++level > MOST_DEEP) return 'deep'
    } else if (byte === CLOSE_LIST || byte === CLOSE_OBJECT) level--
    if (values > most) return 'many'
  }
  return null
}
