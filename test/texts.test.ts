import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, it } from 'vitest'
import { LANGUAGES, type Catalogue } from '../src/kit/texts.ts'

const files = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$/.test(path))
  .map((path) => join('src', path))

const catalogues = await Promise.all(
  files
    .filter((path) => /(^|\/)texts\.ts$/.test(path) && path !== 'src/kit/texts.ts')
    .map(async (path) => {
      const exported = Object.values((await import(pathToFileURL(path).href)) as object)
      return {
        path,
        catalogue: exported.find(
          (value) => typeof value === 'function' && 'words' in value,
        ) as Catalogue<string>,
      }
    }),
)

/** Names of the values a text wants: `{$name}`, `{$name :number}`, `.input {$n …}`. */
const holes = (text: string) =>
  [...new Set([...text.matchAll(/\{\s*\$(\w+)/g)].map(([, name]) => name!))].toSorted()

describe('texts', () => {
  it('are found', () => {
    expect(catalogues.length).toBeGreaterThan(2)
    expect(catalogues.filter(({ catalogue }) => !catalogue).map(({ path }) => path)).toEqual([])
  })

  it('are said in the language of whoever reads: no component is handed it, or the visit', () => {
    const handed = files.filter(
      (path) =>
        path.endsWith('.tsx') &&
        /\s(language|visit)=\{(\w+\.)?\1\}/.test(readFileSync(path, 'utf8')),
    )
    expect(handed).toEqual([])
  })

  for (const { path, catalogue } of catalogues) {
    const { en, es } = catalogue.words

    it(`${path} says the same in each language, with the same values`, () => {
      expect(Object.keys(es).toSorted()).toEqual(Object.keys(en).toSorted())
      for (const [key, text] of Object.entries(en))
        expect(holes(es[key]!), key).toEqual(holes(text))
    })

    it(`${path} has no text that nothing uses`, () => {
      const code = files
        .filter((file) => file !== path)
        .map((file) => readFileSync(file, 'utf8'))
        .join('\n')
      // A key is used whole, or built from a prefix that stands in the code: t(`status.${status}`).
      const used = (key: string) =>
        code.includes(`'${key}'`) ||
        code.includes(`(\`${key}`) ||
        (/^\w+$/.test(key) && new RegExp(`\\b${key}\\b`).test(code)) ||
        key
          .split('.')
          .slice(0, -1)
          .some((_, i, parts) => code.includes(`\`${parts.slice(0, i + 1).join('.')}.\${`))
      expect(Object.keys(en).filter((key) => !used(key))).toEqual([])
    })

    it(`${path} can be formatted`, () => {
      for (const language of LANGUAGES)
        for (const [key, text] of Object.entries(catalogue.words[language])) {
          const values = Object.fromEntries(
            holes(text).map((name) => [name, /:number|:integer/.test(text) ? 3 : 'x']),
          )
          expect(catalogue(language)(key, values), `${language} ${key}`).not.toMatch(/\{\$|\{\{/)
        }
    })
  }
})
