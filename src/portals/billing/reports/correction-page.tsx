import { Layout, useRequestContext } from '../../../web/index.ts'
import { routes } from '../../../routes.ts'
import { Confirm, TextField, type Errors } from '../../../ui/index.ts'
import { capital } from '../../console/status.tsx'
import type { PartnerInPath } from '../../partner-layout.tsx'
import { reportsCrumbs } from './list-page.tsx'
import { t } from '../texts.ts'
import type { Report } from './report.ts'
import { namesOf } from './words.ts'
import { monthName } from '../../months/names.ts'

interface CorrectionProps {
  partner: PartnerInPath
  report: Report
  reason?: string
  errors?: Errors
}

/** Asks before a month is billed again. */
export function CorrectionPage({ partner, report, reason, errors = {} }: CorrectionProps) {
  const ctx = useRequestContext()
  const { language } = ctx
  const at = namesOf(report)
  const month = monthName(report.month, language)
  return (
    <Layout
      title={t('correction.title', { month })}
      crumbs={[
        ...reportsCrumbs(ctx, partner),
        { label: capital(month), href: routes.console.partners.one.reports.one(at) },
      ]}
    >
      <Confirm
        action={routes.console.partners.one.reports.one.correction(at)}
        consequences={[
          t('correction.again'),
          t('correction.version', { version: report.version + 1 }),
          t('correction.mail'),
        ]}
        reassurance={t('correction.same', { version: report.version })}
        button={t('correction.button')}
        cancelHref={routes.console.partners.one.reports.one(at)}
        errors={errors}
      >
        <TextField
          name="reason"
          label={t('correction.reason')}
          help={t('correction.reason.help')}
          value={reason}
          error={errors['reason']}
          maxlength={500}
        />
      </Confirm>
    </Layout>
  )
}
