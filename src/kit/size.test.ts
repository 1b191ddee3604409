import { expect, it } from 'vitest'
import { inUnits } from './size.ts'

it.each([
  [0, '0 bytes'],
  [999, '999 bytes'],
  [1000, '1 kB'],
  [3_240_000_000, '3.2 GB'],
  [950_000_000, '950 MB'],
  // Not a thousand of the smaller unit.
  [999_949_000, '1 GB'],
  [999_499_999, '999 MB'],
])('%i is told as %j', (bytes, told) => {
  expect(inUnits(bytes)).toBe(told)
})
