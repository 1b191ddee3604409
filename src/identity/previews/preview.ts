import type { Instant } from '../../kit/clock.ts'
import type { PersonKind } from '../../gate/index.ts'

/** How long a preview runs at most. */
export const PREVIEW_MINUTES = 60

export const previewEnds = (now: Instant): Instant => now.add({ minutes: PREVIEW_MINUTES })

export const isRunning = ({ expires_at }: { expires_at: Instant }, now: Instant): boolean =>
  Temporal.Instant.compare(now, expires_at) < 0

/** Why the portal is not shown as somebody sees it: the first that holds. */
export const WHY_NOT_PREVIEWED = ['not_a_client', 'not_registered', 'disabled'] as const
export type WhyNotPreviewed = (typeof WHY_NOT_PREVIEWED)[number]

interface Previewable {
  kind: PersonKind
  activated_at: Instant | null
  disabled_at: Instant | null
}

const RULES: Record<WhyNotPreviewed, (who: Previewable) => boolean> = {
  // Never upward: a colleague's rights are as many as one's own, which is already too many.
  not_a_client: ({ kind }) => kind !== 'contact',
  // They would see nothing but a refusal.
  not_registered: ({ activated_at }) => activated_at === null,
  disabled: ({ disabled_at }) => disabled_at !== null,
}

/** @returns null where a preview may begin */
export const whyNotPreviewed = (who: Previewable): WhyNotPreviewed | null =>
  WHY_NOT_PREVIEWED.find((why) => RULES[why](who)) ?? null

/** When a preview was over; null while it runs. */
export const endOf = (
  { ended_at, expires_at }: { ended_at: Instant | null; expires_at: Instant },
  now: Instant,
): Instant | null => ended_at ?? (isRunning({ expires_at }, now) ? null : expires_at)
