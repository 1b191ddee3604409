import { createContext, jsx, useContext } from 'hono/jsx'
import type { Instant } from './clock.ts'
import type { Language } from './texts.ts'

/** Whoever reads what is being rendered. */
export interface Reader {
  readonly language: Language
  /** Absent on pages that stand before or beyond any portal, and show no time. */
  readonly now?: Instant
  /** Such as `Europe/Madrid`; absent where `now` is. */
  readonly zone?: string
}

/**
 * `<ReaderContext value={reader}>` says for whom its children are rendered. Hono keeps it apart for each
 * rendering, also over an `await` in a component, so that pages rendered at once never mix.
 */
export const ReaderContext = createContext<Reader | null>(null)

/** HTML of what is shown to a reader. */
export const renderFor = (reader: Reader, content: unknown): string =>
  // Without JSX, since what is run as it stands, by Node itself, takes none.
  String(jsx(ReaderContext, { value: reader }, content as string))

/** Throws outside of a rendering: a page without a reader would silently speak English to everybody. */
export function useReader(): Reader {
  const reader = useContext(ReaderContext)
  if (!reader) throw new Error('rendered for nobody: no ReaderContext stands around this component')
  return reader
}

/** The reader's language, while something is rendered. */
export const useLanguage = (): Language => useReader().language

/** The reader's moment and zone, by which times are shown. */
export function useClock(): { now: Instant; zone: string } {
  const { now, zone } = useReader()
  if (!now || !zone) throw new Error('this reader has no clock')
  return { now, zone }
}
