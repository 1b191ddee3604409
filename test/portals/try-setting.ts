import { createApp } from '../../src/app.tsx'
import { CONSOLE } from '../../src/kit/ids.ts'
import { mailbox } from '../../src/kit/mail.ts'
import { setPuzzle, solvePuzzle } from '../../src/kit/puzzle.ts'
import { puzzleFor } from '../../src/portals/try-it-now/trial-requests.ts'
import type { World } from '../world.ts'

export const WISH = {
  name: 'Ada Okoye',
  email: 'ada@harbour.example',
  portalName: 'Harbour Law',
  timeZone: 'Europe/Madrid',
}

export interface Page {
  status: number
  headers: Headers
  html: string
  /** What it says, without its marks. */
  text: string
}

/** The public pages as visitors from some address see them. */
export class Street {
  readonly #app: ReturnType<typeof createApp>
  readonly world: World

  constructor(world: World) {
    this.world = world
    this.#app = createApp(world.installation)
  }

  async ask(
    path: string,
    {
      form,
      from = '203.0.113.9',
      host = 'localhost',
      headers = {},
    }: {
      form?: Record<string, string>
      from?: string
      host?: string
      headers?: Record<string, string>
    } = {},
  ): Promise<Page> {
    const sent = {
      host: `${host}:3000`,
      ...(form ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
      ...headers,
    }
    const response = await this.#app.request(
      `http://${host}:3000${path}`,
      {
        method: form ? 'POST' : 'GET',
        headers: sent,
        body: form && new URLSearchParams(form).toString(),
        redirect: 'manual',
      },
      { incoming: { socket: { remoteAddress: from }, headers: sent } },
    )
    const html = await response.text()
    const text = html
      .replaceAll(/<(head|script|style|noscript)[\s\S]*?<\/\1>/g, ' ')
      .replaceAll(/<[^>]+>/g, ' ')
      .replaceAll(/\s+/g, ' ')
    return { status: response.status, headers: response.headers, html, text }
  }

  /** A form as a browser sends it; its puzzle is easy, so that tests need not wait. */
  async form(
    wish: Record<string, string> = {},
    { from = '203.0.113.9', solved = true } = {},
  ): Promise<Record<string, string>> {
    const { keys } = this.world.installation
    const whom = puzzleFor(from, wish['partner'])
    const puzzle = setPuzzle(keys, whom, { bits: 4, now: await this.world.now() })
    const answer = solved ? solvePuzzle(puzzle) : ''
    return { ...WISH, ...wish, challenge: puzzle.challenge, answer }
  }

  /** Fills the form in and sends it. */
  async send(wish: Record<string, string> = {}, how: { from?: string; solved?: boolean } = {}) {
    return this.ask('/try', { form: await this.form(wish, how), from: how.from })
  }

  /** The links mailed to somebody, the newest first. */
  async links(email = WISH.email): Promise<string[]> {
    await this.world.drain()
    return (await mailbox(this.world.installation, CONSOLE))
      .filter(({ kind, to }) => kind === 'try_it_now' && to === email)
      .map(({ text }) => /token=([\w-]+)/.exec(text)![1]!)
  }

  press(token: string) {
    return this.ask('/try/link', { form: { token } })
  }

  portals() {
    return this.world.owner<{
      id: string
      name: string
      slug: string
      partner_id: string | null
      time_zone: string
      language: string
    }>('select * from portals where id <> $1 order by id', [CONSOLE])
  }
}
