import { addressOn, type Services } from '../../../kit/installation.ts'
import type { OutgoingMail } from '../../../kit/mail.ts'
import { moneyName, fileName, languageOf, namesOf } from './words.ts'
import { monthName } from '../../months/names.ts'
import { routes } from '../../../routes.ts'
import { renderMail } from '../../../ui/mail.tsx'
import { PLAIN } from '../../portal.ts'
import type { ConsolePerson } from '../../queries.ts'
import { words } from '../texts.ts'
import type { Report } from './report.ts'

export const REPORT_MAIL = 'billing_report'

/** Brings a report to the billing contact, as a PDF that names portals and no people. */
export function reportMail(about: {
  installation: Services
  report: Report
  /** Portals in which somebody counted. */
  billed: number
  partner: string
  to: string
  pdf: Buffer
}): OutgoingMail {
  const { installation, report, billed, partner, to, pdf } = about
  const language = languageOf(report)
  const t = words(language)
  const { name, url } = installation
  const values = {
    month: monthName(report.month, language),
    total: moneyName(report.total, language),
    partner,
  }
  const priced = report.total !== null
  const rendered = renderMail({
    language,
    from: name,
    color: PLAIN.brand_color,
    subject: t(priced ? 'mail.subject' : 'mail.subject.no_price', values),
    paragraphs: [
      t(priced ? 'mail.do' : 'mail.do.no_price', values),
      t('mail.counts', { users: report.proUsers, portals: billed }),
      ...(report.reason
        ? [t('mail.corrected', { version: report.version, reason: report.reason })]
        : []),
      t('mail.persons'),
    ],
    button: {
      label: t('mail.button'),
      href: addressOn(
        installation,
        url.hostname,
        routes.console.partners.one.reports.one(namesOf(report)),
      ),
    },
    copyHint: t('mail.copy_hint'),
    why: t('mail.why', values),
  })
  return {
    kind: REPORT_MAIL,
    about: report.id,
    to,
    fromName: name,
    ...rendered,
    attachments: [
      {
        name: `${fileName(report)}.pdf`,
        type: 'application/pdf',
        content: pdf.toString('base64'),
      },
    ],
  }
}

/** Tells an operator that a report did not reach the billing contact, and what was answered. */
export function reportRefusedMail(about: {
  installation: Services
  report: Report
  partner: string
  answer: string
  to: ConsolePerson
}): OutgoingMail {
  const { installation, report, partner, answer, to } = about
  const { name, url } = installation
  const t = words(to.language)
  const values = { month: monthName(report.month, to.language), partner, answer }
  const rendered = renderMail({
    language: to.language,
    from: name,
    color: PLAIN.brand_color,
    subject: t('mail.refused.subject', values),
    paragraphs: [t('mail.refused.what', values), t('mail.refused.do', values)],
    button: {
      label: t('mail.button'),
      href: addressOn(
        installation,
        url.hostname,
        routes.console.partners.one.reports.one(namesOf(report)),
      ),
    },
    copyHint: t('mail.copy_hint'),
    why: t('mail.refused.why'),
  })
  return { kind: 'billing_report_refused', to: to.email, fromName: name, ...rendered }
}
