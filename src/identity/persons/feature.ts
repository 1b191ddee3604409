import { erased, kept } from '../../kit/feature.ts'
import type { Feature } from '../../web/index.ts'
import * as profile from './profile.ts'

export const feature: Feature = {
  operations: [profile],
  tables: [kept('seat_spans'), erased('persons')],
}
