import cases from './harbour-cases.json' with { type: 'json' }
import clients from './harbour-clients.json' with { type: 'json' }
import { practice } from './practice.ts'

export { practiceLife } from './practice-life.ts'
export type { DemoPractice } from './practice.ts'

/** Sixty people at every point of the way from a first call to coming back, and forty matters. */
export const HARBOUR_PRACTICE = practice.parse({ ...cases, clients })
