import type { Feature } from '../../web/index.ts'
import { mailboxes } from './resource.tsx'

export const feature: Feature = {
  handlers: [mailboxes],
}
