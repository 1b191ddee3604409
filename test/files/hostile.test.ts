import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import pino from 'pino'
import { beforeAll, describe, expect, it } from 'vitest'
import { openCase } from '../../src/cases/index.ts'
import { show } from '../../src/kit/ids.ts'
import { mailbox } from '../../src/kit/mail.ts'
import { databaseFiles } from '../canary-search.ts'
import { anOffice, type Office } from '../people/people-world.ts'
import { openWorld, type World } from '../world.ts'
import { addFile, shownFile } from './files-world.ts'
import { hostileFiles } from './hostile-files.ts'
import { aPhoto, CANARY } from './pictures.ts'

let world: World
let office: Office
let about: string
const log: string[] = []

beforeAll(async () => {
  world = await openWorld({
    log: pino({ level: 'debug' }, { write: (line: string) => void log.push(line) }),
  })
  office = await anOffice(world)
  const opened = await office.act(openCase, { number: 'N-1', title: 'Soto v Roe' })
  about = show('case', opened.case)
  return () => world.close()
})

/** What a browser shows in its window, if it heeds nothing else that is said. */
const SHOWN = /^(image\/(jpeg|png|gif|webp)|application\/(pdf|octet-stream)|text\/plain)$/

describe('files that mean harm', () => {
  it(
    'are looked at in bounded memory while others are answered, and given out as what runs nowhere',
    { timeout: 600_000 },
    async () => {
      const files = await hostileFiles()
      expect(files.length).toBeGreaterThanOrEqual(60)
      const ids: string[] = []
      // Some at once: each is many requests.
      const waiting = files.entries()
      await Promise.all(
        [1, 2, 3, 4].map(async () => {
          for (const [at, file] of waiting) ids[at] = await addFile(office, about, file)
        }),
      )
      const before = process.memoryUsage().rss
      let [isOver, answered, most] = [false, 0, before]
      const looked = world.drain().finally(() => (isOver = true))
      await expect
        .poll(
          async () => {
            expect((await office.browser.send('/api/v1/profile')).status).toBe(200)
            answered++
            most = Math.max(most, process.memoryUsage().rss)
            return isOver
          },
          { timeout: 500_000, interval: 100 },
        )
        .toBe(true)
      await looked
      expect(answered).toBeGreaterThan(10)
      expect(most - before).toBeLessThan(200e6)
      for (const [at, id] of ids.entries()) {
        const { name } = files[at]!
        const shown = await shownFile(office, id)
        expect(shown.state, name).toBe('ready')
        // oxlint-disable-next-line no-control-regex
        expect(shown.name, name).not.toMatch(/[/\\\u0000-\u001f\u200b\u202e\u2066\ufeff]/)
        expect([...shown.name].length).toBeLessThanOrEqual(200)
        const { status, headers, body } = await office.browser.send(`/files/${id}/content`)
        await body?.cancel()
        expect(status, name).toBe(200)
        expect(headers.get('content-type'), name).toMatch(SHOWN)
        expect(headers.get('content-disposition'), name).toMatch(
          /^attachment; filename="[^"\r\n]*"; /,
        )
        expect(headers.get('content-security-policy')).toBe("default-src 'none'; sandbox")
        expect(headers.get('x-content-type-options')).toBe('nosniff')
        expect(headers.get('set-cookie')).toBe(null)
      }
    },
  )

  it('lose what hangs on their pictures', async () => {
    const files = await hostileFiles()
    for (const [name, words] of [
      ['jpeg-and-zip.jpg', 'PK in a photo'],
      ['jpeg-and-page.jpg', '<script>'],
      ['png-and-php.png', '<?php'],
      ['webp-and-page.webp', '<script>'],
    ] as const) {
      const file = files.find((one) => one.name === name)!
      const id = await addFile(office, about, file)
      await world.drain()
      const answer = await office.browser.send(`/files/${id}/content`)
      expect(Buffer.from(await answer.arrayBuffer()).includes(words), name).toBe(false)
    }
  })
})

describe('what a photo says, and what it is called', () => {
  it('is in no file of the database, no log, no mail and no folder', async () => {
    const id = await addFile(office, about, { name: 'CANARY-name.jpg', bytes: await aPhoto() })
    await world.drain()
    expect((await shownFile(office, id)).name).toBe('CANARY-name.jpg')
    for (const canary of [CANARY, 'CANARY-name']) {
      for await (const { file, bytes } of databaseFiles(world))
        expect(bytes.includes(canary), file).toBe(false)
      expect(log.join('\n')).not.toContain(canary)
      const mails = await mailbox(world.installation, office.portal.id)
      expect(JSON.stringify(mails)).not.toContain(canary)
      for (const entry of await readdir(world.data, { recursive: true, withFileTypes: true }))
        if (entry.isFile()) {
          const path = join(entry.parentPath, entry.name)
          expect((await readFile(path)).includes(canary), path).toBe(false)
        }
    }
  })
})
