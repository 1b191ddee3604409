import { request } from 'node:http'
import { beforeAll, beforeEach, expect, it } from 'vitest'
import { openCase } from '../../src/cases/index.ts'
import { show } from '../../src/kit/ids.ts'
import { anOffice, type Office } from '../people/people-world.ts'
import { openWorld, type World } from '../world.ts'
import { served } from './files-world.ts'

/** More than one person may send at once: were one of them left over each time, the last would be turned away. */
const TIMES = 10

let world: World
let office: Office
let matter: string
let origin: string
let n = 0

beforeAll(async () => {
  world = await openWorld()
  return () => world.close()
})
beforeEach(async () => {
  office = await anOffice(world, `cut-forms-${n++}`)
  matter = show('case', (await office.act(openCase, { title: 'Soto v Roe' })).case)
  origin = (await served(office)).origin
})

/** A form with a file, up to within that. @returns the status; null where it is cut off from here, once it has come so far */
function send(file: string, { cut }: { cut: boolean }): Promise<number | null> {
  const cookie = [...office.browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const body = `--x\r\ncontent-disposition: form-data; name="about"\r\n\r\n${matter}\r\n--x\r\ncontent-disposition: form-data; name="uploads"; filename="a.bin"\r\n\r\n${file}`
  return new Promise((resolve, reject) => {
    const asked = request(
      `${origin}/files`,
      {
        method: 'POST',
        headers: {
          cookie,
          host: new URL(office.browser.origin).host,
          'content-type': 'multipart/form-data; boundary=x',
          'content-length': String(body.length + (cut ? 500_000 : 0)),
        },
      },
      (answer) => {
        answer.resume()
        resolve(answer.statusCode!)
      },
    )
    asked.on('error', (error) => (cut ? resolve(null) : reject(error)))
    asked.write(body)
    if (!cut) asked.end()
    else
      void arrived().then(() => {
        asked.destroy()
        resolve(null)
      })
  })
}

const uploads = async () =>
  (await world.owner<{ n: number }>('select count(*)::int as n from file_uploads'))[0]!.n

async function until(is: () => Promise<boolean>): Promise<void> {
  await expect.poll(is, { timeout: 30_000 }).toBe(true)
}

/** It is being kept. */
const arrived = () => until(async () => (await uploads()) > 0)

it('a form without its end is refused, and keeps neither a file nor a place', async () => {
  for (let time = 0; time < TIMES; time++)
    expect(await send('some bytes', { cut: false })).toBe(400)
  await until(async () => (await uploads()) === 0)
  expect((await office.browser.get('/cases')).status).toBe(200)
})

it('a form that is cut off keeps neither a file nor a place, however often', async () => {
  for (let time = 0; time < TIMES; time++) {
    await send('x'.repeat(100_000), { cut: true })
    await until(async () => (await uploads()) === 0)
  }
  expect(await send('whole\r\n--x--\r\n', { cut: false })).toBe(303)
})
