import { composeMail, languageOf, mailSender, shipped } from '../../identity/index.ts'
import type { Instant } from '../../kit/clock.ts'
import { addressOn } from '../../kit/installation.ts'
import type { MailKind } from '../../kit/mail-kind.ts'
import type { OperationContext } from '../../kit/operation.ts'
import type { Language } from '../../kit/texts.ts'
import { routes } from '../../routes.ts'
import { dateOf } from '../../ui/index.ts'
import { customerById, invoiceById, invoiceSettings } from '../invoice/queries.ts'
import { againToken, payToken } from '../link/link.ts'
import type { Plan } from '../plans/plan.ts'
import { lineOf } from '../totals/totals.ts'
import { moneyText } from '../wording/money.tsx'
import { words } from './mail-texts.ts'
import type { Held } from './moving.ts'
import type { Subscription } from './subscription.ts'

type Text = Parameters<ReturnType<typeof words>>[0]
type NameOf<T> = T extends `${infer N}.title` ? N : never
/** Where its button leads: to what they have, to the invoice that is not paid, or to subscribing again. */
type Way = 'billing' | 'pay' | 'again' | 'open'

interface SubscriptionMail {
  kind: MailKind
  way: Way
}

const MORE = ['plan_name', 'plan_amount', 'renewal_day', 'access_day', 'invoice_number'] as const

const mail = (
  kind: string,
  name: NameOf<Text>,
  way: Way,
  more: readonly (typeof MORE)[number][] = [],
): SubscriptionMail => ({
  way,
  kind: shipped(words, {
    kind,
    more: ['plan_name', ...more],
    needsLink: true,
    title: `${name}.title`,
    subject: `${name}.subject`,
    body: ['hello', `${name}.text`],
    button: way,
    why: 'why',
  }),
})

export const MAILS = {
  upcoming: mail('renewal_upcoming', 'upcoming', 'billing', ['renewal_day', 'plan_amount']),
  byHand: mail('renewal_by_hand', 'by_hand', 'billing', ['renewal_day', 'plan_amount']),
  expires: mail('card_expires', 'expires', 'billing', ['renewal_day']),
  failed: mail('renewal_failed', 'failed', 'pay', ['invoice_number', 'access_day']),
  failedShut: mail('renewal_failed_shut', 'failed_shut', 'pay', ['invoice_number']),
  going: mail('access_going', 'going', 'pay', ['invoice_number', 'access_day']),
  gone: mail('access_gone', 'gone', 'pay', ['invoice_number']),
  over: mail('subscription_over', 'over', 'again'),
  inactive: mail('subscription_inactive', 'inactive', 'again'),
  restored: mail('access_restored', 'restored', 'open', ['renewal_day']),
  trouble: mail('subscription_trouble', 'trouble', 'again'),
  cancelled: mail('subscription_cancelled', 'cancelled', 'billing', ['access_day']),
  paused: mail('subscription_paused', 'paused', 'billing', ['access_day']),
  changed: mail('plan_changed', 'changed', 'billing', ['plan_amount', 'renewal_day']),
} as const

export const mailKinds = Object.values(MAILS).map(({ kind }) => kind)

/** What a period of a plan costs with its tax. */
export const costOf = ({ price, taxRate }: Plan, taxIncluded: boolean): bigint =>
  lineOf({ quantity: 1000n, unit: price.minor, taxRate, discount: null }, taxIncluded).total

/** Writes to whoever has a subscription; to nobody who has no e-mail, or whose access is disabled. */
export async function tellOwner(
  op: OperationContext,
  name: keyof typeof MAILS,
  { subscription, plan }: Held,
): Promise<void> {
  const { tx } = op
  const person = await customerById(tx, subscription.personId)
  if (!person?.email || person.isDisabled) return
  const [sender, settings] = await Promise.all([mailSender(tx), invoiceSettings(tx)])
  const language = languageOf(person, sender)
  const { kind, way } = MAILS[name]
  const link = addressOn(op.installation, sender.host, await pathOf(op, subscription, way))
  const invoice = subscription.failedInvoice && (await invoiceById(tx, subscription.failedInvoice))
  const day = dayIn(language, settings.zone)
  const values = {
    plan_name: plan.name,
    plan_amount: moneyText(costOf(plan, settings.taxIncluded), plan.price.currency, language),
    renewal_day: day(subscription.periodEnds),
    access_day: day(subscription.accessUntil ?? subscription.periodEnds),
    invoice_number: (invoice && invoice.number) || '',
  }
  await op.mail(composeMail(kind, { sender, person, language, link, values }))
}

const dayIn = (language: Language, zone: string) => (at: Instant | null) =>
  at === null ? '' : dateOf(language, at, zone)

async function pathOf(
  { tx, portal, installation }: OperationContext,
  { id, failedInvoice }: Subscription,
  way: Way,
): Promise<string> {
  if (way === 'billing') return routes.billing()
  if (way === 'open') return routes.home()
  const key = await installation.keys.of(tx, portal)
  return way === 'pay' && failedInvoice !== null
    ? routes.pay({}, { token: payToken(key, failedInvoice) })
    : routes.subscribeAgain({}, { token: againToken(key, id) })
}
