// Bundles one entry into one file: node bin/prepare/bundle.mjs <entry> <out> <stamp>
// Dynamic imports are inlined, so a running application never reads the file again, and a later build
// cannot pull it from under its feet.
import { mkdir, rename, writeFile } from 'node:fs/promises'
import { basename, dirname, isAbsolute } from 'node:path'
import { rolldown } from 'rolldown'

const [entry, out, stamp] = process.argv.slice(2)

/**
 * Packages of many small modules, read with ours: they are two thirds of the 750 files of a start, and finding,
 * opening and linking those was 40 % of it, and 25 MB. The others stay outside: they are few files, or read some
 * of their own that lie beside them.
 */
const INSIDE =
  /^(kysely|zod|hono|messageformat|image-size|pg-boss|cron-parser|rrule-temporal|serialize-error|non-error|csv-parse|commander)(\/|$)/

/** What is thrown is told by our own lines: theirs would double the map, which stays in memory once it is read. */
const unmapped = {
  name: 'unmapped',
  transform: {
    filter: { id: /node_modules/ },
    handler: (code) => ({ code, map: { mappings: '' } }),
  },
}

const bundle = await rolldown({
  input: entry,
  platform: 'node',
  // As in tsconfig.json, but for its switch to the development runtime, which is slower.
  tsconfig: false,
  transform: { jsx: { runtime: 'automatic', importSource: 'hono/jsx', development: false } },
  external: (id) => !id.startsWith('.') && !isAbsolute(id) && !INSIDE.test(id),
  plugins: [unmapped],
})
const { output } = await bundle.generate({
  file: out,
  format: 'esm',
  codeSplitting: false,
  // The whole text stays in memory, at two bytes a character where a single one of them needs it.
  charset: 'ascii',
  comments: false,
  minify: { compress: false, mangle: false, codegen: { removeWhitespace: true } },
  sourcemap: 'hidden',
  sourcemapExcludeSources: true,
})
const { code, map } = output[0]

await mkdir(dirname(out), { recursive: true })
await replace(`${out}.map`, map.toString())
await replace(out, `${code}\n//# sourceMappingURL=${basename(out)}.map\n${stamp}`)

/** Writes a file so that nobody ever reads half of it, not even another build. */
async function replace(path, content) {
  const half = `${path}.${process.pid}`
  await writeFile(half, content)
  await rename(half, path)
}
