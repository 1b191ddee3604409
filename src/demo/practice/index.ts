import { HARBOUR_CASES, HARBOUR_LABELS, HARBOUR_OPPONENTS } from './harbour-cases.ts'
import { HARBOUR_CLIENTS } from './harbour-clients.ts'
import type { DemoPractice } from './practice.ts'

export { practiceLife } from './practice-life.ts'
export type { DemoPractice } from './practice.ts'

export const HARBOUR_PRACTICE: DemoPractice = {
  ...HARBOUR_LABELS,
  clients: HARBOUR_CLIENTS,
  opponents: HARBOUR_OPPONENTS,
  cases: HARBOUR_CASES,
}
