import type { Hono } from 'hono'
import type { z } from 'zod'
import { createApp } from '../../src/app.tsx'
import { rightsOfPerson } from '../../src/gate/index.ts'
import { show } from '../../src/kit/ids.ts'
import { perform, type Caller, type Operation } from '../../src/kit/operation.ts'
import type { Refusal } from '../../src/kit/refusal.ts'
import { aPerson, aPortal, Browser, type Someone } from '../identity/identity-world.ts'
import type { World } from '../world.ts'

/** A portal with one of its staff signed in. */
export interface Office {
  portal: { id: string; host: string }
  app: Hono
  ada: Someone
  browser: Browser
  /** Asks the API as Ada. */
  api<A = Record<string, unknown>>(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<{ status: number; body: A }>
  /** Opens a page that has to be there. */
  text(path: string): Promise<string>
  /** Performs an operation as Ada, or as somebody else of the staff. @throws what refused it */
  act<I extends z.ZodType, R>(operation: Operation<I, R>, input: unknown, who?: Someone): Promise<R>
  /** The refusal's code and the fields it names. @throws where it was done */
  refused<I extends z.ZodType, R>(
    operation: Operation<I, R>,
    input: unknown,
    who?: Someone,
  ): Promise<Said>
}

export interface Said {
  code: string
  fields: string[]
}

export async function anOffice(world: World, slug = 'acme'): Promise<Office> {
  const portal = await aPortal(world, { slug })
  const ada = await aPerson(world, portal.id)
  const app = createApp(world.installation)
  const browser = await new Browser(app, portal, world.installation.url.port).signIn(ada)
  const result = <I extends z.ZodType, R>(
    operation: Operation<I, R>,
    input: unknown,
    { id, name }: Someone,
  ) => {
    const caller: Caller = {
      id: show('person', id),
      name,
      person: id,
      portal: portal.id,
      rights: rightsOfPerson('staff'),
      through: 'api',
    }
    return perform(world.installation, operation, caller, input)
  }
  return {
    portal,
    app,
    ada,
    browser,
    async api(method, path, body, headers = {}) {
      const answer = await browser.send(`/api/v1/${path}`, {
        method,
        headers: { 'content-type': 'application/json', ...headers },
        body: body === undefined ? undefined : JSON.stringify(body),
      })
      const text = await answer.text()
      return { status: answer.status, body: (text ? JSON.parse(text) : null) as never }
    },
    async text(path) {
      const answer = await browser.get(path)
      if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`)
      return answer.text()
    },
    async act(operation, input, who = ada) {
      const done = await result(operation, input, who)
      if (!done.ok) throw new Error(`${operation.name} refused: ${JSON.stringify(saidBy(done))}`)
      return done.value
    },
    async refused(operation, input, who = ada) {
      const done = await result(operation, input, who)
      if (done.ok) throw new Error(`${operation.name} was done`)
      return saidBy(done)
    },
  }
}

const saidBy = (refusal: Refusal): Said => ({
  code: refusal.code,
  fields: refusal.fields.map(({ field }) => field),
})
