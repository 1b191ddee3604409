/** Why two cards may be one person's, the surest first. */
export const REASONS = ['name_birth', 'phone', 'name'] as const
export type Reason = (typeof REASONS)[number]

export interface Card {
  id: string
  name: string
  email: string | null
  registered: boolean
}

export interface Suggestion {
  one: Card
  other: Card
  reason: Reason
}
