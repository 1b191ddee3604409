import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pino from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkChoice, meter } from './choice.ts'

const log = pino({ level: 'silent' })
const bare = { breached: null, log }
const why = async (password: string, about: string[] = []) =>
  (await checkChoice(bare, password, about))?.fields[0]!.code ?? null

describe('choosing a password', () => {
  it.each(['nine herons over the weir', 'xK9#mQ2$vL5@nR8', '九只苍鹭飞过水坝然后停在了桥上面'])(
    'takes %j',
    async (password) => expect(await why(password)).toBeNull(),
  )

  it.each(['footballbaseball', 'princess12345678', 'mypasswordis1234', 'januaryfebruary1'])(
    'refuses %j, which is guessed early',
    async (password) => expect(await why(password)).toBe('password_guessable'),
  )

  it('tries first what is known of the person', async () => {
    const about = ['Marisol Quintanilla', 'marisol@harbour.example']
    expect(await why('marisolquintanilla7', about)).toBe('password_known')
    expect(await why('harbourquintanilla', about)).not.toBeNull()
  })

  it('is measured as it is judged', async () => {
    expect(await meter(bare, 'short')).toMatchObject({ enough: false, text: 'password_long' })
    expect(await meter(bare, 'footballbaseball')).toMatchObject({ text: 'password_guessable' })
    expect(await meter(bare, 'nine herons over the weir')).toEqual({
      score: 4,
      enough: true,
      text: null,
    })
  })
})

describe('the list of breached passwords', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'breached-'))
  })
  afterAll(() => rm(folder, { recursive: true }))

  const sha1 = (text: string) => createHash('sha1').update(text).digest('hex').toUpperCase()
  /** Drawn from a script that no list of words has: guesses at words take several times as long to count. */
  const drawn = (seed: string) =>
    Array.from(createHash('sha1').update(seed).digest().subarray(0, 16), (byte) =>
      String.fromCodePoint(0x4e00 + byte),
    ).join('')
  const stolen = Array.from({ length: 1000 }, (_, at) => drawn(`stolen ${at}`))

  const listed = async (name: string, line: (hash: string, at: number) => string, end: string) => {
    const path = join(folder, name)
    const hashes = stolen.map(sha1).toSorted((a, b) => (a < b ? -1 : 1))
    await writeFile(path, hashes.map(line).join(end) + end)
    return { breached: path, log }
  }

  it.each([
    ['counted, as it is shipped', (hash: string, at: number) => `${hash}:${at ** 3}`, '\r\n'],
    ['bare', (hash: string) => hash, '\n'],
  ])('is searched on the disk: %s', async (name, line, end) => {
    const list = await listed(name, line, end)
    for (const password of stolen)
      expect((await checkChoice(list, password, []))?.fields[0]!.code, password).toBe(
        'password_breached',
      )
    for (let at = 0; at < 200; at++)
      expect(await checkChoice(list, drawn(`never stolen ${at}`), [])).toBeNull()
  })

  it('keeps nobody from choosing when it is gone or empty', async () => {
    const empty = join(folder, 'empty')
    await writeFile(empty, '')
    for (const breached of [empty, join(folder, 'nowhere')])
      expect(await checkChoice({ breached, log }, 'nine herons over the weir', [])).toBeNull()
  })
})
