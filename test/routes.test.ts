import { describe, expect, it } from 'vitest'
import { routeHandlers } from '../src/features.ts'
import { allRoutes } from '../src/routes.ts'

/** Served by app.tsx itself, before any portal is looked for. */
const OUTSIDE = new Set(['health.live', 'health.ready', 'asset'])

const asked = allRoutes
  .filter(({ name }) => !OUTSIDE.has(name))
  .flatMap(({ name, route }) =>
    route.methods.map((method) => `${method} ${route.place} ${route.pattern} (${name})`),
  )

const named = new Map(allRoutes.map(({ name, route }) => [`${route.place} ${route.pattern}`, name]))
const served = routeHandlers.map(
  ({ route, method }) =>
    `${method} ${route.place} ${route.pattern} (${named.get(`${route.place} ${route.pattern}`)})`,
)

describe('routes', () => {
  it('are each served once, and nothing else is', () => {
    expect(served.toSorted()).toEqual(asked.toSorted())
  })

  it('are described in the reference where they are the API’s', () => {
    const undescribed = routeHandlers.filter(
      ({ route, endpoint }) =>
        route.pattern.startsWith('/api/v1/') &&
        !endpoint &&
        !route.pattern.endsWith('openapi.json'),
    )
    expect(undescribed.map(({ route }) => route.pattern)).toEqual([])
  })

  it('name their operations once', () => {
    const names = routeHandlers.flatMap(({ endpoint }) => (endpoint ? [endpoint.name] : []))
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([])
  })
})
