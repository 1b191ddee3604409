import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { routeHandlers } from '../src/features.ts'
import { operations } from '../src/features.ts'

type Schema = z.core.JSONSchema.BaseSchema

/** Places of an input in which nothing says how much may stand there. */
function unlimited(schema: unknown, path: string): string[] {
  if (typeof schema !== 'object' || schema === null) return []
  const { anyOf, oneOf, allOf, type, enum: choices, const: only, ...more } = schema as Schema
  const parts = anyOf ?? oneOf ?? allOf
  if (parts) return parts.flatMap((part) => unlimited(part, path))
  if (choices || only !== undefined) return []
  if (type === 'string')
    return more.maxLength === undefined && !more.format && !more.pattern ? [path] : []
  if (type === 'array')
    return [
      ...(more.maxItems === undefined && !more.prefixItems ? [path] : []),
      ...unlimited(more.items, `${path}[]`),
    ]
  if (type === 'object') {
    // What is neither named nor a value of a list of names is refused, or dropped unread.
    const open = typeof more.additionalProperties === 'object' && more.maxProperties === undefined
    return [
      ...(open ? [path] : []),
      ...Object.entries(more.properties ?? {}).flatMap(([name, one]) =>
        unlimited(one, `${path}.${name}`),
      ),
      ...unlimited(more.additionalProperties, `${path}.*`),
    ]
  }
  return []
}

const input = (schema: z.ZodType) => z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })

describe('what may be sent', () => {
  it('is limited in every text, list and object of every operation', () => {
    const all = [...operations.values()].flatMap(({ name, input: shape }) =>
      unlimited(input(shape), name),
    )
    expect(all).toEqual([])
  })

  it('is limited in every text, list and object of every endpoint and its query', () => {
    const all = routeHandlers.flatMap(({ route, method, endpoint }) =>
      [endpoint?.body, endpoint?.query].flatMap((shape) =>
        shape ? unlimited(input(shape), `${method} ${route.pattern}`) : [],
      ),
    )
    expect(all).toEqual([])
  })
})
