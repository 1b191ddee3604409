import { stepDoneElsewhere, stepKinds, type StepKind } from '../../flows/index.ts'
import type { Tx } from '../../kit/db/database.ts'
import { show } from '../../kit/ids.ts'
import { done } from '../../kit/operation.ts'
import { useLanguage } from '../../kit/reader.ts'
import { inEach } from '../../kit/texts.ts'
import { moneyText, onInvoiceMoved, openInvoicesOf, type Invoice } from '../../payments/index.ts'
import { routes } from '../../routes.ts'
import { bankAccess } from '../entitlements/queries.ts'
import { refuse } from '../refusals.ts'
import { t, words } from './texts.ts'

/** All that somebody has to pay; what a bank has begun to pay counts as the portal has it for access. */
async function owedBy(tx: Tx, person: string): Promise<Invoice[]> {
  const isEnough = (await bankAccess(tx)) === 'immediately'
  return openInvoicesOf(tx, person, isEnough ? ['open'] : ['open', 'processing'])
}

const paying: StepKind = {
  kind: 'pay',
  icon: 'card',
  name: inEach(words, 'pay.name'),
  about: inEach(words, 'pay.about'),
  takes: { text: 'possible' },
  Part: async (ctx, { person, isOver }) =>
    isOver ? null : <Owed invoices={await ctx.read((tx) => owedBy(tx, person))} />,
  button: inEach(words, 'pay.button'),
  async finish({ tx }, { person }) {
    return (await owedBy(tx, person)).length > 0 ? refuse('still_owed') : done({})
  },
}

function Owed({ invoices }: { invoices: readonly Invoice[] }) {
  const language = useLanguage()
  if (invoices.length === 0) return <p>{t('pay.nothing')}</p>
  return (
    <>
      <p>{t('pay.open')}</p>
      <ul>
        {invoices.map(({ id, number, outstanding, currency }) => (
          <li>
            <a href={routes.billing.one({ invoice: show('invoice', id) })}>
              {t('pay.line', {
                number: number ?? '',
                amount: moneyText(outstanding, currency, language),
              })}
            </a>
          </li>
        ))}
      </ul>
    </>
  )
}

export const payingStep = stepKinds.with(paying)

/** With the last payment the step is over by itself; where staff void what was left, the client goes on with a press. */
export const afterLastPayment = onInvoiceMoved.with(async (op, { invoice, to }) => {
  if (to !== 'paid' && to !== 'processing') return
  const { personId: person } = invoice
  if ((await owedBy(op.tx, person)).length > 0) return
  await stepDoneElsewhere(op, { person, kind: 'pay', target: null })
})
