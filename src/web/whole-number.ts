/** A whole number as it was typed; what is none is below every least, and is refused as such. */
export const wholeNumber = (text: string | undefined): number =>
  /^\d{1,9}$/.test(text?.trim() ?? '') ? Number(text) : 0
