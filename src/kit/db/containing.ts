/** A pattern for LIKE that finds the text anywhere, its own % and _ meaning themselves. */
export const containing = (text: string): string => `%${text.replaceAll(/[\\%_]/g, '\\$&')}%`
