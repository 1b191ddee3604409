import type { Feature } from '../../web/index.ts'
import { operations } from './settling.ts'
import { paidAccessSettingsResource } from './resource.tsx'

export const feature: Feature = {
  handlers: [paidAccessSettingsResource],
  operations: [operations],
}
