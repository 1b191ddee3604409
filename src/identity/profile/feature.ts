import type { Feature } from '../../web/index.ts'
import * as passwordChange from './password-change.ts'
import { profileResource } from './resource.tsx'

export const feature: Feature = {
  handlers: [profileResource],
  operations: [passwordChange],
}
