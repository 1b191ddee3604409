import type { Feature } from '../../web/index.ts'
import { accept } from './accept.tsx'
import { download } from './download.tsx'
import { upload } from './upload.tsx'
import { watch } from './watch.tsx'

export const feature: Feature = { additions: [accept, upload, download, watch] }
