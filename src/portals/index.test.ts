/// <reference types="vite/types/importMeta.d.ts" />
import { describe, expect, it } from 'vitest'
import { declaredOperations, type KitFeature } from '../kit/feature.ts'
import { cancelOverdue, endTrial } from './timers/due.ts'
import { TRANSITIONS } from './status/portal-status.ts'

type Files = Record<string, { feature: KitFeature }>
const operationsIn = (files: Files) =>
  declaredOperations(Object.values(files).map(({ feature }) => feature))

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
  const operations = operationsIn(
    import.meta.glob<{ feature: KitFeature }>('./*/feature.ts', { eager: true }),
  )

  it('on the people of a portal are declared by identity, as all on people are', () => {
    const identity = operationsIn(
      import.meta.glob<{ feature: KitFeature }>('../identity/*/feature.ts', { eager: true }),
    )
    expect(identity.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        'portal.disable_person',
        'portal.enable_person',
        'portal.reset_factors',
      ]),
    )
  })

  it('are declared, each name once', () => {
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
