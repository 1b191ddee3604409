import { z } from 'zod'
import { id } from '../../kit/ids.ts'
import { line } from './person.ts'

/** The input of an operation on one person. */
export const onPerson = z.strictObject({ person: id('person') })
/** Whom such an operation is done to. */
export const thatPerson = ({ person }: { person: string }): readonly string[] => [person]
export const reason = line(500)
