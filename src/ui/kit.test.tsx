import { describe, expect, it } from 'vitest'
import { renderFor, type Reader } from '../kit/reader.ts'
import { Conversation } from './conversation.tsx'
import { Document } from './document.tsx'
import { TextField } from './fields.tsx'
import { Form } from './form.tsx'
import { initials, RailNav } from './navigation.tsx'
import { Progress } from './progress.tsx'
import { uiTexts } from './texts.ts'

const html = (element: unknown, reader: Partial<Reader> = {}) =>
  renderFor({ language: 'en', ...reader }, element)

describe('a document', () => {
  const page = html(
    <Document title="Inicio" mood="front" refreshSeconds={5} boost>
      <main id="main">
        <svg>
          <title>picture</title>
        </svg>
      </main>
    </Document>,
    { language: 'es' },
  )

  it('reloads by itself only where there is no JavaScript', () => {
    expect(page).toMatch(/<noscript><meta http-equiv="refresh" content="5"\/?><\/noscript>/)
    expect(page.match(/http-equiv/g)).toHaveLength(1)
  })

  it('carries no style or script in itself, which the content policy forbids', () => {
    expect(page).not.toMatch(/<style|style=|<script(?![^>]* src=)|\son\w+=/)
  })

  it('has one title of its own and leaves a picture its own', () => {
    expect(page).toContain('<title>Inicio</title>')
    expect(page).toContain('<svg><title>picture</title></svg>')
  })
})

describe('a form', () => {
  it('ties a field to its help and its error, and links to it from the summary', () => {
    const form = html(
      <Form action="/x" errors={{ name: 'Give it a name.' }}>
        <TextField name="name" label="Name" help="Yours." error="Give it a name." />
      </Form>,
    )
    expect(form).toContain('href="#f-name"')
    expect(form).toMatch(
      /<input id="f-name"[^>]*aria-invalid="true" aria-describedby="f-name-help f-name-error"/,
    )
    expect(form).toContain('data-changed')
  })

  it('leaves out hidden values that are undefined, and keeps zero', () => {
    const form = html(<Form action="/x" hidden={{ a: undefined, b: 0 }} />)
    expect(form).not.toContain('name="a"')
    expect(form).toContain('name="b" value="0"')
  })

  it('writes back what was typed as text, never as markup', () => {
    const field = html(<TextField name="n" label="N" value={'"><script>'} />)
    expect(field).toContain('value="&quot;&gt;&lt;script&gt;"')
  })
})

describe('progress', () => {
  const bar = (finished: boolean) =>
    html(
      <Progress
        id="p"
        status="Sending"
        done={finished ? 1240 : 10}
        total={1240}
        finished={finished}
        pollHref="/work"
        cancel={<button>Stop</button>}
      />,
    )

  it('fetches itself again while work goes on', () => {
    expect(bar(false)).toContain('hx-get="/work"')
    expect(bar(false)).toContain('10 of 1,240')
  })

  it('stops asking, and offers nothing to stop, once finished', () => {
    expect(bar(true)).not.toContain('hx-get')
    expect(bar(true)).not.toContain('Stop')
  })
})

describe('the rail', () => {
  const item = (label: string) => ({ label, href: `/${label}`, icon: 'home' as const })

  it('keeps five entries in the bar of a phone without a menu', () => {
    expect(html(<RailNav items={[...'abcde'].map(item)} />)).not.toContain('<details')
  })

  it('puts what a bar cannot hold under More', () => {
    const nav = html(<RailNav items={[...'abcdef'].map(item)} />)
    expect(nav.match(/href="\/d"/g)).toHaveLength(1)
    expect(nav.match(/href="\/e"/g)).toHaveLength(2)
  })
})

it('a message is text: its line breaks stay, its markup does not', () => {
  const at = Temporal.Instant.from('2027-03-03T09:00:00Z')
  const entry = { id: 'm', author: 'Ana', at, body: 'One\n<b>two</b>' }
  const thread = html(<Conversation entries={[entry]} />, { now: at, zone: 'UTC' })
  expect(thread).toContain('One\n&lt;b&gt;two&lt;/b&gt;')
})

it('initials come from the first and last word, whatever the script', () => {
  expect(initials('Tomás de la Herrera')).toBe('TH')
  expect(initials('  ñandú ')).toBe('Ñ')
  expect(initials('')).toBe('')
})

it('every fixed word can be said in every language', () => {
  for (const [key, text] of Object.entries(uiTexts.words.es)) {
    expect(text).not.toBe('')
    const names = (words: string) => words.match(/\{\$\w+/g)?.toSorted() ?? []
    expect(names(text)).toEqual(names(uiTexts.words.en[key as keyof typeof uiTexts.words.en]))
  }
})
