import { isUtf8 } from 'node:buffer'
import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Hono } from 'hono'
import { Browser } from './identity/identity-world.ts'
import type { World } from './world.ts'

/** Something secret that was typed, made or mailed, in every spelling it could be found in. */
export interface Canary {
  name: string
  spellings: readonly RegExp[]
}

/** Exactly this, wherever it stands; of eight characters or more, so that none is met by chance. */
export const secret = (name: string, ...values: string[]): Canary => ({
  name,
  spellings: values.map((value) => new RegExp(RegExp.escape(value))),
})

/**
 * Not within an id, a hash, an address, a time or a fraction of one; nor one of the groups of four that
 * codes are written in, which are any digits by chance.
 */
export const word = (value: string): RegExp =>
  new RegExp(String.raw`(?<![\w+/=.:-]|\d{4} )${value}(?![\w+/=:-]|\.\d| \d{4})`)

/**
 * Nine digits, or the last four of them alone. These begin with a nought, so that no number is written
 * like them, and count only as a word of their own: a hash or an id may hold any four digits by chance.
 */
export function socialSecurityNumber(name: string, nine: string): [nine: Canary, four: Canary] {
  const [, area, group, four] = /^(\d{3})(\d{2})(0\d{3})$/.exec(nine)!
  const hashes = ['sha256', 'sha1', 'md5'].flatMap((algorithm) =>
    [nine, four!].map((value) => createHash(algorithm).update(value).digest('hex')),
  )
  return [
    {
      name: `${name}’s nine digits`,
      spellings: [
        new RegExp(String.raw`(?<![\da-f])${area}[-\s.]?${group}[-\s.]?${four}`),
        new RegExp(hashes.join('|')),
      ],
    },
    { name: `${name}’s last four`, spellings: [word(four!)] },
  ]
}

/**
 * Eight digits that are mailed as `1234 5678`, or a plain hash of them. They count only as a word of their
 * own: a hash or an id may hold any eight by chance.
 */
export function mailedCode(name: string, code: string): Canary {
  const [, first, second] = /^(\d{4}) ?(\d{4})$/.exec(code)!
  const hashes = ['sha256', 'sha1', 'md5'].map((algorithm) =>
    createHash(algorithm).update(`${first}${second}`).digest('hex'),
  )
  return {
    name,
    spellings: [
      new RegExp(String.raw`(?<![\da-z])${first}[\s+-]?${second}(?![\da-z])`, 'i'),
      new RegExp(hashes.join('|')),
    ],
  }
}

/** What was answered, and all that was sent for it. */
export interface Answer {
  who: string
  method: string
  path: string
  sent: string
  status: number
  headers: string
  text: string
}

/** A browser that keeps every answer it gets. */
export class Recorder extends Browser {
  readonly #who: string
  readonly #into: Answer[]

  constructor(app: Hono, at: { host: string }, who: string, into: Answer[]) {
    super(app, at)
    this.#who = who
    this.#into = into
  }

  override async send(path: string, init: RequestInit = {}): Promise<Response> {
    const response = await super.send(path, init)
    const headers = [...response.headers].filter(([name]) => name !== 'set-cookie')
    this.#into.push({
      who: this.#who,
      method: init.method ?? 'GET',
      path,
      sent: `${path}\n${await bodyOf(init)}`,
      status: response.status,
      headers: JSON.stringify(headers),
      text: await response.clone().text(),
    })
    return response
  }
}

/** A form with a file, as the text of its fields. */
async function bodyOf({ body }: RequestInit): Promise<string> {
  if (!(body instanceof FormData))
    return (body as string | URLSearchParams | null | undefined)?.toString() ?? ''
  const fields = await Promise.all(
    [...body.values()].map(async (value) => (value instanceof File ? value.text() : value)),
  )
  return fields.join('\n')
}

export const isIn = ({ spellings }: Canary, text: string): boolean =>
  spellings.some((spelling) => spelling.test(text))

/** Names of those that are in it, each with what stands around it. */
export function procedureInPath(
  canaries: readonly Canary[],
  where: string,
  text: string,
): string[] {
  return canaries.flatMap(({ name, spellings }) =>
    spellings.flatMap((spelling) => {
      const at = spelling.exec(text)?.index
      return at === undefined
        ? []
        : [`${name} in ${where}: …${text.slice(Math.max(0, at - 60), at + 60)}…`]
    }),
  )
}

/** Four digits alone, not some of nine or of a code. */
const FOUR_ALONE = /(?<!\d|\d[-\s+.])\d{4}(?!\d|[-\s+.]\d)/g

/**
 * A text with what it holds in hexadecimal and in base64, as bytes. Of those that are not text, four
 * digits alone are left out: there are enough of them to hold any four by chance.
 */
export function decoded(text: string): string {
  const bytes = (found: string, encoding: 'hex' | 'base64') => {
    const all = Buffer.from(found, encoding)
    const isText = isUtf8(all) && !/(?!\s)\p{Cc}/u.test(all.toString())
    return isText ? all.toString('latin1') : all.toString('latin1').replaceAll(FOUR_ALONE, '')
  }
  return [
    text,
    ...Array.from(text.matchAll(/\\x((?:[0-9a-f]{2})+)/g), ([, hex]) => bytes(hex!, 'hex')),
    ...Array.from(text.matchAll(/[\w+/-]{12,}={0,2}/g), ([found]) => bytes(found, 'base64')),
  ].join('\n')
}

/** Every row of every table as text, the queue's too. */
export async function dump(world: Pick<World, 'owner'>): Promise<Map<string, string>> {
  const tables = await world.owner<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
     where schemaname not in ('pg_catalog', 'information_schema')`,
  )
  const all = new Map<string, string>()
  for (const { name } of tables) {
    const [row] = await world.owner<{ all: string | null }>(
      `select string_agg(t::text, E'\\n' order by t::text) as all from ${name} t`,
    )
    all.set(name, row!.all ?? '')
  }
  return all
}

/**
 * The bytes of the database on disk, file by file: rows that were deleted or replaced are still in them.
 * Of databases beside it, which are other tests', only what they share: the write-ahead log, PostgreSQL's own log.
 */
export async function* databaseFiles(
  world: Pick<World, 'owner'>,
): AsyncGenerator<{ file: string; bytes: string }> {
  await world.owner('checkpoint')
  // Other worlds fill the same log meanwhile, and what was in it is written over: something is in it for sure.
  await world.owner('set synchronous_commit = on')
  await world.owner('update persons set name = name')
  const [place] = await world.owner<{ folder: string; own: string }>(
    `select current_setting('data_directory') as folder,
       (select oid::text from pg_database where datname = current_database()) as own`,
  )
  const { folder, own } = place!
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const file = join(entry.parentPath, entry.name)
    const inside = file.slice(folder.length + 1)
    if (!entry.isFile() || (inside.startsWith('base/') && !inside.startsWith(`base/${own}/`)))
      continue
    // Others' tables and logs come and go meanwhile.
    const bytes = await readFile(file).catch(() => null)
    if (bytes) yield { file: inside, bytes: bytes.toString('latin1') }
  }
}
