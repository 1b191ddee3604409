import { z } from 'zod'
import type { Endpoint, Served } from './identity/index.ts'

type Json = Record<string, unknown>

/** Plain JSON Schema, as OpenAPI 3.1 takes it; an input that is transformed is described as it is sent. */
const schemaOf = (schema: z.ZodType, io: 'input' | 'output'): Json => {
  const { $schema: _, ...json } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Json
  return json
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
      .meta({ description: 'Each input at fault and what would be right' }),
  }),
  'output',
)

/** The names of the parameters in a route's pattern. */
const pathNames = (pattern: string) => [...pattern.matchAll(/:(\w+)/g)].map(([, name]) => name!)

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
      description:
        'Whatever a page can do, this can do. Portals are provisioned on the bare host with an API key; what happens inside a portal is asked of that portal’s own host, as a person who has signed in.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: server }],
    security: [{ key: [] }],
    tags: [...new Set(Object.keys(paths).map((path) => path.split('/')[3] ?? 'api'))].map(
      (name) => ({ name }),
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
      responses: {
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
  right: string | undefined
  open: boolean
  method: string
}

function describe(
  endpoint: Endpoint,
  params: string[],
  { tag, where, right, open, method }: Place,
): Json {
  const { name, summary, body, query, status, answer } = endpoint
  const writes = method !== 'GET'
  const bodySchema = body && withoutPath(schemaOf(body, 'input'), params)
  const parameters = [
    ...params.map((param) => ({
      name: param,
      in: 'path',
      required: true,
      schema: { type: 'string' },
    })),
    ...(query ? queryParameters(schemaOf(query, 'input')) : []),
    ...(writes && !open
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
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(bodySchema && Object.keys((bodySchema['properties'] as Json) ?? {}).length > 0
      ? { requestBody: { required: true, content: { 'application/json': { schema: bodySchema } } } }
      : {}),
    responses: {
      [status]: answer
        ? {
            description: 'Done',
            content: { 'application/json': { schema: schemaOf(answer, 'output') } },
          }
        : { description: 'Done' },
      ...Object.fromEntries(
        refusalsOf(open, writes, params.length > 0).map((code) => [
          code,
          { $ref: '#/components/responses/Problem' },
        ]),
      ),
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

const refusalsOf = (open: boolean, writes: boolean, named: boolean): number[] => [
  ...(writes ? [400] : []),
  ...(open ? [] : [401, 403]),
  ...(named ? [404] : []),
  ...(writes ? [409] : []),
  422,
]

/** What the path names is not sent again in the body. */
function withoutPath(schema: Json, params: string[]): Json {
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
