import { beforeAll, describe, expect, it } from 'vitest'
import { openCase } from '../../src/cases/index.ts'
import { show } from '../../src/kit/ids.ts'
import { serve } from '../../src/serve.ts'
import { freePort } from '../faults/app-process.ts'
import { addFile, shownFile } from '../files/files-world.ts'
import { hostileFiles, RUN } from '../files/hostile-files.ts'
import { anOffice, type Office } from '../people/people-world.ts'
import { openWorld, type World } from '../world.ts'
import { Visitor, WIDE } from './browser.ts'

let world: World
let office: Office
let about: string
let port: number

beforeAll(async () => {
  world = await openWorld()
  office = await anOffice(world)
  const opened = await office.act(openCase, { number: 'N-1', title: 'Soto v Roe' })
  about = show('case', opened.case)
  port = await freePort()
  const { stop } = await serve(world.installation, port)
  return async () => {
    await stop()
    await world.close()
  }
})

describe('a file that means harm', () => {
  it(
    'runs in nobody’s browser: it is downloaded, however it is opened, and asks for nothing',
    { timeout: 600_000 },
    async () => {
      const files = await hostileFiles()
      const ids: string[] = []
      for (const file of files) ids.push(await addFile(office, about, file))
      await world.drain()
      for (const id of ids) expect((await shownFile(office, id)).state).toBe('ready')
      const ada = await Visitor.come('hostile-files', { viewport: WIDE, acceptDownloads: true })
      const { page } = ada
      const origin = `http://${office.portal.host}:${port}`
      await page
        .context()
        .addCookies(
          [...office.browser.cookies].map(([name, value]) => ({ name, value, url: origin })),
        )
      const ran: string[] = []
      page.context().on('request', (request) => {
        if (new URL(request.url()).pathname === RUN) ran.push(request.url())
      })
      page.on('dialog', (dialog) => {
        ran.push(dialog.message())
        void dialog.dismiss()
      })
      await page.goto(`${origin}/files/${ids[0]}`)
      for (const [at, id] of ids.entries()) {
        const address = `${origin}/files/${id}/content`
        const [download] = await Promise.all([
          page.waitForEvent('download'),
          page.goto(address).catch(() => null),
        ])
        expect(download.url(), files[at]!.name).toBe(address)
        await download.cancel()
        expect(await page.title()).not.toBe('ran')
      }
      // All their names and small pictures, on a page of ours.
      await ada.open(`${origin}/cases/${about}`)
      await page.getByRole('heading', { name: 'Files' }).waitFor()
      expect(ran).toEqual([])
    },
  )
})
