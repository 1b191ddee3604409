import type { Feature } from '../../web/index.ts'
import * as actions from './actions.ts'
import { registrationsResource } from './resource.ts'

export const feature: Feature = {
  handlers: [registrationsResource],
  operations: [actions],
}
