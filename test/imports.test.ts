import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { describe, expect, it } from 'vitest'

/**
 * Who may import whom. Lower first: each domain sees those before it, never those after.
 * Side by side on one line means strangers to each other.
 */
const DOMAINS = [
  ['identity'],
  ['portals'],
  ['files'],
  ['people'],
  ['messages'],
  ['payments'],
  ['cases', 'paid-access'],
  ['support'],
  // A world to look at: stands on all of them, and nothing but the start stands on it.
  ['demo'],
]
/** The list of all features, which each declare themselves in a file of their folder. */
const FEATURES = 'src/features.ts'
const DEMO_SIGN_IN = 'src/identity/demo-sign-in.ts'
const OPEN_TO_ALL = ['kit', 'ui', 'gate', 'web', 'routes.ts', 'config.ts']

const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/.test(path))
  .map((path) => join('src', path))

/** The first folder under src, or the file's own name where it lies directly there. */
const folderOf = (path: string) => path.split('/')[1]!

/** Both `import … from '…'` and `import('…')`; types count, since a type drags its whole world along. */
const importsOf = (path: string) =>
  [...readFileSync(path, 'utf8').matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)].map(
    ([, target]) => normalize(join(dirname(path), target!)),
  )

const edges = sources
  .filter((path) => !/\.test\.tsx?$/.test(path))
  .flatMap((from) => importsOf(from).map((to) => ({ from, to })))

const rank = (folder: string) => DOMAINS.findIndex((row) => row.includes(folder))
const broken = (rule: (from: string, to: string, edge: { from: string; to: string }) => boolean) =>
  edges
    .filter((edge) => !rule(folderOf(edge.from), folderOf(edge.to), edge))
    .map(({ from, to }) => `${from} → ${to}`)

/** `src/cases/labels` of a file in it; a file directly in its domain belongs to no folder. */
const featureOf = (path: string) =>
  path.split('/').length > 3 ? path.split('/').slice(0, 3).join('/') : null

/** The folders of its own domain that a folder imports, each with one import that says so. */
const neighbours = new Map<string, Map<string, string>>()
for (const { from, to } of edges) {
  const [folder, next] = [featureOf(from), featureOf(to)]
  if (folder === null || next === null || folder === next || folderOf(from) !== folderOf(to))
    continue
  const reached = neighbours.get(folder) ?? new Map<string, string>()
  if (!reached.has(next)) reached.set(next, `${from} → ${to}`)
  neighbours.set(folder, reached)
}

/** Ways from a folder back to itself by imports within its domain, each a sentence. Every folder is entered once. */
function roundTrips(): string[] {
  const found: string[] = []
  const left = new Set<string>()
  const way: string[] = []
  const steps: string[] = []
  const enter = (folder: string) => {
    way.push(folder)
    for (const [next, step] of neighbours.get(folder) ?? []) {
      if (left.has(next)) continue
      steps.push(step)
      if (way.includes(next)) found.push(steps.slice(way.indexOf(next)).join(', '))
      else enter(next)
      steps.pop()
    }
    way.pop()
    left.add(folder)
  }
  for (const folder of neighbours.keys()) if (!left.has(folder)) enter(folder)
  return found
}

describe('imports', () => {
  it('kit stands on itself alone', () => {
    expect(broken((from, to) => from !== 'kit' || to === 'kit')).toEqual([])
  })

  it('ui stands on kit and the routes', () => {
    expect(broken((from, to) => from !== 'ui' || ['ui', 'kit', 'routes.ts'].includes(to))).toEqual(
      [],
    )
  })

  it('the gate imports nothing, and the routes nothing of ours', () => {
    expect(broken((from, to) => from !== 'gate' || to === 'gate')).toEqual([])
    expect(broken((from) => from !== 'routes.ts')).toEqual([])
  })

  it('the web stands on the kit, the pages’ parts, the gate and the routes, and knows no domain', () => {
    expect(
      broken(
        (from, to) => from !== 'web' || ['web', 'kit', 'ui', 'gate', 'routes.ts'].includes(to),
      ),
    ).toEqual([])
  })

  it('domains stand on one another in one direction', () => {
    expect(
      broken(
        (from, to) =>
          rank(from) < 0 ||
          from === to ||
          OPEN_TO_ALL.includes(to) ||
          (rank(to) >= 0 && rank(to) < rank(from)),
      ),
    ).toEqual([])
  })

  it('another domain is entered by its door', () => {
    expect(
      broken(
        (from, to, edge) =>
          rank(to) < 0 ||
          from === to ||
          edge.to === `src/${to}/index.ts` ||
          (edge.from === FEATURES && edge.to.endsWith('/feature.ts')) ||
          (from === 'demo' && edge.to === DEMO_SIGN_IN),
      ),
    ).toEqual([])
  })

  it('only the demo lets people in without a password, to tell its story', () => {
    const users = edges.filter(({ to }) => to === DEMO_SIGN_IN).map(({ from }) => folderOf(from))
    expect(new Set(users)).toEqual(new Set(['demo']))
  })

  it('nobody imports what lies directly in src, but the routes and the configuration', () => {
    expect(
      broken(
        (from, to) =>
          !/\.tsx?$/.test(to) || ['routes.ts', 'config.ts'].includes(to) || /\.tsx?$/.test(from),
      ),
    ).toEqual([])
  })

  it('folders of a domain import one another in one direction', () => {
    expect(roundTrips()).toEqual([])
  })

  it('names only rooms that are in the plan of the house', () => {
    const folders = new Set(sources.map(folderOf).filter((folder) => !/\.tsx?$/.test(folder)))
    expect(
      [...folders].filter(
        (folder) => rank(folder) < 0 && !['kit', 'ui', 'gate', 'web'].includes(folder),
      ),
    ).toEqual([])
  })

  it('SQL stands in queries and in the kit', () => {
    const offenders = sources.filter(
      (path) =>
        !/queries\.ts$|\.test\.tsx?$/.test(path) &&
        // The demo reads what it has seeded, to go on from it.
        !['kit', 'demo'].includes(folderOf(path)) &&
        /selectFrom|insertInto|updateTable|deleteFrom|sql`|sql<|\btx\.run\b/.test(
          readFileSync(path, 'utf8'),
        ),
    )
    expect(offenders).toEqual([])
  })

  it('only the clock reads the time', () => {
    const offenders = sources.filter(
      (path) =>
        path !== 'src/kit/clock.ts' &&
        !/\.test\.tsx?$/.test(path) &&
        /Date\.now\(|new Date\(\)|Temporal\.Now/.test(readFileSync(path, 'utf8')),
    )
    expect(offenders).toEqual([])
  })
})
