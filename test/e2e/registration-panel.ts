import { expect } from 'vitest'
import type { Columns } from '../../src/identity/registration-panel/registration.ts'
import type { Visitor } from './browser.ts'

/** One person's fourteen columns, times as the page and programs write them. */
export type Standing = {
  [C in keyof Columns]: Columns[C] extends Temporal.Instant | null ? string | null : Columns[C]
}

/** The columns as staff know them, in the order in which the panel shows them. */
const COLUMNS: readonly (readonly [label: string, column: keyof Standing])[] = [
  ['Plaintiff name', 'name'],
  ['Token active', 'tokenActive'],
  ['Token expired', 'tokenExpired'],
  ['Token issued', 'tokenIssued'],
  ['Token used', 'tokenUsed'],
  ['Registration attempts', 'registrationAttempts'],
  ['User activated', 'userActivated'],
  ['User enabled', 'userEnabled'],
  ['User locked', 'userLocked'],
  ['Bad login attempts', 'badLoginAttempts'],
  ['Last login', 'lastLogin'],
  ['Last IP address', 'lastIpAddress'],
  ['Registration e-mail', 'registrationEmail'],
  ['User name', 'userName'],
]

const READ = `[...document.querySelectorAll('.registrations tbody')].map((person) => {
  const link = person.querySelector('.registrant > a')
  const shown = (cell) => cell.querySelector('time')?.dateTime ?? cell.textContent
  return {
    cells: [
      [person.closest('table').querySelector('th').textContent, link.textContent],
      ...[...person.querySelectorAll('td[data-label]')].map((cell) => [cell.dataset.label, shown(cell)]),
      ...[...person.querySelectorAll('dl > div')].map((cell) => [
        cell.querySelector('dt').textContent,
        shown(cell.querySelector('dd')),
      ]),
    ],
    link: link.getAttribute('href'),
    actions: [...person.querySelectorAll('.actions :is(button, a)')].map((one) => one.textContent),
    shut: [...person.querySelectorAll('details li')].map((one) => one.textContent),
    blocks: [...person.querySelectorAll('td[data-label]')].map((block) => {
      const { left, right, top } = block.getBoundingClientRect()
      return { left, right, top }
    }),
  }
})`

interface Read {
  cells: [label: string, value: string][]
  link: string
  actions: string[]
  shut: string[]
  blocks: { left: number; right: number; top: number }[]
}

/** What stands on the screen: of every person each label with its value, and which buttons there are. */
const read = ({ page }: Visitor): Promise<Read[]> => page.evaluate<Read[]>(READ)

export interface Registrant {
  standing: Standing
  /** Shown id. */
  person: string
  /** Labels of the actions that can be taken. */
  actions: string[]
  /** Those that cannot, with the sentence that says why. */
  shut: string[]
}

/** The panel on the page that is open, person by person; fails where a column is missing, twice or misplaced. */
export async function readPanel(visitor: Visitor): Promise<Registrant[]> {
  return (await read(visitor)).map(({ cells, link, actions, shut }) => {
    expect(cells.map(([label]) => label)).toEqual(COLUMNS.map(([label]) => label))
    const standing = Object.fromEntries(
      COLUMNS.map(([, column], n) => [column, valueOf(column, cells[n]![1])]),
    ) as Standing
    return { standing, person: link.split('/').at(-1)!, actions, shut }
  })
}

function valueOf(column: keyof Standing, shown: string): string | number | boolean | null {
  if (shown === '–') return null
  if (column === 'registrationAttempts' || column === 'badLoginAttempts') return Number(shown)
  if (shown === 'Yes' || shown === 'No') return shown === 'Yes'
  return shown
}

/** How the columns lie: side by side, or under one another as a card. */
export async function layoutOf(visitor: Visitor): Promise<'rows' | 'cards'> {
  const layouts = (await read(visitor)).map(({ blocks }) => {
    const { width } = visitor.page.viewportSize()!
    for (const { left, right } of blocks) expect([left >= 0, right <= width]).toEqual([true, true])
    return new Set(blocks.map(({ top }) => top)).size === 1 ? 'rows' : 'cards'
  })
  expect(new Set(layouts).size).toBe(1)
  return layouts[0]!
}

/** What a program reads of the same person, asked in the session of whoever has the page open. */
export async function askProgram(visitor: Visitor, person: string) {
  const answer = await visitor.page.evaluate<
    { person: string; actions: unknown; registration: string } & Standing
  >(`fetch('/api/v1/people/${person}/registration').then((answer) => answer.json())`)
  const { person: of, actions, registration, ...standing } = answer
  expect(of).toBe(person)
  // In a word what the columns say.
  expect(registration).toEqual(wordFor(standing as Standing))
  const offered = actions as { action: string; available: boolean; reason: string | null }[]
  return { standing: standing as Standing, offered }
}

/** How far somebody is, by what the columns say; that a link was used up is told by none of them. */
function wordFor({ userEnabled, userActivated, userLocked, tokenActive, tokenExpired }: Standing) {
  if (!userEnabled) return 'disabled'
  if (userActivated) return userLocked ? 'locked' : 'registered'
  if (tokenActive) return 'invited'
  return tokenExpired ? 'expired' : expect.stringMatching(/^(not_invited|used_up)$/)
}
