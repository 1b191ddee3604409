import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { controllers } from '../src/controllers.ts'
import { openApi } from '../src/openapi.ts'

/** Types of the API for its typed client, made from the document and kept with the tests. */
export const TYPES = 'test/api-types.d.ts'

/** The document, as it is served at this address. */
export const documentAt = (server: string) => openApi(controllers, server)

const WORDS = new Set(['description', 'summary', 'examples', 'contact'])

/** The document without what only people read: that may change, and the types stay. */
const shapeOf = (): string =>
  JSON.stringify(documentAt('https://gatehouse.test'), (key, value: unknown) =>
    WORDS.has(key) && (typeof value === 'string' || key !== 'description') ? undefined : value,
  )

const headFor = (shape: string) =>
  `// Made from the OpenAPI document ${createHash('sha256').update(shape).digest('hex').slice(0, 32)}: API_TYPES=write npm test test/api-client.test.ts\n`

/** Whether the types were made from the document as it is now. */
export async function typesAreCurrent(): Promise<boolean> {
  return (await readFile(TYPES, 'utf8')).startsWith(headFor(shapeOf()))
}

/**
 * Makes the types anew. Their generator wants a TypeScript that still has its own API, which ours has
 * not, so both are fetched for this alone; nothing else needs them.
 */
export async function writeTypes(): Promise<void> {
  const shape = shapeOf()
  const folder = await mkdtemp(join(tmpdir(), 'api-types-'))
  const [document, types] = [join(folder, 'openapi.json'), join(folder, 'api.d.ts')]
  await writeFile(document, shape)
  await promisify(execFile)('npx', [
    ...['--yes', '--package', 'typescript@5.9.3', '--package', 'openapi-typescript@7.13.0'],
    ...['openapi-typescript', document, '--output', types],
  ])
  await writeFile(TYPES, headFor(shape) + (await readFile(types, 'utf8')))
  await rm(folder, { recursive: true })
}
