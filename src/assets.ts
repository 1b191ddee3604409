import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Context } from 'hono'
import { prepare, sendPrepared, type Prepared } from './kit/http/prepared.ts'
import { assetVersions, type AssetName } from './ui/index.ts'

const ROOT = join(import.meta.dirname, '..')

const SCRIPT = 'text/javascript; charset=utf-8'

/** What the browser is served, by its name in the address. */
const FILES: Record<AssetName, { path: string; type: string }> = {
  'gatehouse.css': { path: 'src/ui/public/gatehouse.css', type: 'text/css; charset=utf-8' },
  'gatehouse.js': { path: 'src/ui/public/gatehouse.js', type: SCRIPT },
  'htmx.js': { path: 'node_modules/htmx.org/dist/htmx.min.js', type: SCRIPT },
  'puzzle.js': { path: 'src/ui/public/puzzle.js', type: SCRIPT },
  'puzzle-worker.js': { path: 'src/ui/public/puzzle-worker.js', type: SCRIPT },
  'forms.js': { path: 'src/ui/public/forms.js', type: SCRIPT },
  'embed.js': { path: 'src/ui/public/embed.js', type: SCRIPT },
  'uploads.js': { path: 'src/ui/public/uploads.js', type: SCRIPT },
  'sortable.js': { path: 'src/ui/public/sortable.js', type: SCRIPT },
  'tus.js': { path: 'node_modules/tus-js-client/dist/tus.min.js', type: SCRIPT },
  'passkeys.js': { path: 'src/ui/public/passkeys.js', type: SCRIPT },
}

const OF_OURS = { 'cache-control': 'public, max-age=31536000, immutable' }

/** Stands on websites of others, by an address that carries no hash. */
const ELSEWHERE = 'embed.js' satisfies AssetName
const OF_ELSEWHERE = {
  'cache-control': 'public, max-age=3600',
  'cross-origin-resource-policy': 'cross-origin',
}

const assets = new Map<string, Prepared & { type: string }>()

/** Reads the assets once, so that their addresses can carry their contents' hash. */
export async function loadAssets(): Promise<void> {
  for (const [name, { path, type }] of Object.entries(FILES) as [
    AssetName,
    (typeof FILES)[AssetName],
  ][]) {
    const plain = await readFile(join(ROOT, path))
    assets.set(name, { type, ...prepare(plain) })
    assetVersions.set(name, createHash('sha256').update(plain).digest('base64url').slice(0, 10))
  }
}

/** @returns undefined where there is no such file */
export function serveAsset(c: Context, name: string): Response | undefined {
  const asset = assets.get(name)
  return (
    asset &&
    sendPrepared(c, asset, {
      'content-type': asset.type,
      ...(name === ELSEWHERE ? OF_ELSEWHERE : OF_OURS),
    })
  )
}
