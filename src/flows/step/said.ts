import { z } from 'zod'
import { LANGUAGES, type Language } from '../../kit/texts.ts'
import { because } from '../../kit/validation.ts'

/** What a portal’s staff write for clients, by language; at least one of them says it. */
export type Said = Readonly<Partial<Record<Language, string>>>

/** A text in each language that it is written in, under a name in the API’s document. A language that is left empty is read in the other. */
export const inLanguages = (name: string, text: z.ZodType<string>) => {
  const perLanguage = Object.fromEntries(
    LANGUAGES.map((language) => [language, text.optional()]),
  ) as Record<Language, z.ZodOptional<typeof text>>
  return z
    .strictObject(perLanguage)
    .refine((said) => Object.values(said).some(Boolean), {
      path: [LANGUAGES[0]],
      ...because('required'),
    })
    .meta({ id: name })
}

/** In the reader’s language, else in the one that it is written in. */
export const saidIn = (said: Said, language: Language): string =>
  said[language] ?? LANGUAGES.flatMap((other) => said[other] ?? [])[0] ?? ''

/** The fields of a form for such a text: `title.en`, `title.es`. */
export const saidFields = (name: string): string[] =>
  LANGUAGES.map((language) => `${name}.${language}`)

/** What a form sent for such a text; undefined where all of its fields are empty. */
export function saidInForm(
  form: Readonly<Record<string, unknown>>,
  name: string,
): Said | undefined {
  const sent = LANGUAGES.flatMap((language) => {
    const text = form[`${name}.${language}`]
    return typeof text === 'string' && text.trim() !== '' ? [[language, text] as const] : []
  })
  return sent.length > 0 ? Object.fromEntries(sent) : undefined
}
