import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { root } from './project.mjs'

/** What ends a start, in words; `details`, such as the last lines of npm, have been printed already. */
export class Failure extends Error {
  constructor(message, details = '') {
    super(message)
    this.details = details
  }
}

/**
 * Keeps in the data folder why Gatehouse did not start, for whoever has lost the terminal; as src/failure.ts does
 * once the application runs.
 *
 * @param {Error} error
 * @returns {string} where it stands, in words; nothing where it could not be written
 */
export function keepFailure(error) {
  const data = resolve(root, process.env.GATEHOUSE_DATA || ownSetting('GATEHOUSE_DATA') || 'data')
  const path = join(data, 'last-failure.txt')
  const more = error.details ?? error.stack
  try {
    mkdirSync(data, { recursive: true })
    writeFileSync(path, `${new Date().toISOString()} npm start\n\n${error.message}\n\n${more}\n`, {
      mode: 0o600,
    })
    return ` It also stands in ${path}.`
  } catch {
    return ''
  }
}

/** A line of .env; Node reads that file only for the application. */
function ownSetting(name) {
  const path = join(root, '.env')
  const text = existsSync(path) ? readFileSync(path, 'utf8') : ''
  const value = new RegExp(`^\\s*(?:export\\s+)?${name}\\s*=(.*)$`, 'm').exec(text)?.[1].trim()
  return value?.replace(/^(['"])(.*)\1$/, '$2')
}
