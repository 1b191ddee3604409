import { beforeAll, describe, expect, it } from 'vitest'
import { createApp } from '../src/app.tsx'
import { aPerson, aPortal, Browser, PASSWORD } from './identity-world.ts'
import { openWorld, type World } from './world.ts'

let world: World
let app: ReturnType<typeof createApp>
beforeAll(async () => {
  world = await openWorld()
  app = createApp(world.installation)
  return () => world.close()
})

const row = async (id: string) =>
  (await world.owner('select * from persons where id = $1', [id]))[0]!

describe('an Idempotency-Key', () => {
  it('buys no guesses: each password is counted and judged, whatever key it comes with', async () => {
    const portal = await aPortal(world, { slug: 'keyed' })
    const ada = await aPerson(world, portal.id)
    const bob = await aPerson(world, portal.id, { name: 'Bob Stone' })
    for (const guesser of [
      new Browser(app, portal),
      await new Browser(app, portal).signIn(bob), // somebody in can guess at others too
    ]) {
      guesser.headers = { 'idempotency-key': 'one' }
      for (let guess = 0; guess < 7; guess++) {
        const answer = await guesser.post('/sign-in', { email: ada.email, password: `no ${guess}` })
        expect(answer.status).toBe(401)
      }
    }
    expect(await row(ada.id)).toMatchObject({ bad_attempts: 14, lock_level: 1 })
  })

  it('does not tell the right password from a wrong one, nor stand in its way', async () => {
    const portal = await aPortal(world, { slug: 'keyed-too' })
    const ada = await aPerson(world, portal.id)
    const browser = new Browser(app, portal)
    browser.headers = { 'idempotency-key': 'one' }
    expect((await browser.post('/sign-in', { email: ada.email, password: 'no' })).status).toBe(401)
    const right = await browser.post('/sign-in', { email: ada.email, password: PASSWORD })
    expect(right.status).toBe(303)
  })
})
