/** A title or an item’s text as it stands on an issued invoice: the one place in which placeholders are filled. */
export const filled = (text: string): string => text
