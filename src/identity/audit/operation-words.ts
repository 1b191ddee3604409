import { inWords, outcomeInWords } from '../../kit/operation.ts'
import type { Language } from '../../kit/texts.ts'
import { words, type Text } from './texts.ts'

/** A line of the trail, by what it says came of what. */
export interface Happened {
  operation: string
  outcome: string
}

/** What an operation did: "Invited a person". */
export const operationWords = (operation: string, language: Language): string =>
  inWords(operation, language) ?? operation

/** What became of it: "refused: locked". */
export const outcomeWords = ({ operation, outcome }: Happened, language: Language): string =>
  outcomeInWords(operation, outcome, language) ?? spoken(`outcome.${outcome}`, language) ?? outcome

export const throughWords = (through: string, language: Language): string =>
  spoken(`through.${through}`, language) ?? through

/** Who did it: by name, or in words where nobody in particular did. */
export const actorWords = ({ id, name }: { id: string; name: string }, language: Language) =>
  spoken(`actor.${id}`, language) ?? name

const spoken = (key: string, language: Language): string | undefined =>
  Object.hasOwn(words.words.en, key) ? words(language)(key as Text) : undefined
