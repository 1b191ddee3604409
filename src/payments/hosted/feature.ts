import type { Feature } from '../../web/index.ts'
import { hostedPages } from './resource.tsx'

export const feature: Feature = { handlers: [hostedPages] }
