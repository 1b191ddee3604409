import { linkSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { statSync, utimesSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { say } from './terminal.mjs'

/** How often the holder shows that it is at work, and how long none that lives is without that; in milliseconds. */
const SHOWN_EVERY = 10_000
const DEAD_AFTER = 120_000

/** Waits until no other process holds the lock, takes it, and returns what gives it back. */
export async function lock(path) {
  mkdirSync(dirname(path), { recursive: true })
  const ours = `${path}.${process.pid}`
  writeFileSync(ours, String(process.pid))
  try {
    for (let said = false; ; said = true) {
      try {
        linkSync(ours, path) // atomic, and never seen without its content
        const shows = setInterval(() => utimesSync(path, new Date(), new Date()), SHOWN_EVERY)
        return () => {
          clearInterval(shows)
          rmSync(path, { force: true })
        }
      } catch (error) {
        if (error.code !== 'EEXIST') throw error
      }
      const holder = lockHolder(path)
      if (holder === null) rmSync(path, { force: true })
      else if (!said) say(`Waiting for process ${holder}, which is installing.`)
      await delay(200)
    }
  } finally {
    rmSync(ours)
  }
}

/** The process that holds the lock; null when it has died, also where its number is another's by now. */
function lockHolder(path) {
  try {
    const pid = Number(readFileSync(path, 'utf8'))
    if (Date.now() - statSync(path).mtimeMs > DEAD_AFTER) return null
    process.kill(pid, 0)
    return pid
  } catch (error) {
    return error.code === 'EPERM' ? 'of another user' : null
  }
}
