/** Longer ones, such as the names of files, would fill a phone's screen in the letters of a heading. */
const LONG = 80

/** The class of a page's heading. */
export const classOfTitle = (title: string): string | undefined =>
  title.length > LONG ? 'long' : undefined
