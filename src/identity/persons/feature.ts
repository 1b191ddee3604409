import { erased, kept } from '../../kit/feature.ts'
import type { Feature } from '../../web/index.ts'
import * as persons from './persons.ts'
import * as profile from './profile.ts'
import { personsResource } from './resource.tsx'

export const feature: Feature = {
  handlers: [personsResource],
  operations: [persons, profile],
  tables: [kept('seat_spans'), erased('persons')],
}
