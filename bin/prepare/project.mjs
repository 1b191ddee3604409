// Plain JavaScript that Node 18 can read, because it runs before anything is installed.
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The project's folder. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..')

export const WANTED_NODE = 26
export const ownNode = join(root, 'node_modules', 'node', 'bin', 'node')

/**
 * The Node to run the project with: the one installed with it, else this one when it is new enough
 * (as in the container image, which leaves development packages out).
 */
export const node = () => (existsSync(ownNode) || tooOld() ? ownNode : process.execPath)
export const tooOld = () => Number.parseInt(process.versions.node, 10) < WANTED_NODE
