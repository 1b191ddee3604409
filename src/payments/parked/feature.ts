import type { Feature } from '../../web/index.ts'
import { clearParkedPayment } from './clearing.ts'
import { parkedResource } from './resource.tsx'

export const feature: Feature = {
  handlers: [parkedResource],
  operations: [{ clearParkedPayment }],
}
