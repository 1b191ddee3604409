import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { patiently, sayWhile } from './waiting.ts'

class Away extends Error {}
const passes = (error: unknown) => error instanceof Away

let said: string[]

beforeEach(() => {
  said = []
  const spy = vi.spyOn(process.stderr, 'write').mockImplementation((line) => {
    said.push(String(line))
    return true
  })
  onTestFinished(() => spy.mockRestore())
})

/** Fails so many times before it succeeds. */
const failing = (errors: Error[]) => async () => {
  const error = errors.shift()
  if (error) throw error
  return 'done'
}

describe('what fails for a reason that passes', () => {
  it('is done again until it succeeds, and each reason is told once', async () => {
    const errors = [new Away('refused'), new Away('refused'), new Away('starting up')]
    expect(await patiently('the database', failing(errors), { passes, patience: 60_000 })).toBe(
      'done',
    )
    expect(said).toHaveLength(2)
    expect(said[0]).toBe('Waiting for the database. refused\n')
    expect(said[1]).toMatch(/^Waiting for the database.* starting up\n$/)
  })

  it('is given up with the last reason when patience is over', async () => {
    const errors = [new Away('first'), new Away('last'), new Away('never')]
    const given = patiently('the database', failing(errors), { passes, patience: 1 })
    await expect(given).rejects.toThrow('last')
    expect(errors).toHaveLength(1)
  })

  it('and then for one that does not is given up at once', async () => {
    const errors = [new Away('refused'), new Error('wrong password')]
    const given = patiently('the database', failing(errors), { passes, patience: 60_000 })
    await expect(given).rejects.toThrow('wrong password')
    expect(said).toHaveLength(1)
  })
})

describe('what takes long', () => {
  it('is said to be waited for every ten seconds, as it is by then, and no more when it is done', async () => {
    vi.useFakeTimers()
    onTestFinished(() => void vi.useRealTimers())
    const { promise, resolve } = Promise.withResolvers<string>()
    let state = 'starting'
    const waited = sayWhile(() => `PostgreSQL: ${state}`, promise)
    vi.advanceTimersByTime(10_000)
    state = 'recovering'
    vi.advanceTimersByTime(15_000)
    resolve('done')
    expect(await waited).toBe('done')
    vi.advanceTimersByTime(60_000)
    expect(said).toEqual([
      'Waiting for PostgreSQL: starting, for 10 s now.\n',
      'Waiting for PostgreSQL: recovering, for 20 s now.\n',
    ])
  })
})
