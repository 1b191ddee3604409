import { randomBytes } from 'node:crypto'
import { expect, it } from 'vitest'
import { MasterKey } from './keys.ts'
import { isSolution, readPuzzle, setPuzzle, solvePuzzle } from './puzzle.ts'

const keys = new MasterKey(randomBytes(32))
const now = Temporal.Instant.from('2026-01-05T09:00:00Z')
const whom = { form: 'try', network: '203.0.113.9' }
const puzzle = setPuzzle(keys, whom, { bits: 8, now })

it('is ours, for its form and network, to the millisecond of its hour', () => {
  const { challenge } = puzzle
  const read = (about: object, at = now, by = keys) =>
    readPuzzle(by, { ...whom, ...about }, challenge, at)
  expect(read({})).toMatchObject({ challenge, bits: 8 })
  expect(read({}, now.add({ milliseconds: 3_599_999 }))).not.toBeNull()
  expect(read({}, now.add({ hours: 1 }))).toBeNull()
  expect(read({ form: 'another' })).toBeNull()
  expect(read({ network: '203.0.113.10' })).toBeNull()
  expect(read({}, now, new MasterKey(randomBytes(32)))).toBeNull()
})

it('cannot be made longer, easier or another by whoever has it', () => {
  const [until, bits, nonce, signed] = puzzle.challenge.split('.')
  for (const forged of [
    [`${Number(until) + 1}`, bits, nonce, signed],
    [until, '0', nonce, signed],
    [until, bits, 'A'.repeat(22), signed],
    [until, bits, nonce, 'A'.repeat(43)],
    [until, bits, nonce],
    [''],
  ])
    expect(readPuzzle(keys, whom, forged.join('.'), now)).toBeNull()
})

it('is solved by numbers that each give enough zero bits, and by no others', () => {
  const answer = solvePuzzle(puzzle)
  expect(isSolution(puzzle, answer)).toBe(true)
  expect(isSolution({ ...puzzle, bits: 60 }, answer)).toBe(false)
  const numbers = answer.split('.')
  for (const wrong of [
    '',
    numbers.with(5, '-1').join('.'),
    ` ${answer}`,
    `${answer}.0`,
    numbers.toReversed().join('.'),
    numbers.slice(1).join('.'),
  ])
    expect(isSolution(puzzle, wrong)).toBe(false)
})

it('is each time another', () => {
  expect(setPuzzle(keys, whom, { bits: 8, now }).challenge).not.toBe(puzzle.challenge)
})
