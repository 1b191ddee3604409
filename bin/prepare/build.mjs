import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { runHeard } from './child.mjs'
import { Failure } from './failure.mjs'
import { node, root } from './project.mjs'

/**
 * Bundles an entry and all it imports of ours into one file in dist, unless that was made from the
 * same sources and packages (then 10 ms; else 1 s).
 *
 * @param {string} entry relative to the project, such as 'src/main.ts'
 * @returns {Promise<string>} the bundle's path
 */
export async function build(entry) {
  const out = join(root, 'dist', entry.replace(/^.*\//, '').replace(/\.tsx?$/, '.js'))
  if (!existsSync(join(root, entry)) && existsSync(out)) return out // an image without sources
  const stamp = `//# made from ${fingerprint(dirname(entry))}\n`
  if (existsSync(out) && readFileSync(out, 'utf8').endsWith(stamp)) return out
  const bundler = join(root, 'bin', 'prepare', 'bundle.mjs')
  const { code, said } = await runHeard(node(), [bundler, entry, out, stamp])
  if (code !== 0) throw new Failure(`${entry} could not be bundled.`, said)
  return out
}

/** A hash over everything a bundle is made from: paths and contents. */
function fingerprint(folder) {
  const hash = createHash('sha256')
  const sources = [...new Set(['src', folder])].flatMap((top) =>
    filesIn(top).filter((path) => /\.(tsx?|json)$/.test(path) && !/\.test\.tsx?$/.test(path)),
  )
  for (const path of [...sources, 'bin/prepare/bundle.mjs', 'tsconfig.json', 'package-lock.json']) {
    hash
      .update(path)
      .update('\0')
      .update(readFileSync(join(root, path)))
      .update('\0')
  }
  return hash.digest('hex')
}

function filesIn(folder) {
  const entries = readdirSync(join(root, folder), { withFileTypes: true })
  entries.sort((a, b) => (a.name < b.name ? -1 : 1))
  return entries.flatMap((entry) => {
    const path = `${folder}/${entry.name}`
    return entry.isDirectory() ? filesIn(path) : [path]
  })
}
