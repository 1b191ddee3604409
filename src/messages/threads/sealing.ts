import type { Logger } from 'pino'
import { openOrLog, seal } from '../../kit/crypto.ts'

/** A message's place: one moved to another thread, or said to be by another author, does not open. */
export interface MessagePlace {
  portal: string
  thread: string
  message: string
  author: string
}

const subjectPlace = (portal: string, thread: string) => ({
  portal,
  table: 'threads',
  row: thread,
  column: 'sealed_subject',
})

const bodyPlace = ({ portal, thread, message, author }: MessagePlace) => ({
  portal,
  table: 'messages',
  row: `${message} in ${thread} by ${author}`,
  column: 'sealed_body',
})

export const sealSubject = (key: Buffer, portal: string, thread: string, subject: string) =>
  seal(key, subjectPlace(portal, thread), subject)

export const sealBody = (key: Buffer, place: MessagePlace, body: string) =>
  seal(key, bodyPlace(place), body)

/** Opens what one portal has sealed. What was altered or moved comes back as null and is logged. */
export class Opener {
  readonly #key: Buffer
  readonly #portal: string
  readonly #log: Logger

  constructor(key: Buffer, portal: string, log: Logger) {
    this.#key = key
    this.#portal = portal
    this.#log = log
  }

  subject(thread: string, sealed: Buffer): string | null {
    return openOrLog(this.#key, subjectPlace(this.#portal, thread), sealed, this.#log)
  }

  body(about: Omit<MessagePlace, 'portal'>, sealed: Buffer): string | null {
    return openOrLog(this.#key, bodyPlace({ ...about, portal: this.#portal }), sealed, this.#log)
  }
}
