import type { Child } from 'hono/jsx'
import { dayOf } from '../../kit/day.ts'
import { show } from '../../kit/ids.ts'
import { routes } from '../../routes.ts'
import {
  Actions,
  Button,
  ButtonLink,
  Confirm,
  Day,
  Details,
  Form,
  Inbox,
  Panel,
  TextArea,
  TextField,
  Time,
  type Errors,
} from '../../ui/index.ts'
import { Layout, useSignedInContext } from '../../web/index.ts'
import { RefusedFiles, StateBadge, thumbnailOf, type ShownFile } from '../file/index.ts'
import { inUnits } from '../../kit/size.ts'
import { RequestBadge } from './badge.tsx'
import { isOutstanding, titleOf } from './request.ts'
import { t } from './texts.ts'
import type { ShownRequest } from './view.ts'

interface RequestProps {
  request: ShownRequest
  /** What it is about: what that is called, and where it is looked at. */
  holder: { name: string; href: string }
  /** What came in with it. */
  files: readonly ShownFile[]
  typed?: Record<string, string>
  errors?: Errors
}

const addressOf = ({ id }: ShownRequest) => ({ request: show('request', id) })

/** A request, for those who look after what it is about. */
export function RequestPage(props: RequestProps) {
  const { request, holder, files } = props
  const { title, rest } = titleOf(request.what)
  return (
    <Layout
      title={title}
      badge={<RequestBadge request={request} />}
      crumbs={[{ label: holder.name, href: `${holder.href}#requests` }]}
      menu={
        isOutstanding(request)
          ? [
              {
                label: t('withdraw'),
                href: routes.requests.one.withdrawal(addressOf(request)),
                icon: 'lock',
                danger: true,
              },
            ]
          : undefined
      }
      details={<RequestDetails {...props} />}
    >
      {rest ? <p class="timeline-text">{rest}</p> : null}
      <Why request={request} />
      <Panel title={t('came.title')} id="files">
        <RefusedFiles files={files} />
        {files.length === 0 ? <p class="muted">{t('came.none')}</p> : <CameIn files={files} />}
        <Acceptance request={request} />
      </Panel>
      {request.state === 'answered' || request.state === 'accepted' ? <Again {...props} /> : null}
    </Layout>
  )
}

/** The button that accepts what came, as long as it waits for that. */
export const Acceptance = ({ request, children }: { request: ShownRequest; children?: Child }) =>
  request.state === 'answered' ? (
    <Form action={routes.requests.one.acceptance(addressOf(request))} guard={false}>
      <p>{t('accept.text')}</p>
      <Actions>
        <Button>{t('accept')}</Button>
        {children}
      </Actions>
    </Form>
  ) : children === undefined ? null : (
    <Actions>{children}</Actions>
  )

/** On the page of a file that came in with a request: which, and the way back to it. */
export const RequestOfFile = ({ request }: { request: ShownRequest }) => (
  <Panel title={t('file.title')} id="request">
    <p>
      <a href={routes.requests.one(addressOf(request))}>{titleOf(request.what).title}</a>{' '}
      <RequestBadge request={request} />
    </p>
    <Acceptance request={request}>
      <ButtonLink href={`${routes.requests.one(addressOf(request))}#files`}>
        {t('file.back')}
      </ButtonLink>
    </Acceptance>
  </Panel>
)

/** Why it is asked for again, as long as that is still wanted. */
export const Why = ({ request }: { request: ShownRequest }) =>
  request.why !== null && isOutstanding(request) ? (
    <Panel title={t('why')} framed>
      <p class="timeline-text">{request.why}</p>
    </Panel>
  ) : null

function CameIn({ files }: { files: readonly ShownFile[] }) {
  const { language } = useSignedInContext()
  return (
    <>
      <Inbox
        entries={files.map((file) => ({
          href: routes.files.one({ file: show('file', file.id) }),
          subject: file.name,
          who: `${file.addedBy} · ${inUnits(file.bytes, language)}`,
          at: file.addedAt,
          picture: thumbnailOf(file),
        }))}
      />
      {files
        .filter(({ state }) => state !== 'ready')
        .map((file) => (
          <p>
            {file.name} <StateBadge file={file} />
          </p>
        ))}
    </>
  )
}

function RequestDetails({ request, holder }: RequestProps) {
  const { zone } = useSignedInContext()
  const next = request.remindAt && dayOf(request.remindAt, zone)
  return (
    <Details
      items={[
        { label: t('who'), value: request.personName },
        { label: t('about'), value: <a href={holder.href}>{holder.name}</a> },
        {
          label: t('due'),
          value: request.dueOn ? <Day day={request.dueOn} /> : <span class="muted">–</span>,
        },
        {
          label: t('reminders.label'),
          value: t('reminders', { count: request.reminders }),
          note: next ? (
            <>
              {t('reminders.next')} <Day day={next} />
            </>
          ) : undefined,
        },
        { label: t('by'), value: request.askedByName },
        { label: t('at'), value: <Time at={request.askedAt} /> },
      ]}
    />
  )
}

function Again({ request, typed, errors = {} }: RequestProps) {
  return (
    <Panel title={t('repeat.title')} text={t('repeat.text')} id="again">
      <Form action={routes.requests.one.repeat(addressOf(request))} errors={errors}>
        <TextArea
          name="why"
          label={t('repeat.why')}
          value={typed?.['why']}
          error={errors['why']}
          rows={2}
          maxlength={1000}
        />
        <TextField
          name="dueOn"
          type="date"
          label={t('due.again')}
          help={t('due.again.help')}
          value={typed?.['dueOn']}
          error={errors['dueOn']}
          width="medium"
          optional
        />
        <Actions>
          <Button look="plain">{t('repeat.do')}</Button>
        </Actions>
      </Form>
    </Panel>
  )
}

export function WithdrawalPage({ request }: { request: ShownRequest }) {
  const href = routes.requests.one(addressOf(request))
  return (
    <Layout
      title={t('withdraw.title')}
      width="form"
      crumbs={[{ label: titleOf(request.what).title, href }]}
    >
      <Confirm
        action={routes.requests.one.withdrawal(addressOf(request))}
        consequences={[t('withdraw.text', { name: request.personName })]}
        reassurance={t('withdraw.keeps')}
        button={t('withdraw.do')}
        danger
        cancelHref={href}
      />
    </Layout>
  )
}
