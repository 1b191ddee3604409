import { startOf } from '../../kit/day.ts'
import type { Language } from '../../kit/texts.ts'
import { dateOf } from '../../ui/index.ts'
import { Sheet, type Look } from '../pdf/sheet.ts'
import { moneyText } from '../wording/money.tsx'
import { kindOf, type Statement } from './statement.ts'
import { words } from './texts.ts'

interface Paper {
  look: Look
  /** Who issues it. */
  from: string
  language: Language
  at: Temporal.Instant
}

/** A statement as a paper, an account for each currency. */
export async function statementPdf(
  { person, from, to, accounts }: Statement,
  paper: Paper,
): Promise<Buffer> {
  const { language } = paper
  const t = words(language)
  const day = (text: string) => dateOf(language, startOf(text), 'UTC')
  const title = t('title.of', { name: person.name })
  const sheet = await Sheet.of({
    title,
    from: paper.from,
    language,
    look: paper.look,
    at: paper.at,
  })
  sheet.words(t('period', { from: day(from), to: day(to) }), paper.from)
  if (accounts.length === 0) sheet.words(t('none'))
  for (const { currency, opening, rows, closing } of accounts) {
    const money = (minor: bigint) => moneyText(minor, currency, language)
    await sheet.table(
      [
        { header: t('day'), width: 84 },
        { header: t('what') },
        { header: t('number'), width: 100 },
        { header: t('change'), width: 96, align: 'right' },
        { header: t('balance'), width: 96, align: 'right' },
      ],
      [
        [day(from), t('opening'), '', '', money(opening)],
        ...rows.map((row) => [
          day(row.on),
          t(`kind.${kindOf(row.kind)}`),
          row.number ?? '',
          money(row.change),
          money(row.balance),
        ]),
      ],
    )
    sheet.sums([{ label: t('closing'), amount: money(closing), strong: true }])
  }
  return sheet.end()
}
