import { describe, expect, it } from 'vitest'
import type { Operation } from '../kit/operation.ts'
import * as identity from '../identity/index.ts'
import * as exported from './index.ts'
import { cancelOverdue, endTrial } from './lifecycle/due.ts'
import { TRANSITIONS } from './lifecycle/portal-status.ts'

const isOperation = (value: unknown): value is Operation =>
  typeof value === 'object' && value !== null && 'run' in value && 'right' in value

/** What may be done with a webhook, a portal's or a partner's. */
const WEBHOOKS = [
  'add_webhook',
  'change_webhook',
  'disable_webhook',
  'enable_webhook',
  'give_up_webhook',
  'remove_webhook',
  'resend_failed_webhooks',
  'resend_webhook',
  'rotate_webhook_secret',
  'test_webhook',
]

describe('the operations of portals', () => {
  const operations = (Object.values(exported) as unknown[]).filter(isOperation)

  it('on the people of a portal are shown at the door of identity, as all on people are', () => {
    const names = (Object.values(identity) as unknown[]).filter(isOperation).map(({ name }) => name)
    expect(names).toEqual(
      expect.arrayContaining([
        'portal.disable_person',
        'portal.enable_person',
        'portal.reset_factors',
      ]),
    )
  })

  it('are shown at the door, each name once', () => {
    expect(operations.map(({ name }) => name).toSorted()).toEqual(
      [
        'clock.advance',
        'job.retry',
        'partner.configure',
        'partner.create',
        'partner.price',
        'portal.add_host',
        'portal.brand',
        'portal.build',
        'portal.build_failed',
        'portal.cancel',
        'portal.certify',
        'portal.change_slug',
        'portal.configure',
        'portal.create',
        'portal.delete',
        'portal.delete_again',
        'portal.expire_trial',
        'portal.key_found',
        'portal.key_missing',
        'portal.make_host_current',
        'portal.open',
        'portal.prove_host',
        'portal.refuse_returned',
        'portal.request_export',
        'portal.reset_mail_text',
        'portal.set_mail_text',
        'portal.suspend',
        'portal.unsuspend',
        'portal.warn',
        'report.correct',
        'report.issue',
        'server.die',
        'trial.request',
        ...WEBHOOKS.flatMap((verb) => [`partner.${verb}`, `portal.${verb}`]),
      ].toSorted(),
    )
  })

  it('ask for the right that the table of transitions names', () => {
    for (const { operation, right } of TRANSITIONS)
      expect(operations.find(({ name }) => name === operation)).toMatchObject({ right })
  })

  it('have a twin for the clock wherever the table has a timer', () => {
    const timed = new Set(
      TRANSITIONS.filter(({ timer }) => timer).map(({ operation }) => operation),
    )
    expect([endTrial, cancelOverdue].map(({ name, right }) => [name, right])).toEqual(
      [...timed].map((name) => [name, 'clock']),
    )
  })
})
