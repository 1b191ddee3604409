import type { Language } from '../../kit/texts.ts'
import { words, type Text } from './texts.ts'

type Namer = (operation: string, language: Language) => string | undefined

const others: Namer[] = []

/**
 * Lets whoever knows further operations name them on the audit pages: a domain its own in words, the
 * list of all operations their summaries. Asked in the order they came, after identity's own.
 */
export function nameOperations(namer: Namer): void {
  others.push(namer)
}

/** What an operation did: "Invited a person". */
export function operationWords(operation: string, language: Language): string {
  const own = spoken(`op.${operation}`, language)
  if (own !== undefined) return own
  for (const namer of others) {
    const named = namer(operation, language)
    if (named !== undefined) return named
  }
  return operation
}

/** What became of it: "refused: locked". */
export const outcomeWords = (outcome: string, language: Language): string =>
  spoken(`outcome.${outcome}`, language) ?? outcome

export const throughWords = (through: string, language: Language): string =>
  spoken(`through.${through}`, language) ?? through

/** Who did it: by name, or in words where nobody in particular did. */
export const actorWords = ({ id, name }: { id: string; name: string }, language: Language) =>
  spoken(`actor.${id}`, language) ?? name

const spoken = (key: string, language: Language): string | undefined =>
  Object.hasOwn(words.words.en, key) ? words(language)(key as Text) : undefined
