import type { Feature } from '../../web/index.ts'
import { homeController } from './controller.tsx'

export const feature: Feature = {
  handlers: [homeController],
}
