import { randomBytes } from 'node:crypto'
import { expect, it } from 'vitest'
import { MasterKey } from '../../kit/keys.ts'
import { isSetUpCode, setUpCode } from './set-up-code.ts'

const master = randomBytes(32)
const here = { keys: new MasterKey(master) }
const elsewhere = { keys: new MasterKey(randomBytes(32)) }

it('is the same for every process of an installation, and another for every other', () => {
  expect(setUpCode(here)).toBe(setUpCode({ keys: new MasterKey(master) }))
  expect(setUpCode(here)).not.toBe(setUpCode(elsewhere))
})

it('is taken as people type it, and only whole', () => {
  const code = setUpCode(here)
  expect(isSetUpCode(here, ` ${code.toUpperCase().replaceAll('-', ' ')} `)).toBe(true)
  expect(isSetUpCode(here, code.slice(0, -1))).toBe(false)
  expect(isSetUpCode(here, `${code}0`)).toBe(false)
  expect(isSetUpCode(here, setUpCode(elsewhere))).toBe(false)
  expect(isSetUpCode(here, '')).toBe(false)
})
