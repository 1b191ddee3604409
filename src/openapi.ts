import { z } from 'zod'
import { RULES, rules } from './api-rules.ts'
import type { Endpoint, Served } from './web/index.ts'

type Json = Record<string, unknown>

/** Plain JSON Schema, as OpenAPI 3.1 takes it; an input that is transformed is described as it is sent. */
const schemaOf = (schema: z.ZodType, io: 'input' | 'output'): Json => {
  const { $schema: _, ...json } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Json
  return json
}

const LIMITS = {
  RateLimit: { $ref: '#/components/headers/RateLimit' },
  'RateLimit-Policy': { $ref: '#/components/headers/RateLimit-Policy' },
}

const problemSchema = schemaOf(
  z.object({
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
  }),
  'output',
)

/** The names of the parameters in a route's pattern. */
const pathNames = (pattern: string) => [...pattern.matchAll(/:(\w+)/g)].map(([, name]) => name!)

const ABOUT = RULES.map((rule) => rules('en')(rule)).join('\n\n')

/** The OpenAPI 3.1 document of every endpoint, from the same list that serves them. */
export function openApi(controllers: readonly Served[], server: string): Json {
  const paths: Record<string, Json> = {}
  for (const { route, method, endpoint, right, feature } of controllers) {
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
      schemas: { Problem: problemSchema },
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
          content: {
            'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
          },
        },
        Problem: {
          description: 'Refused: says why, and which field would have to be how',
          content: {
            'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
          },
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
}

function describe(
  endpoint: Endpoint,
  params: string[],
  { tag, where, server, right, open, method }: Place,
): Json {
  const { name, summary, body, given = [], query, status, answer, versioned, once } = endpoint
  const writes = method !== 'GET'
  const bodySchema = body && without(schemaOf(body, 'input'), [...params, ...given])
  const parameters = [
    ...params.map((param) => ({
      name: param,
      in: 'path',
      required: true,
      schema: { type: 'string' },
    })),
    ...(query ? queryParameters(schemaOf(query, 'input')) : []),
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
    ...(bodySchema && Object.keys((bodySchema['properties'] as Json) ?? {}).length > 0
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
          ? { content: { 'application/json': { schema: schemaOf(answer, 'output') } } }
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

/** What the path names, or the visit settles, is not sent in the body. */
function without(schema: Json, params: string[]): Json {
  const properties = Object.fromEntries(
    Object.entries((schema['properties'] ?? {}) as Json).filter(([name]) => !params.includes(name)),
  )
  const required = ((schema['required'] ?? []) as string[]).filter((name) => !params.includes(name))
  return {
    ...schema,
    properties,
    ...(required.length > 0 ? { required } : { required: undefined }),
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
