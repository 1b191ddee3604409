import type { Feature } from '../../web/index.ts'
import * as people from './people.ts'
import { operatorsResource, ownPeopleResource } from './resource.tsx'

export const feature: Feature = {
  handlers: [operatorsResource, ownPeopleResource],
  operations: [people],
}
