import { Writable } from 'node:stream'
import pino from 'pino'
import { beforeAll, expect, it } from 'vitest'
import { parseId } from '../../src/kit/ids.ts'
import { connectGateway } from '../../src/payments/gateways/accounts/accounts.ts'
import { TEST_NUMBER_NAMES, TEST_NUMBERS } from '../../src/payments/gateways/sandbox/sandbox.ts'
import { openWorld, type World } from '../world.ts'
import { aShop } from './payments-world.ts'
import { paidAtSandbox } from './sandbox-steps.ts'

const START = '2026-01-05T09:00:00Z'
const logged: string[] = []
let world: World
beforeAll(async () => {
  const lines = new Writable({
    write(chunk, _, next) {
      logged.push(String(chunk))
      next()
    },
  })
  world = await openWorld({
    start: START,
    log: pino({ level: 'trace', timestamp: pino.stdTimeFunctions.isoTime }, lines),
  })
  return () => world.close()
})

/** By the check that every card’s number passes. */
function isCardNumber(digits: string): boolean {
  if (digits.length < 13 || digits.length > 19) return false
  const sum = [...digits].toReversed().reduce((total, digit, at) => {
    const doubled = Number(digit) * (at % 2 === 1 ? 2 : 1)
    return total + (doubled > 9 ? doubled - 9 : doubled)
  }, 0)
  return sum % 10 === 0
}

/** Runs of digits as cards have them, alone or in groups of four; not those within what is written in hexadecimal. */
const runs = (text: string): string[] =>
  [
    ...text.matchAll(/(?<![0-9a-f-])(?:\d{13,19}|\d{4}([ -])\d{4}\1\d{4}\1\d{1,7})(?![0-9a-f-])/gi),
  ].map(([run]) => run.replaceAll(/[ -]/g, ''))

it('finds what it looks for', () => {
  expect(runs('4242 4242 4242 4242').filter(isCardNumber)).toHaveLength(1)
  expect(runs('at 4000002760003184.').filter(isCardNumber)).toHaveLength(1)
  expect(runs('4242424242424241').filter(isCardNumber)).toEqual([])
})

it('no number of a card or an account is in any row, mail or line of the log', async () => {
  const shop = await aShop(world)
  await shop.act(connectGateway, { gateway: 'sandbox' })
  for (const number of TEST_NUMBER_NAMES) {
    const invoice = parseId('invoice', await shop.issued())!
    await paidAtSandbox(world, { portal: shop.portal.id, invoice }, number)
  }
  await world.drain()
  const tables = await world.owner<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
     where schemaname in ('public', 'pgboss')`,
  )
  const texts = [...logged]
  for (const { name } of tables)
    for (const { row } of await world.owner<{ row: string }>(
      `select t::text as row from ${name} t`,
    ))
      texts.push(row)
  expect(texts.length).toBeGreaterThan(200)
  const cards = texts.flatMap((text) => runs(text)).filter(isCardNumber)
  expect(cards).toEqual([])
  const accounts = Object.values(TEST_NUMBERS)
    .filter(({ kind }) => kind === 'bank')
    .map(({ number }) => number)
  expect(accounts.filter((number) => texts.some((text) => text.includes(number)))).toEqual([])
})
