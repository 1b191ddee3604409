import type { Language } from '../../kit/texts.ts'
import type { AccessRow } from './queries.ts'
import type { Why } from './why.ts'
import { words } from './why-texts.ts'

/** The cause in one sentence; since when and by whom stand beside it. */
export function sentenceOf(
  { cause }: Pick<Why, 'cause'>,
  row: AccessRow,
  language: Language,
): string {
  const t = words(language)
  const about = {
    name: row.name,
    provider: row.partner ?? t('provider'),
    reason: row.disabled_reason ?? '',
    answer: row.invitation_refused ?? '',
    host: row.passkeys_elsewhere.join(', '),
  }
  if (cause === 'no_fact') return t(`why.no_fact.${row.fact}`, about)
  if (cause === 'invited' && row.earlier_links > 0) return t('why.invited.again', about)
  return t(`why.${cause}`, about)
}

/** What the button says that mends it. */
export const mendWords = ({ mend }: Pick<Why, 'mend'>, row: AccessRow, language: Language) =>
  mend &&
  words(language)(mend === 'invite' && !row.invited_at ? 'mend.invite.first' : `mend.${mend}`)
