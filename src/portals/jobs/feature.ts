import type { Feature } from '../../web/index.ts'
import * as deaths from './deaths.ts'
import * as retries from './retries.ts'
import { jobsResource } from './resource.tsx'

export const feature: Feature = {
  handlers: [jobsResource],
  operations: [deaths, retries],
}
