import type { Feature } from '../../web/index.ts'
import { workAccountsController } from './controller.tsx'

export const feature: Feature = {
  handlers: [workAccountsController],
}
