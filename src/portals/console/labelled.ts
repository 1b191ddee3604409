import type { Errors } from '../../ui/index.ts'

/**
 * What is wrong, each with the name of its field, for the summary above a form: there "Fill this in."
 * would not say what.
 */
export const labelled = (errors: Errors, labels: Record<string, string>): Errors =>
  Object.fromEntries(
    Object.entries(errors).map(([field, error]) => {
      const label = labels[field]
      return [field, label && error ? `${label}: ${error}` : error]
    }),
  )
