import { createConfig, lintFromString } from '@redocly/openapi-core'
import { Validator } from '@seriousme/openapi-schema-validator'
import createClient from 'openapi-fetch'
import { describe, expect, it } from 'vitest'
import { createApp } from '../src/app.tsx'
import { createKey } from '../src/identity/index.ts'
import { documentAt, typesAreCurrent, writeTypes, type Schema } from './api-document.ts'
import type { paths } from './api-types.d.ts'
import { act } from './scenarios/lifecycle-setting.ts'
import { aWorld } from './world.ts'

/** Not one of the addresses that a linter takes for an example left standing. */
const SERVER = 'https://gatehouse.test'

describe('the OpenAPI document', () => {
  it('is one, to a validator and to a linter with every rule it recommends', async () => {
    const document = documentAt(SERVER)
    const { valid, errors } = await new Validator().validate(structuredClone(document))
    expect(errors ?? []).toEqual([])
    expect(valid).toBe(true)
    const problems = await lintFromString({
      source: JSON.stringify(document),
      config: await createConfig({ extends: ['recommended-strict'] }),
      absoluteRef: 'openapi.json',
    })
    expect(
      problems.map(({ ruleId, message, location }) => [ruleId, message, location[0]?.pointer]),
    ).toEqual([])
  })

  it('is what the types of the client were made from', async () => {
    const document = documentAt(SERVER)
    if (process.env['API_TYPES'] === 'write') await writeTypes(document)
    expect(await typesAreCurrent(document)).toBe(true)
  })

  it('names what is answered, and tells no shape twice', () => {
    const { paths, components } = documentAt(SERVER)
    const calls = Object.values(paths).flatMap((methods) => Object.values(methods))
    const answered = calls.flatMap(({ operationId, responses }) =>
      Object.values(responses).flatMap(({ content = {} }) =>
        Object.values(content).map(({ schema }) => [operationId, schema] as const),
      ),
    )
    expect(answered.filter(([, { $ref }]) => !$ref).map(([operation]) => operation)).toEqual([])

    const told = new Map<string, string[]>()
    const note = (where: string, described: Schema & { description?: string }) => {
      const { description: _, ...schema } = described
      if (Object.keys(schema.properties ?? {}).length > 1) {
        const same = JSON.stringify(schema, (key, value: unknown) =>
          key === 'description' && typeof value === 'string' ? undefined : value,
        )
        told.set(same, [...(told.get(same) ?? []), where])
      }
      for (const inner of insideOf(schema)) note(where, inner)
    }
    const bodies = calls.flatMap(({ operationId, requestBody }) =>
      Object.values(requestBody?.content ?? {}).map(({ schema }) => [operationId, schema] as const),
    )
    for (const [operation, schema] of [...bodies, ...answered]) note(operation, schema)
    for (const [name, schema] of Object.entries(components.schemas))
      for (const inner of insideOf(schema)) note(name, inner)
    expect([...told.values()].filter(({ length }) => length > 1)).toEqual([])
  })
})

/** What a shape is made of. */
const insideOf = ({ properties = {}, items, anyOf, oneOf, additionalProperties }: Schema) =>
  [
    ...Object.values(properties),
    items,
    ...(anyOf ?? oneOf ?? []),
    typeof additionalProperties === 'object' ? additionalProperties : undefined,
  ].filter((schema) => schema !== undefined)

describe('the typed client', () => {
  it('leads from a new partner to a certified portal, and is refused what is not its own to do', async () => {
    const world = await aWorld()
    const app = createApp(world.installation)
    const clientWith = (secret: string) =>
      createClient<paths>({
        baseUrl: 'http://localhost:3000',
        headers: { host: 'localhost:3000', authorization: `Bearer ${secret}` },
        fetch: async (request) => app.fetch(request),
      })
    /** What was answered, where it was not refused. */
    const told = <T>({ data, error }: { data?: T; error?: unknown }): T => {
      expect(error).toBeUndefined()
      return data!
    }
    const operator = clientWith(
      (await act(world, createKey, { name: 'Operator', scopes: ['read', 'provision', 'operate'] }))
        .secret,
    )

    // The operator: a partner, its price, its key.
    const made = await operator.POST('/api/v1/partners', {
      body: { name: 'Lighthouse', timeZone: 'Europe/Madrid', billingEmail: 'bills@light.example' },
    })
    expect(made.response.status).toBe(201)
    const partner = told(made)
    expect(made.response.headers.get('location')).toBe(`/api/v1/partners/${partner.id}`)
    const priced = told(
      await operator.POST('/api/v1/partners/{partner}/prices', {
        params: { path: { partner: partner.id } },
        body: { amount: '9.50', currency: 'EUR' },
      }),
    )
    expect(priced.prices).toEqual([{ from: '2026-01-01', amount: '9.50', currency: 'EUR' }])
    const key = told(
      await operator.POST('/api/v1/keys', {
        body: { name: 'Shop', scopes: ['read', 'provision'], partner: partner.id },
      }),
    )

    // The partner's program: a portal, watched until it stands.
    const shop = clientWith(key.secret)
    const owner = { name: 'Ana Ruiz', email: 'ana@harbour.example' }
    const created = told(
      await shop.POST('/api/v1/portals', {
        params: { header: { 'Idempotency-Key': 'order 4711' } },
        body: { name: 'Harbour Law', owner, partnerReference: '4711' },
      }),
    )
    expect(created).toMatchObject({ built: false, partner: { name: 'Lighthouse' } })
    const at = { params: { path: { portal: created.id } } }
    const watch = async () => told(await shop.GET('/api/v1/portals/{portal}', at))
    expect((await watch()).building).toMatchObject({ finished: false, of: 5 })
    await world.drain()
    expect((await watch()).building).toMatchObject({ finished: true, done: 5 })

    const { people } = told(await shop.GET('/api/v1/portals/{portal}/people', at))
    expect(people).toMatchObject([{ name: 'Ana Ruiz', kind: 'staff', registration: 'invited' }])
    const certified = told(await shop.POST('/api/v1/portals/{portal}/certification', at))
    expect(certified.status).toBe('certified_secure')
    const { history } = told(await shop.GET('/api/v1/portals/{portal}/history', at))
    expect(history.map(({ to, through }) => [to, through])).toEqual([
      ['certified_secure', 'api'],
      ['trial_active', 'api'],
    ])
    expect(
      told(
        await operator.GET('/api/v1/partners/{partner}', {
          params: { path: { partner: partner.id } },
        }),
      ),
    ).toMatchObject({ portals: 1, proUsers: 1, price: { amount: '9.50' } })

    // Two edit at once: the slower one is told.
    const tag = (await shop.GET('/api/v1/portals/{portal}', at)).response.headers.get('etag')!
    const rename = (name: string) =>
      shop.PATCH('/api/v1/portals/{portal}', {
        params: { ...at.params, header: { 'If-Match': tag } },
        body: { name },
      })
    expect(told(await rename('Harbour & Co')).name).toBe('Harbour & Co')
    const late = await rename('Harbour Ltd')
    expect(late.response.status).toBe(412)
    expect(late.error).toMatchObject({ status: 412, code: 'changed_meanwhile' })

    // Not its own to do: its price, others, and after its key is revoked anything at all.
    const cheaper = await shop.POST('/api/v1/partners/{partner}/prices', {
      params: { path: { partner: partner.id } },
      body: { amount: '0', currency: 'EUR' },
    })
    expect(cheaper.response.status).toBe(403)
    await operator.DELETE('/api/v1/keys/{key}', { params: { path: { key: key.id } } })
    const over = await shop.GET('/api/v1/portals/{portal}', at)
    expect(over.response.status).toBe(401)
  })
})
