import { queueMail } from '../../../kit/mail.ts'
import type { TellOfLoss } from '../../../kit/outbox.ts'
import { findPartner } from '../../partners/queries.ts'
import { consolePeople } from '../../queries.ts'
import { REPORT_MAIL, reportRefusedMail } from './mails.ts'
import { reportById } from './reading/queries.ts'

/** A report is asked for by nobody in particular: that it did not arrive, the operators are told. */
export const tellOperatorsOfReport: TellOfLoss = async (op, { kind, about, answer }) => {
  if (kind !== REPORT_MAIL || about === null) return
  const { tx, installation } = op
  const report = await reportById(tx, about)
  const partner = report && (await findPartner(tx, {}, report.partner))
  if (!partner) return
  for (const to of await consolePeople(tx, 'operators'))
    await queueMail(
      op,
      reportRefusedMail({ installation, report, partner: partner.name, answer, to }),
    )
}
