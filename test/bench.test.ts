import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { build, NODE_FLAGS } from '../bin/prepare/index.mjs'

const run = promisify(execFile)

it('every bench still runs, and measures', async () => {
  const bundle = await build('bench/bench.ts')
  const { stdout } = await run(process.execPath, [...NODE_FLAGS, bundle], {
    env: { ...process.env, BENCH_SMALL: '1' },
  })
  const headings = stdout.split('\n').filter((line) => /^\w/.test(line))
  expect(headings.map((line) => line.split(',')[0])).toEqual([
    'Requests a second',
    'Sign-ins that must look alike',
    'Known against unknown',
    '20 clients invited',
    'A file of 4 MB',
    '5 slow uploads at once',
    'A page of 50 out of 200 people by API',
    'Lifecycle sweep',
    'A month of 5 portals',
    '40 subscriptions that renew in one night',
    expect.stringMatching(/^[1-9]\d* pages of twenty people/),
  ])
  expect(stdout).not.toMatch(/NaN|undefined|Infinity/)
})
