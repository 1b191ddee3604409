import { useLanguage } from '../../kit/reader.ts'
import { Layout, useRequestContext } from '../../web/index.ts'
import type { Refusal as RefusalValue } from '../../kit/refusal.ts'
import { routes } from '../../routes.ts'
import { Actions, Button, ButtonLink, Details, Form, Refusal } from '../../ui/index.ts'
import { t } from './texts.ts'
import type { Wish } from './trial-request.ts'

interface AboutPartner {
  /** Shown id of the partner whose page it is. */
  partner?: string
}

/** The same whoever asks, and for whichever address. */
export function SentPage({ partner, email }: AboutPartner & { email: string }) {
  const { installation } = useRequestContext()
  const again = routes.console.try({}, { partner })
  return (
    <Layout title={t('sent.title')} lead={t('sent.lead', { email })} address={again}>
      <p>{t('sent.nothing')}</p>
      <Actions>
        <ButtonLink href={again}>{t('sent.again')}</ButtonLink>
      </Actions>
      {installation.mode === 'sandbox' && !installation.mail ? (
        <p class="muted">
          {t('sent.sandbox')} <a href={routes.console.mailbox()}>{t('sent.mailbox')}</a>.
        </p>
      ) : null}
    </Layout>
  )
}

/** The page of the mailed link: opening it changes nothing, since mail scanners open links too. */
export function LinkPage({ token, wish }: { token: string; wish: Wish }) {
  const { name, email, portalName } = wish
  return (
    <Layout
      title={t('link.title', { portal: portalName })}
      lead={t('link.lead')}
      address={routes.console.try.link({}, { token })}
    >
      <Details
        items={[
          {
            label: t('link.owner'),
            value: (
              <>
                {name}
                <br />
                <span class="muted">{email}</span>
              </>
            ),
          },
          { label: t('link.trial'), value: t('link.trial.text') },
        ]}
      />
      <Form action={routes.console.try.link()} hidden={{ token }} guard={false}>
        <Actions>
          <Button>{t('link.do')}</Button>
        </Actions>
      </Form>
    </Layout>
  )
}

/** One page for a link that was used, has run out or was never any. */
export function DeadLinkPage({ why }: { why: RefusalValue }) {
  const language = useLanguage()
  return (
    <Layout title={t('dead.title')} address={routes.console.try.link()} ownHeading>
      <Refusal
        icon="link"
        title={t('dead.title')}
        why={why.say(language)}
        remedy={t('dead.remedy')}
        action={
          <ButtonLink look="primary" href={routes.console.try()}>
            {t('dead.button')}
          </ButtonLink>
        }
      />
    </Layout>
  )
}

/** Which limit was met, and when it is over. */
export function TooOftenPage({ partner, why }: AboutPartner & { why: RefusalValue }) {
  const language = useLanguage()
  const minutes = Math.ceil((why.retryAfterSeconds ?? 0) / 60)
  const again = routes.console.try({}, { partner })
  return (
    <Layout title={t('often.title')} address={again} ownHeading>
      <Refusal
        icon="clock"
        title={t('often.title')}
        why={why.say(language)}
        remedy={t('often.remedy', { minutes })}
        action={<ButtonLink href={again}>{t('often.button')}</ButtonLink>}
      />
    </Layout>
  )
}
