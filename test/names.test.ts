import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseAst } from 'rolldown/parseAst'
import { describe, expect, it } from 'vitest'

/** Words that only this project used, with the word of the field. They are not used as a part of a name either. */
const SAY_INSTEAD: Record<string, string> = {
  visit: 'request context (`ctx`)',
  visited: 'current',
  visiting: 'current',
  visits: 'requests',
  door: 'entry, middleware or index',
  doorkeeper: 'entry',
  served: 'route handler',
  along: 'prefetch',
  room: 'layout',
  rooms: 'layouts',
  workroom: 'staff layout',
  lane: 'queue',
  lanes: 'queues',
  nudge: 'wake',
  waking: 'wake',
  handful: 'lease',
  handfuls: 'leases',
  allowance: 'rate limit',
  allowances: 'rate limits',
  facts: 'gate input, identity checks or details',
  judge: 'verify or check',
  judged: 'verified or checked',
  judging: 'verification',
  stakes: 'impact',
  registering: 'registration',
  furnish: 'seed',
  story: 'demo or events',
  chapter: 'event',
  rehearsal: 'demo',
  rehearse: 'demo',
}

/** Names that say nothing of the thing, where they are the whole name: `takenAt` and `mergedInto` say something. */
const NAME_THE_THING = ['found', 'asked', 'known', 'answered', 'taken', 'merged', 'settled']

/** Names of the database and keys of texts that people read stay as they are. */
const isOutside = (name: string, path: string) =>
  /_/.test(name) || OUTSIDE[path]?.includes(name) || VISITOR.test(name)

/** A compiler of Kysely's has its methods' names. */
const VISITOR = /^visit(\w+Query|Join|Value)$/

/** Names in the audit trail, in forms, and in texts for mails. */
const OUTSIDE: Record<string, string[]> = {
  'src/messages/threads/draft.ts': ['found'],
  'src/messages/threads/new-thread-page.tsx': ['found'],
  'src/people/merging/merging.ts': ['merged'],
  'src/kit/placeholders/faults.ts': ['known'],
}
const files = ['src', 'bench'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path) && !/(\.test\.tsx?|\btexts\.ts)$/.test(path))
    .map((path) => join(folder, path)),
)

const wordsOf = (name: string) =>
  name
    .replaceAll(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z\d]+/)

const wrongIn = (name: string) =>
  wordsOf(name).flatMap((word) =>
    Object.hasOwn(SAY_INSTEAD, word) ? `${name}: say ${SAY_INSTEAD[word]}` : [],
  )

function identifiersOf(path: string): Set<string> {
  const names = new Set<string>()
  const walk = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return
    if ('type' in node && /^(JSX|Private)?Identifier$/.test(String(node.type)) && 'name' in node)
      names.add(String(node.name))
    Object.values(node).forEach(walk)
  }
  const lang = path.endsWith('x') ? 'tsx' : 'ts'
  walk(parseAst(readFileSync(path, 'utf8'), { lang }, path))
  return names
}

describe('names', () => {
  it('of files are those of the field', () => {
    expect(files.flatMap(wrongIn)).toEqual([])
  })

  it('in code are those of the field, and say what the thing is', () => {
    const wrong = files.flatMap((path) =>
      [...identifiersOf(path)]
        .filter((name) => !isOutside(name, path))
        .flatMap((name) => [
          ...wrongIn(name),
          ...(path.startsWith('src') && NAME_THE_THING.includes(name)
            ? [`${name}: say of what`]
            : []),
        ])
        .map((sentence) => `${path}: ${sentence}`),
    )
    expect(wrong).toEqual([])
  })
})
