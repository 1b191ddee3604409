/** Stands for this very host while an address is taken apart. */
const HERE = 'http://here.invalid'

/**
 * A path of this very host, to go on to after signing in; undefined for anything that could lead
 * elsewhere: a scheme, `//elsewhere`, or what a browser would make of backslashes and dots.
 */
export function localPath(to: string | undefined): string | undefined {
  if (!to?.startsWith('/')) return undefined
  const url = URL.parse(to, HERE)
  if (url?.origin !== HERE || url.pathname.startsWith('//')) return undefined
  return url.pathname + url.search
}
