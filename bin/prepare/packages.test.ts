import { execFile } from 'node:child_process'
import { chmod, cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it, onTestFinished } from 'vitest'

const execute = promisify(execFile)

const PACKAGES = {
  'node_modules/needed': { version: '1.0.0' },
  'node_modules/needed/node_modules/inner': { version: '2.0.0' },
  'node_modules/@of/platform': { version: '3.0.0', optional: true },
  'node_modules/tested': { version: '4.0.0', dev: true },
}
const NOTE = 'node_modules/.package-lock.json'

/** A project of a few packages, and an npm that installs them and writes down that it did. */
async function aProject() {
  const root = await mkdtemp(join(tmpdir(), 'gatehouse-prepare-'))
  onTestFinished(() => rm(root, { recursive: true }))
  const at = (...path: string[]) => join(root, ...path)
  const write = async (path: string, content: unknown) => {
    await mkdir(dirname(at(path)), { recursive: true })
    await writeFile(at(path), JSON.stringify(content))
  }
  await cp('bin/prepare', at('bin/prepare'), { recursive: true })
  const elsewhere = { 'node_modules/@of/another': { version: '3.0.0', optional: true } }
  await write('package-lock.json', { packages: { '': {}, ...PACKAGES, ...elsewhere } })
  const whole = async () => {
    for (const [path, { version }] of Object.entries(PACKAGES))
      await write(`${path}/package.json`, { name: path, version })
    await write(NOTE, { packages: PACKAGES })
    await mkdir(at('node_modules/node/bin'), { recursive: true })
    await writeFile(at('node_modules/node/bin/node'), '')
  }
  await whole()
  await cp(at('node_modules'), at('kept'), { recursive: true })
  await mkdir(at('path'))
  await writeFile(
    at('path/npm'),
    `#!/bin/sh\necho "$1" >> ${at('asked')}\nrm -rf node_modules\ncp -R kept node_modules\n`,
  )
  await chmod(at('path/npm'), 0o755)
  return {
    at,
    /** What a start does before all else. @returns what it said */
    async prepare({ tests = false } = {}) {
      const script = `import(${JSON.stringify(at('bin/prepare/index.mjs'))}).then((it) => it.install({ tests: ${tests} }))`
      const env = { ...process.env, PATH: at('path') + delimiter + process.env['PATH'] }
      const { stderr } = await execute(process.execPath, ['-e', script], { env })
      return stderr
    },
    /** What `npm start` is. @returns what it said before it failed */
    async start() {
      const script = `import(${JSON.stringify(at('bin/prepare/index.mjs'))}).then((it) => it.application(['serve']))`
      const env = { ...process.env, PATH: at('path') + delimiter + process.env['PATH'] }
      const failed = await execute(process.execPath, ['-e', script], { env }).catch(
        (error: { code: number; stderr: string }) => error,
      )
      return failed as { code: number; stderr: string }
    },
    asked: () => readFile(at('asked'), 'utf8').catch(() => ''),
  }
}

describe('before a start', () => {
  it('nothing is installed where all is there', async () => {
    const { prepare, asked } = await aProject()
    expect(await prepare()).toBe('')
    expect(await prepare({ tests: true })).toBe('')
    expect(await asked()).toBe('')
  })

  it.each([
    ['is gone', 'needed 1.0.0', (path: string) => rm(path, { recursive: true }), 'needed'],
    [
      'within another is gone',
      'needed/node_modules/inner 2.0.0',
      (path: string) => rm(path, { recursive: true }),
      'needed/node_modules/inner',
    ],
    [
      'of this platform is gone',
      '@of/platform 3.0.0',
      (path: string) => rm(path, { recursive: true }),
      '@of/platform',
    ],
    [
      'was cut short',
      'needed 1.0.0',
      (path: string) => writeFile(join(path, 'package.json'), '{"version": "1.0.0"'),
      'needed',
    ],
    [
      'is empty on the disk',
      'needed 1.0.0',
      (path: string) => writeFile(join(path, 'package.json'), ''),
      'needed',
    ],
    [
      'is of another version than the note says',
      'needed 1.0.0',
      (path: string) => writeFile(join(path, 'package.json'), '{"version": "0.9.0"}'),
      'needed',
    ],
  ])('a package that %s is installed again', async (_, told, spoil, path) => {
    const { at, prepare, asked } = await aProject()
    await spoil(at('node_modules', path))
    expect(await prepare()).toContain(`Installing packages (${told}, damaged)`)
    expect(await asked()).toBe('ci\n')
    expect(await prepare()).toBe('')
    expect(await asked()).toBe('ci\n')
  })

  it('a package that only tests need is looked at only for them', async () => {
    const { at, prepare } = await aProject()
    await rm(at('node_modules/tested'), { recursive: true })
    expect(await prepare()).toBe('')
    expect(await prepare({ tests: true })).toContain('tested 4.0.0, damaged')
  })

  it('all are installed where the note is gone', async () => {
    const { at, prepare, asked } = await aProject()
    await rm(at(NOTE))
    expect(await prepare()).toContain('none yet')
    expect(await asked()).toBe('ci\n')
  })

  it('two at once install once, and the second says for whom it waits', async () => {
    const { at, prepare, asked } = await aProject()
    await rm(at(NOTE))
    // Before it installs: who comes after that finds everything there, and waits for nobody.
    const npm = await readFile(at('path/npm'), 'utf8')
    await writeFile(at('path/npm'), npm.replace('\n', '\nsleep 2\n'))
    const said = await Promise.all([prepare(), prepare()])
    expect(await asked()).toBe('ci\n')
    expect(
      said.filter((text) => /Waiting for process \d+, which is installing/.test(text)),
    ).toHaveLength(1)
  })
})

describe('a start that cannot install', () => {
  const broken = '#!/bin/sh\necho "npm error network is unreachable" >&2\nexit 7\n'

  it('ends with what npm said, on the terminal and in the data folder', async () => {
    const { at, start } = await aProject()
    await rm(at(NOTE))
    await writeFile(at('path/npm'), broken)
    const { code, stderr } = await start()
    expect(code).toBe(1)
    expect(stderr).toContain('npm error network is unreachable')
    expect(stderr).toContain(`npm ci failed (7). It also stands in ${at('data/last-failure.txt')}.`)
    const kept = await readFile(at('data/last-failure.txt'), 'utf8')
    expect(kept).toContain('npm ci failed (7).')
    expect(kept).toContain('npm error network is unreachable')
  })

  it('keeps it in the folder that .env names', async () => {
    const { at, start } = await aProject()
    await rm(at(NOTE))
    await writeFile(at('path/npm'), broken)
    await writeFile(at('.env'), `PORT=1\nGATEHOUSE_DATA="${at('elsewhere')}"\n`)
    await start()
    expect(await readFile(at('elsewhere/last-failure.txt'), 'utf8')).toContain('npm ci failed')
  })
})
