import type { Feature } from '../../web/index.ts'
import { mailKinds } from './mails.ts'

export const feature: Feature = {
  mails: mailKinds,
}
