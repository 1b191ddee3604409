/** Holds words together, and takes up no room. */
const JOINER = '\u2060'

/**
 * A text in which no mail program finds an address to link to: `evil.example` reads as before, and is two
 * words joined by nothing. Costs whoever copies it out of the mail one invisible character.
 */
export const unlinked = (text: string): string =>
  text
    .replaceAll(/:(?=\/\/)/g, `:${JOINER}`)
    .replaceAll(/(?<=[\p{L}\p{N}-])([.\u3002\uff0e\uff61])(?=[\p{L}\p{N}]{2})/gu, `$1${JOINER}`)
    .replaceAll(/(?<=\S)@(?=\S)/g, `@${JOINER}`)
