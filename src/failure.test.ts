import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { ConfigError } from './config.ts'
import { explain, noteFailure } from './failure.ts'
import { DatabaseUnavailable } from './kit/db/database.ts'

const coded = (message: string, code: string, more = {}) =>
  Object.assign(new Error(message), { code, ...more })

describe('why a start failed', () => {
  it.each<[string, Error, RegExp]>([
    [
      'a setting',
      new ConfigError('PORT: found "abc"'),
      /^PORT: found "abc"\nSet it right in .*\.env/,
    ],
    [
      'the password',
      coded('no', '28P01'),
      /password in DATABASE_URL\. Put the owner’s there\. \(no\)/,
    ],
    ['a missing database', coded('no', '3D000'), /does not exist\. Make it: createdb/],
    ['a missing right', coded('no', '42501'), /must own the database and may create roles/],
    [
      'a full disk',
      coded('write failed', 'ENOSPC', { syscall: 'write' }),
      /^The disk is full\. Make room, and start again\. \(write failed\)/,
    ],
    [
      'a full disk, in the words of initdb',
      new Error('initdb failed (1):\ncould not write: No space left on device'),
      /^The disk is full/,
    ],
    [
      'a folder of somebody else',
      new Error('the key store', { cause: coded('no', 'EACCES', { syscall: 'open' }) }),
      /^A file or folder may not be used\. Start Gatehouse as the user/,
    ],
    [
      'a database that is away',
      new DatabaseUnavailable('connect ECONNREFUSED'),
      /did not answer \(connect ECONNREFUSED\)\. See whether it runs/,
    ],
    ['anything else', new Error('It says so itself.'), /^It says so itself\.$/],
  ])('is told of %s with how it is mended', (_, error, told) => {
    expect(explain(error)).toMatch(told)
  })
})

describe('the last failure', () => {
  const at = Temporal.Instant.from('2026-01-05T09:00:00Z')
  const aFolder = async () => {
    const folder = await mkdtemp(join(tmpdir(), 'gatehouse-test-'))
    onTestFinished(() => rm(folder, { recursive: true }))
    return folder
  }

  it('stands in the data folder, made if need be, with all that led to it, for its owner alone', async () => {
    const data = join(await aFolder(), 'data')
    const path = noteFailure(data, new Error('outer', { cause: new Error('inner') }), at)
    expect(path).toBe(join(data, 'last-failure.txt'))
    const text = await readFile(path!, 'utf8')
    expect(text).toMatch(/^2026-01-05T09:00:00Z gatehouse .*\n\nouter\n\nError: outer\n/)
    expect(text).toContain('because of Error: inner\n')
    expect((await stat(path!)).mode & 0o777).toBe(0o600)
  })

  it('is no other one where it cannot be written', async () => {
    const data = join(await aFolder(), 'file')
    await writeFile(data, '')
    expect(noteFailure(data, new Error('lost'), at)).toBeNull()
  })
})
