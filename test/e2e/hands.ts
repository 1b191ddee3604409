import type { Page } from 'playwright-core'
import type { Visitor } from './browser.ts'

/** How somebody uses a page: by pointer, or by keys alone. Names are parts of what is read out. */
export interface Hands {
  /** A link or button that leads to another page. */
  press(name: string): Promise<void>
  /** One that leads nowhere, such as a download. */
  activate(name: string): Promise<void>
  enter(label: string, text: string): Promise<void>
  tick(label: string): Promise<void>
  choose(label: string, file: string): Promise<void>
}

export const byPointer = (visitor: Visitor): Hands => ({
  press: (name) => visitor.press(name),
  activate: (name) => visitor.page.locator('main').getByRole('link', { name }).first().click(),
  enter: (label, text) => visitor.page.getByLabel(label).first().fill(text),
  tick: (label) => visitor.page.getByLabel(label, { exact: true }).first().check(),
  choose: (label, file) => visitor.page.getByLabel(label).first().setInputFiles(file),
})

/** Presses of Tab until a page has been gone round. */
const ROUND = 200

const ACTS = 'a, button, summary'
const FIELDS = 'input, textarea'

/** What the focus is on, as it is read out; nothing where it is nothing of that kind. In the page. */
const focused = (kind: string) => `(() => {
  const it = document.activeElement
  if (!it.matches('${kind}')) return ''
  const label = it.labels && it.labels[0]
  return (it.getAttribute('aria-label') || (label || it).textContent || '').trim()
})()`

/** Goes on by Tab until the focus is on what has this name. */
async function reach(page: Page, kind: string, name: string): Promise<void> {
  const passed: string[] = []
  for (let presses = 0; presses < ROUND; presses++) {
    await page.keyboard.press('Tab')
    const said = await page.evaluate<string>(focused(kind))
    if (said.includes(name)) return
    passed.push(said.slice(0, 30))
  }
  throw new Error(`no Tab leads to ${name}: ${[...new Set(passed)].join(' · ')}`)
}

/** By Tab, Enter, Space and letters. */
export const byKeyboard = (visitor: Visitor): Hands => {
  const { page } = visitor
  // From the start: asked for only as it opens, a busy browser opens its own before it is told.
  page.on('filechooser', () => undefined)
  const activate = async (name: string) => {
    await reach(page, ACTS, name)
    await page.keyboard.press('Enter')
  }
  return {
    activate,
    press: async (name) => {
      const shown = (await page.locator('main').elementHandle())!
      await activate(name)
      // Gone with its document, or replaced in it.
      await shown.waitForElementState('hidden', { timeout: 20_000 })
      await visitor.look()
    },
    enter: async (label, text) => {
      await reach(page, FIELDS, label)
      await page.keyboard.type(text)
    },
    tick: async (label) => {
      await reach(page, '[type=checkbox], [type=radio]', label)
      await page.keyboard.press('Space')
    },
    choose: async (label, file) => {
      await reach(page, '[type=file]', label)
      const [chooser] = await Promise.all([
        page.waitForEvent('filechooser'),
        page.keyboard.press('Enter'),
      ])
      await chooser.setFiles(file)
    },
  }
}
