import { expect, it } from 'vitest'
import { isBorn, userName } from './contact.ts'

const at = (time: string) => Temporal.Instant.from(`2026-01-05T${time}Z`)
it('nobody is born tomorrow', () => {
  expect(isBorn('2026-01-05', at('09:00:00'))).toBe(true)
  expect(isBorn('2026-01-06', at('09:00:00'))).toBe(false)
})

it.each([
  ['Ada.Reyes', 'ada.reyes'],
  ['ada@example.com', undefined],
  ['ab', undefined],
  ['.ada', undefined],
])('a user name %j is kept as %j', (typed, kept) => {
  expect(userName.safeParse(typed).data).toBe(kept)
})
