import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { routeHandlers } from '../src/features.ts'
import { openApi } from '../src/openapi.ts'

/** Types of the API for its typed client, made from the document and kept with the tests. */
export const TYPES = 'test/api-types.d.ts'

/** The document, as it is served at this address. */
export const documentAt = (server: string) => openApi(routeHandlers, server) as unknown as Document

/** As far as types are made of it. */
export type Document = {
  paths: Record<string, Record<string, Call>>
  components: { schemas: Record<string, Schema> }
}
interface Call {
  operationId: string
  parameters?: { name: string; in: string; required: boolean; schema: Schema }[]
  requestBody?: { content: Content }
  responses: Record<string, { content?: Content }>
}
type Content = Record<string, { schema: Schema }>

export interface Schema {
  $ref?: string
  type?: string | string[]
  enum?: unknown[]
  const?: unknown
  anyOf?: Schema[]
  oneOf?: Schema[]
  items?: Schema
  properties?: Record<string, Schema>
  required?: string[]
  additionalProperties?: boolean | Schema
}

const HEAD = `
interface Repeatable {
  'Idempotency-Key'?: string
}
interface Versioned extends Repeatable {
  'If-Match'?: string
}

/** A call: its parameters, its body if it takes one, and what it answers with which status if all is well. */
type Call<Parameters, Body, Status extends number, Answer> = {
  parameters: Parameters
  responses: Record<Status, { content: [Answer] extends [never] ? never : { 'application/json': Answer } }> & {
    default: { content: { 'application/problem+json': Problem } }
  }
} & ([Body] extends [never]
  ? { requestBody?: never }
  : { requestBody: { content: { 'application/json': Body } } })
`

/** Headers that most changes take. */
const HEADERS: Record<string, string> = {
  'Idempotency-Key': 'Repeatable',
  'If-Match,Idempotency-Key': 'Versioned',
}

/** The document's shapes and calls as TypeScript, for \`openapi-fetch\`. */
export function typesOf({ paths, components }: Document): string {
  const shapes = Object.entries(components.schemas).map(([name, schema]) =>
    schema.properties
      ? `export interface ${name} ${typeOf(schema)}`
      : `export type ${name} = ${typeOf(schema)}`,
  )
  const calls = Object.entries(paths).map(
    ([path, methods]) =>
      `'${path}': {\n${Object.entries(methods)
        .map(([method, call]) => `/** \`${call.operationId}\` */\n${method}: ${callOf(call)}`)
        .join('\n')}\n}`,
  )
  return [HEAD, `export interface paths {\n${calls.join('\n')}\n}`, ...shapes].join('\n\n')
}

function callOf({ parameters = [], requestBody, responses }: Call): string {
  const places = Map.groupBy(parameters, (parameter) => parameter.in)
  const given = [...places].map(([place, all]) => {
    const fields = all.map(
      ({ name, required, schema }) => `'${name}'${required ? '' : '?'}: ${typeOf(schema)}`,
    )
    const known = HEADERS[all.map(({ name }) => name).join()]
    if (place === 'header' && known) return `header?: ${known}`
    return `${place}${all.some(({ required }) => required) ? '' : '?'}: { ${fields.join('; ')} }`
  })
  const body = requestBody?.content['application/json']
  const [status, done] = Object.entries(responses).find(([code]) => code.startsWith('2'))!
  const answer = done.content?.['application/json']
  return `Call<{ ${given.join('; ')} }, ${body ? typeOf(body.schema) : 'never'}, ${status}, ${answer ? typeOf(answer.schema) : 'never'}>`
}

function typeOf(schema: Schema): string {
  const { $ref, type, items, properties, required = [], additionalProperties: more } = schema
  const options = schema.anyOf ?? schema.oneOf
  if ($ref) return $ref.slice($ref.lastIndexOf('/') + 1)
  if ('const' in schema) return JSON.stringify(schema.const)
  if (schema.enum) return schema.enum.map((one) => JSON.stringify(one)).join(' | ')
  if (options) return options.map(typeOf).join(' | ')
  if (Array.isArray(type)) return type.map((one) => typeOf({ ...schema, type: one })).join(' | ')
  if (items) return `(${typeOf(items)})[]`
  if (type !== 'object') return type === 'integer' ? 'number' : (type ?? 'unknown')
  const fields = Object.entries(properties ?? {}).map(
    ([name, field]) => `${name}${required.includes(name) ? '' : '?'}: ${typeOf(field)}`,
  )
  const others = typeof more === 'object' && Object.keys(more).length > 0 ? typeOf(more) : 'unknown'
  return `{ ${[...fields, ...(more === false ? [] : [`[name: string]: ${others}`])].join('\n')} }`
}

const headFor = (types: string) =>
  `// Made from the OpenAPI document ${createHash('sha256').update(types).digest('hex').slice(0, 32)}: API_TYPES=write npm test test/api-client.test.ts\n`

/** Whether the types were made from the document as it is now; what only people read of it may change. */
export async function typesAreCurrent(document: Document): Promise<boolean> {
  return (await readFile(TYPES, 'utf8')).startsWith(headFor(typesOf(document)))
}

/** Makes the types anew. */
export async function writeTypes(document: Document): Promise<void> {
  const types = typesOf(document)
  await writeFile(TYPES, headFor(types) + types)
  await promisify(execFile)(process.execPath, ['node_modules/.bin/oxfmt', TYPES])
}
