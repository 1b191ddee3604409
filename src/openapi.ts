import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import { shape } from './kit/shape.ts'
import { RULES, rules } from './api-rules.ts'
import type { Endpoint, RouteHandler } from './web/index.ts'

export type Json = Record<string, unknown>

/**
 * Shapes as plain JSON Schema, which is what OpenAPI 3.1 takes. One that has been given an id is told once,
 * among the components; everywhere else the document refers to it.
 */
export class Shapes {
  readonly named: Record<string, Json> = {}

  /**
   * @param io an input that is transformed is described as it is sent
   * @param leftOut fields that are not sent, since the path names them or the request settles them
   * @throws Error where two shapes have the same id
   */
  of(schema: z.ZodType, io: 'input' | 'output', leftOut: readonly string[] = []): Json {
    const made = z.toJSONSchema(schema, { io, unrepresentable: 'any' })
    const text = JSON.stringify(made).replaceAll('"#/$defs/', '"#/components/schemas/')
    const { $schema: _, $defs = {}, ...root } = JSON.parse(text) as Json
    const own = Object.keys($defs as Json).find((name) => root['$ref'] === refTo(name))
    for (const [name, { id: _, ...shape }] of Object.entries($defs as Record<string, Json>)) {
      const told = name === own ? without(shape, leftOut) : shape
      const before = (this.named[name] ??= told)
      if (!isDeepStrictEqual(before, told)) throw new Error(`two shapes are called ${name}`)
    }
    return own === undefined ? without(root, leftOut) : root
  }

  /** The shape itself, where this refers to one. */
  resolve(schema: Json): Json {
    const name = String(schema['$ref']).slice(refTo('').length)
    return this.named[name] ?? schema
  }
}

const refTo = (name: string) => `#/components/schemas/${name}`

const LIMITS = {
  RateLimit: { $ref: '#/components/headers/RateLimit' },
  'RateLimit-Policy': { $ref: '#/components/headers/RateLimit-Policy' },
}

const problem = shape('Problem', {
  type: z.string().meta({ description: 'urn:gatehouse:problem:<code>' }),
  title: z.string(),
  status: z.int(),
  code: z.string().meta({ description: 'Stable; programs look at this' }),
  detail: z.string().meta({ description: 'For people, in the language of the caller' }),
  instance: z.string().optional(),
  errors: z
    .array(z.object({ field: z.string(), code: z.string(), detail: z.string() }))
    .optional()
    .meta({ description: 'Each input at fault and what would be right; at most 50' }),
  more: z.int().optional().meta({ description: 'How many more are at fault than those listed' }),
})

/** The names of the parameters in a route's pattern. */
export const pathNames = (pattern: string) =>
  [...pattern.matchAll(/:(\w+)/g)].map(([, name]) => name!)

const ABOUT = RULES.map((rule) => rules('en')(rule)).join('\n\n')

/** The OpenAPI 3.1 document of every endpoint, from the same list that serves them. */
export function openApi(routeHandlers: readonly RouteHandler[], server: string): Json {
  const paths: Record<string, Json> = {}
  const shapes = new Shapes()
  const problemContent = {
    'application/problem+json': { schema: shapes.of(problem, 'output') },
  }
  for (const { route, method, endpoint, right, feature } of routeHandlers) {
    if (!endpoint) continue
    const path = (route.pattern as string).replaceAll(/:(\w+)/g, '{$1}')
    paths[path] = {
      ...paths[path],
      [method.toLowerCase()]: describe(endpoint, pathNames(route.pattern), {
        tag: path.split('/')[3] ?? 'api',
        where: route.place,
        server,
        right,
        open: feature === null,
        method,
        shapes,
      }),
    }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Gatehouse',
      version: '1',
      description: ABOUT,
      contact: { name: 'Whoever runs this installation', url: server },
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: server }],
    security: [{ key: [] }],
    tags: [...new Set(Object.keys(paths).map((path) => path.split('/')[3] ?? 'api'))].map(
      (name) => ({ name, description: `What is under /api/v1/${name}` }),
    ),
    paths,
    components: {
      securitySchemes: {
        key: {
          type: 'http',
          scheme: 'bearer',
          description: 'An API key (key_….…), on the bare host',
        },
        session: {
          type: 'http',
          scheme: 'bearer',
          description: 'A session from POST /api/v1/session',
        },
      },
      schemas: shapes.named,
      headers: {
        ETag: {
          description: 'The version, to be sent in `If-Match`',
          schema: { type: 'string', examples: ['"7"'] },
        },
        RateLimit: {
          description:
            'How many requests are left, and the seconds until all of them are there again',
          schema: { type: 'string', examples: ['"api";r=2871;t=43'] },
        },
        'RateLimit-Policy': {
          description: 'How many requests there are in how many seconds',
          schema: { type: 'string', examples: ['"api";q=3000;w=60'] },
        },
        'Retry-After': { description: 'Seconds', schema: { type: 'integer' } },
      },
      responses: {
        TooMany: {
          description: 'Too many requests in this minute',
          headers: {
            ...LIMITS,
            'Retry-After': { $ref: '#/components/headers/Retry-After' },
          },
          content: problemContent,
        },
        Problem: {
          description: 'Refused: says why, and which field would have to be how',
          content: problemContent,
        },
      },
    },
  }
}

interface Place {
  tag: string
  where: string
  server: string
  right: string | undefined
  open: boolean
  method: string
  shapes: Shapes
}

function describe(
  endpoint: Endpoint,
  params: string[],
  { tag, where, server, right, open, method, shapes }: Place,
): Json {
  const { name, summary, body, given = [], query, status, answer, versioned, once } = endpoint
  const writes = method !== 'GET'
  const bodySchema = body && shapes.of(body, 'input', [...params, ...given])
  const parameters = [
    ...params.map((param) => ({
      name: param,
      in: 'path',
      required: true,
      schema: { type: 'string' },
    })),
    ...(query ? queryParameters(shapes.of(query, 'input')) : []),
    ...(writes && versioned && params.length > 0
      ? [
          {
            name: 'If-Match',
            in: 'header',
            required: false,
            description:
              'The `ETag` that the change is based on, or several; refused with 412 where none is the present one',
            schema: { type: 'string' },
          },
        ]
      : []),
    ...(writes && !open && !once
      ? [
          {
            name: 'Idempotency-Key',
            in: 'header',
            required: false,
            description: 'Sent again with the same body, answers the same and does nothing again',
            schema: { type: 'string', maxLength: 255 },
          },
        ]
      : []),
  ]
  return {
    operationId: name,
    tags: [tag],
    summary,
    description: [WHERE[where], right && `Right: ${right}.`].filter(Boolean).join(' '),
    security: securityOf(where, open, right),
    ...(where === 'portal' ? { servers: [portalServer(server)] } : {}),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(bodySchema &&
    Object.keys((shapes.resolve(bodySchema)['properties'] as Json) ?? {}).length > 0
      ? { requestBody: { required: true, content: { 'application/json': { schema: bodySchema } } } }
      : {}),
    responses: {
      [status]: {
        description: 'Done',
        ...(open && !(versioned && answer)
          ? {}
          : {
              headers: {
                ...(open ? {} : LIMITS),
                ...(versioned && answer ? { ETag: { $ref: '#/components/headers/ETag' } } : {}),
              },
            }),
        ...(answer
          ? { content: { 'application/json': { schema: shapes.of(answer, 'output') } } }
          : {}),
      },
      ...Object.fromEntries(
        refusalsOf(open, writes, params.length > 0, versioned ?? false).map((code) => [
          code,
          { $ref: '#/components/responses/Problem' },
        ]),
      ),
      ...(open ? {} : { 429: { $ref: '#/components/responses/TooMany' } }),
    },
  }
}

const WHERE: Record<string, string> = {
  portal: 'On a portal’s host.',
  console: 'On the bare host.',
  both: 'On the bare host, or on a portal’s own.',
}

/** A key has no person behind it, so what is asked of whoever has signed in is nothing to it. */
const securityOf = (where: string, open: boolean, right: string | undefined): Json[] =>
  open
    ? []
    : where === 'console' || (where === 'both' && right)
      ? [{ key: [] }, { session: [] }]
      : [{ session: [] }]

const refusalsOf = (
  open: boolean,
  writes: boolean,
  named: boolean,
  versioned: boolean,
): number[] => [
  ...(writes ? [400] : []),
  401,
  ...(open ? [410] : [403]),
  ...(named ? [404] : []),
  ...(writes ? [409] : []),
  ...(writes && versioned ? [412] : []),
  422,
]

/** Where a portal answers: on its own host, beside the console's. */
const portalServer = (server: string) => ({
  url: server.replace('://', '://{portal}.'),
  description: 'The portal’s own host',
  variables: { portal: { default: 'acme', description: 'Its short name' } },
})

function without(schema: Json, leftOut: readonly string[]): Json {
  if (leftOut.length === 0) return schema
  const {
    properties = {},
    required = [],
    ...rest
  } = schema as {
    properties?: Json
    required?: string[]
  }
  const kept = (name: string) => !leftOut.includes(name)
  const still = required.filter(kept)
  return {
    ...rest,
    properties: Object.fromEntries(Object.entries(properties).filter(([name]) => kept(name))),
    ...(still.length > 0 ? { required: still } : {}),
  }
}

function queryParameters(schema: Json): Json[] {
  const required = (schema['required'] ?? []) as string[]
  return Object.entries((schema['properties'] ?? {}) as Json).map(([name, property]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema: property,
  }))
}
