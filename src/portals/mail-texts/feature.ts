import type { Feature } from '../../web/index.ts'
import * as mailTexts from './mail-texts.ts'
import { mailTextsResource } from './resource.tsx'

export const feature: Feature = {
  handlers: [mailTextsResource],
  operations: [mailTexts],
}
