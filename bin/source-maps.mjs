// Loaded before the bundle, so that what it throws is told by our own lines. `--enable-source-maps` also reads the
// maps that packages bring, and keeps them: 31 MB of heap that nobody ever looks at.
import { setSourceMapsSupport } from 'node:module'

setSourceMapsSupport(true)
