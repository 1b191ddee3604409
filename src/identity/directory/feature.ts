import type { Feature } from '../../web/index.ts'
import * as persons from './persons.ts'
import { personsResource } from './resource.tsx'

export const feature: Feature = {
  handlers: [personsResource],
  operations: [persons],
}
