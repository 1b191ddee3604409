import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { RunOptions } from 'axe-core'
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core'
import { expect, onTestFinished } from 'vitest'

const SYSTEM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

let opened: Promise<Browser> | undefined

/** The one of this process, for all of its files: it ends with the process. */
const browser = (): Promise<Browser> => (opened ??= open())

/** The machine's Chromium where it has one, else the one that came with the packages. */
async function open(): Promise<Browser> {
  const executablePath = SYSTEM.find((path) => existsSync(path)) ?? (await unpacked())
  return chromium.launch({
    executablePath,
    // Root may not use the sandbox; nothing but our own pages is opened.
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  })
}

const UNPACK = `import('@sparticuz/chromium').then(({ default: chromium }) => chromium.executablePath())`

/**
 * The Chromium of the packages. Files that begin at the same moment on a new machine would unpack it over one
 * another, and start half of it: so each unpacks its own, and the first to have done it has done it for all.
 */
async function unpacked(): Promise<string> {
  const shared = join(tmpdir(), 'gatehouse-chromium')
  const program = join(shared, 'chromium')
  if (existsSync(program)) return program
  const own = await mkdtemp(`${shared}-`)
  await promisify(execFile)(process.execPath, ['-e', UNPACK], {
    env: { ...process.env, TMPDIR: own },
  })
  await rename(own, shared).catch(() => rm(own, { recursive: true }))
  return program
}

export const WIDE = { width: 1280, height: 900 }
export const PHONE = { width: 390, height: 844 }

/** Of what is as it should be nothing is described: on a page that is nearly all, and most of the time. */
const EXAMINED: RunOptions = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  resultTypes: ['violations'],
}

/**
 * In every page before its own scripts. Sent along with each examination, its half a megabyte would be read
 * by three processes and compiled anew each time.
 */
const AXE = fileURLToPath(import.meta.resolve('axe-core/axe.min.js'))

interface Examined {
  /** In one line each, and nothing of what is right. */
  violations: string[]
  /** Pixels by which the page is wider than the screen. */
  overflow: number
}

/** In the page. */
const EXAMINE = `axe.run(document, ${JSON.stringify(EXAMINED)}).then(({ violations }) => ({
  violations: violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html).join(' ')),
  overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
}))`

/** Somebody at a screen, with cookies of their own. */
export class Visitor {
  readonly page: Page
  readonly #shots: string | undefined = process.env['SCREENSHOTS']
  readonly #name: string
  readonly #scripted: boolean

  private constructor(page: Page, name: string, scripted: boolean) {
    this.page = page
    this.#name = name
    this.#scripted = scripted
  }

  /** For as long as the test that this is called in. */
  static async come(name: string, options: BrowserContextOptions): Promise<Visitor> {
    const context = await (await browser()).newContext({ reducedMotion: 'reduce', ...options })
    onTestFinished(() => context.close())
    await context.addInitScript({ path: AXE })
    const page = await context.newPage()
    const problems: string[] = []
    page.on('pageerror', (error) => problems.push(error.message))
    page.on('console', (message) => {
      // Chromium says so of every answer above 400, which some of these pages are on purpose.
      if (message.type() === 'error' && !/status of 4\d\d/.test(message.text()))
        problems.push(message.text())
    })
    const visitor = new Visitor(page, name, options.javaScriptEnabled ?? true)
    visitor.problems = problems
    return visitor
  }

  /** What the browser complained about: a script that failed, something the content policy stopped. */
  problems: string[] = []

  /** Pages looked at so far. */
  seen = 0

  async open(address: string): Promise<void> {
    await this.page.goto(address)
    await this.look()
  }

  async enter(fields: Record<string, string>): Promise<void> {
    for (const [label, value] of Object.entries(fields))
      await this.page.getByLabel(label, { exact: true }).fill(value)
  }

  /** Presses what has this name, and waits for the page that follows, whether or not its address is another. */
  async press(name: string | RegExp): Promise<void> {
    const before = this.page.url()
    const shown = (await this.page.locator('main').elementHandle())!
    await this.page
      .locator('main, .rail, .front-head')
      .getByRole('button', { name })
      .or(this.page.getByRole('link', { name }))
      .first()
      .click()
    const within = { timeout: 20_000 }
    await Promise.race([
      this.page
        .waitForURL((url) => url.href !== before, { ...within, waitUntil: 'load' })
        .catch(() => undefined),
      // Gone with its document, or replaced in it.
      shown.waitForElementState('hidden', within).catch(() => undefined),
    ])
    await this.look()
  }

  async sees(text: string | RegExp): Promise<void> {
    await this.page.getByText(text).first().waitFor()
    // What follows it on the page is read next.
    await this.page.waitForLoadState('load')
  }

  /** Every page that is visited is looked at: accessible, within the screen, quiet. */
  async look(): Promise<void> {
    await this.page.waitForLoadState('load')
    this.seen++
    if (this.#shots) await this.shoot()
    // The examination is itself a script; the pages it looks at elsewhere are the same.
    if (!this.#scripted) return
    // It sees one frame, and there is one.
    expect(this.page.frames(), this.page.url()).toHaveLength(1)
    const { violations, overflow } = await this.page.evaluate<Examined>(EXAMINE)
    expect(violations, this.page.url()).toEqual([])
    expect(overflow, `${this.page.url()} is wider than the screen`).toBeLessThanOrEqual(0)
    expect(this.problems, this.page.url()).toEqual([])
  }

  #count = 0
  async shoot(): Promise<void> {
    await mkdir(this.#shots!, { recursive: true })
    const name = `${this.#name}-${String(++this.#count).padStart(2, '0')}.png`
    await this.page.screenshot({ path: `${this.#shots}/${name}`, fullPage: true })
  }
}
