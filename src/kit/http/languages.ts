import { isLanguage, type Language } from '../texts.ts'

/** The language we have that a browser likes best, by its `Accept-Language`; undefined where it says none of ours. */
export function acceptedLanguage(header: string | undefined): Language | undefined {
  const liked = (header ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().split(';')
      const quality = parameters.map((text) => /^\s*q=([\d.]+)$/.exec(text)?.[1]).find(Boolean)
      return { language: tag.split('-')[0]!.toLowerCase(), quality: Number(quality ?? 1) }
    })
    .filter(({ language, quality }) => isLanguage(language) && quality > 0)
    .toSorted((one, other) => other.quality - one.quality)
  return liked[0]?.language as Language | undefined
}
