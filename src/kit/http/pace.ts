import type { IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'

/** How slow somebody may be. */
export interface Pace {
  /** In which some of an answer has to be taken, of a long one so much as `bytesPerSecond` makes. */
  unreadMs: number
  /** For a body to come in, and a second more for each `bytesPerSecond` of it that has come. */
  bodyMs: number
  bytesPerSecond: number
}

/**
 * What the kernel has taken of a connection's bytes, and how many wait for that. No public field tells how far a
 * write has come, and a whole answer is one write: who reads one slowly would look like who does not read.
 */
export function writtenOf(socket: Socket): { bytesRead: number; waiting: number } {
  const { _handle: handle } = socket as Socket & { _handle?: Handle | null }
  const waiting = socket.writableLength
  return {
    bytesRead: handle ? handle.bytesWritten - handle.writeQueueSize : socket.bytesWritten - waiting,
    waiting,
  }
}

interface Handle {
  bytesWritten: number
  writeQueueSize: number
}

/** Who is being answered: how many bytes had left for them, and when that was. */
export interface Reader {
  bytesRead: number
  since: number
}

/** Whether somebody has taken too little of what lies ready for them, for as long as they may. */
export function isUnread(
  reader: Reader,
  { bytesRead, waiting }: { bytesRead: number; waiting: number },
  now: number,
  { unreadMs, bytesPerSecond }: Pick<Pace, 'unreadMs' | 'bytesPerSecond'>,
): boolean {
  if (waiting === 0 || bytesRead - reader.bytesRead >= (unreadMs / 1000) * bytesPerSecond)
    Object.assign(reader, { bytesRead, since: now })
  return now - reader.since > unreadMs
}

/** A request whose body may still be coming. */
export interface Arriving {
  incoming: Pick<IncomingMessage, 'complete' | 'readableLength' | 'readableHighWaterMark'>
  since: number
  /** How many bytes had come by then. */
  from: number
  /** When its headers were there. */
  begun: number
  /** How many bytes had come when last one did, and when that was seen. */
  heard: number
  heardAt: number
}

/** Requests whose bodies may take as long as bytes of them come: a film by a slow line is no attack. */
const unhurried = new WeakSet<object>()

/** For whoever reads a body of any length, and bounds how many do so at once. */
export const letTakeItsTime = (incoming: object): void => void unhurried.add(incoming)

/**
 * Whether a body has not come in its time; of one that may take its time, whether nothing of it has come for so
 * long. What we do not read is not late. @param read bytes so far
 */
export function isLate(
  arriving: Arriving,
  read: number,
  now: number,
  { requestMs }: { requestMs: number },
): boolean {
  const { incoming, begun } = arriving
  if (incoming.complete) return false
  if (read !== arriving.heard || isHeld(incoming))
    Object.assign(arriving, { heard: read, heardAt: now })
  return now - (unhurried.has(incoming) ? arriving.heardAt : begun) > requestMs
}

/** As much has come as is kept until we read on. */
const isHeld = ({ readableLength, readableHighWaterMark }: Arriving['incoming']): boolean =>
  readableLength >= readableHighWaterMark

/** Whether a body comes too slowly; it has its time anew after it was us who did not read on. @param read bytes so far */
export function isSlow(
  arriving: Arriving,
  read: number,
  now: number,
  { bodyMs, bytesPerSecond }: Pick<Pace, 'bodyMs' | 'bytesPerSecond'>,
): boolean {
  const { incoming } = arriving
  if (incoming.complete) return false
  if (isHeld(incoming)) Object.assign(arriving, { since: now, from: read })
  const { since, from } = arriving
  return now - since > bodyMs + ((read - from) / bytesPerSecond) * 1000
}
