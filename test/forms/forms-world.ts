import { formById } from '../../src/forms/form/queries.ts'
import type { FormRow } from '../../src/forms/form/form.ts'
import { addFormField, changeFormField, createForm, openForm } from '../../src/forms/index.ts'
import { parseId } from '../../src/kit/ids.ts'
import { Browser } from '../identity/identity-world.ts'
import { anOffice, type Office } from '../people/people-world.ts'
import type { World } from '../world.ts'

export interface Desk extends Office {
  /** Shown id of the form, which is open. */
  form: string
  row(): Promise<FormRow>
  /** Adds a field that asks so. @returns its key */
  ask(kind: string, change?: object): Promise<string>
  /** Sends the form as a visitor does, from a page of its own. */
  send(sent: Record<string, string | string[]>, visitor?: Visitor): Promise<Response>
  visitor(ip?: string): Visitor
}

/** Somebody without a session, from an address. */
export interface Visitor {
  browser: Browser
  /** Opens the form; its puzzle stays unsolved, as without JavaScript. */
  open(query?: string): Promise<{ page: string; challenge: string; answer: string }>
}

/** A portal with an open form of its own. */
export async function aDesk(world: World, slug: string, settings: object = {}): Promise<Desk> {
  const office = await anOffice(world, slug)
  const { act, portal, app } = office
  const { form } = await act(createForm, { name: 'Kickoff', role: 'client', ...settings })
  await act(openForm, { form })
  const row = async () =>
    (await world.installation.db.read({ portal: portal.id }, (tx) =>
      formById(tx, parseId('form', form)!),
    ))!
  const visitor = (ip?: string): Visitor => {
    const browser = new Browser(app, portal, world.installation.url.port || undefined)
    if (ip) browser.address = ip
    return {
      browser,
      async open(query = '') {
        const { link } = await row()
        const page = await (await browser.send(`/f/${link}${query}`)).text()
        const challenge = /name="challenge" value="([^"]*)"/.exec(page)?.[1] ?? ''
        return { page, challenge, answer: '' }
      },
    }
  }
  const send: Desk['send'] = async (sent, who = visitor()) => {
    const { challenge, answer } = await who.open()
    return who.browser.post(`/f/${(await row()).link}`, { challenge, answer, ...sent })
  }
  const ask: Desk['ask'] = async (kind, change) => {
    const { formField } = await act(addFormField, { form, kind })
    if (change) await act(changeFormField, { form, formField, ...change })
    return formField
  }
  return { ...office, form, row, ask, send, visitor }
}

export const ANN = { firstName: 'Ann', lastName: 'Weir', email: 'ann@example.com' }
