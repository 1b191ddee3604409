import type { Child } from 'hono/jsx'

export type Tone = 'green' | 'blue' | 'amber' | 'red' | 'grey'

/** Each tone has a shape of its own, so that a status reads without its colour. */
const shapes: Record<Tone, { d: string; solid?: boolean }> = {
  green: { d: 'M2 6.5 4.8 9.2 10 3.2' },
  blue: { d: 'M6 1.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9Zm0 1.5v6a3 3 0 0 1 0-6Z', solid: true },
  amber: { d: 'M6 1.3 11.2 10.5H.8Z', solid: true },
  red: { d: 'M2 2h8v8H2Z', solid: true },
  grey: { d: 'M2.5 6h7' },
}

export interface BadgeProps {
  tone: Tone
  /** One word, or two. */
  children: Child
}

/** A status: a word and a shape on a quiet ground of its colour. */
export const Badge = ({ tone, children }: BadgeProps) => (
  <span class={`badge tone-${tone}`}>
    <Shape tone={tone} />
    {children}
  </span>
)

/** The shape alone, for where the word stands elsewhere. */
export const Shape = ({ tone }: { tone: Tone }) => (
  <svg class={`shape tone-${tone}`} width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
    <path d={shapes[tone].d} class={shapes[tone].solid ? 'solid' : undefined} />
  </svg>
)
