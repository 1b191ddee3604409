import type { Feature } from '../../web/index.ts'
import { clockController } from './controller.tsx'

export const feature: Feature = {
  handlers: [clockController],
}
