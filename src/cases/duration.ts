import type { Language } from '../kit/texts.ts'
import { locale } from '../ui/index.ts'

/** How long something takes, roughly, in its largest unit: "about 3 minutes". */
export function durationOf(language: Language, seconds: number): string {
  const [value, unit] =
    seconds < 90
      ? [Math.max(1, Math.ceil(seconds)), 'second']
      : seconds < 90 * 60
        ? [Math.ceil(seconds / 60), 'minute']
        : [Math.ceil(seconds / 3600), 'hour']
  return new Intl.NumberFormat(locale(language), {
    style: 'unit',
    unit: unit as string,
    unitDisplay: 'long',
  }).format(value as number)
}
