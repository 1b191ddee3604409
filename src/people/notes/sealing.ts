import type { Logger } from 'pino'
import { openOrLog, seal } from '../../kit/crypto.ts'
import type { NoteSubject } from './note.ts'

/** A note's place: one moved to another card or case, or said to be by another author, does not open. */
export interface NotePlace {
  portal: string
  note: string
  about: NoteSubject
  author: string
}

const place = ({ portal, note, about, author }: NotePlace) => ({
  portal,
  table: 'notes',
  row: `${note} about ${'person' in about ? `person ${about.person}` : `case ${about.case}`} by ${author}`,
  column: 'sealed_body',
})

export const sealNote = (key: Buffer, at: NotePlace, body: string): Buffer =>
  seal(key, place(at), body)

/** @returns null, and logs it, where what is stored was altered or moved */
export const openNote = (key: Buffer, at: NotePlace, sealed: Buffer, log: Logger): string | null =>
  openOrLog(key, place(at), sealed, log)
