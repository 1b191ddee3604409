export type AssetName =
  | 'gatehouse.css'
  | 'htmx.js'
  | 'gatehouse.js'
  | 'puzzle.js'
  | 'puzzle-worker.js'
  | 'passkeys.js'
  | 'forms.js'
  | 'embed.js'
  | 'uploads.js'
  | 'sortable.js'
  | 'tus.js'

/** Content hashes, put in by the server when it starts; a changed file gets a new address. */
export const assetVersions = new Map<AssetName, string>()

/** The address of one of the browser's own files; cacheable for ever once its version is known. */
export function asset(name: AssetName): string {
  const version = assetVersions.get(name)
  return version ? `/assets/${name}?v=${version}` : `/assets/${name}`
}
