import { dayOf } from '../../kit/day.ts'
import { show } from '../../kit/ids.ts'
import { routes } from '../../routes.ts'
import {
  Actions,
  Alert,
  Button,
  Day,
  Form,
  Panel,
  Thumbnail,
  UploadField,
  type BegunFiles,
  type Errors,
} from '../../ui/index.ts'
import { Layout, useSignedInContext } from '../../web/index.ts'
import { RefusedFiles, StateBadge, thumbnailOf, type ShownFile } from '../file/index.ts'
import { inUnits } from '../../kit/size.ts'
import { largestOf } from '../uploads/quota.ts'
import { RequestBadge } from './badge.tsx'
import { Why } from './page.tsx'
import { isOutstanding, titleOf, type RequestState } from './request.ts'
import { t } from './texts.ts'
import type { ShownRequest } from './view.ts'

/** Whatever people have; where pictures are named, a phone offers its camera. */
const ANYTHING = 'image/*,*/*'

/** What is still to be sent, the most urgent first, and what was and is being looked at. */
export function AskedPanel({ requests }: { requests: readonly ShownRequest[] }) {
  if (requests.length === 0) return null
  return (
    <Panel title={t('mine.title')} id="requests">
      <ul class="rows">
        {requests.map((request) => (
          <li>
            <span>
              <a href={routes.requests.one({ request: show('request', request.id) })}>
                {titleOf(request.what).title}
              </a>
              <span class="muted step-note">
                <Due request={request} />
              </span>
            </span>
            {request.late ? <RequestBadge request={request} /> : null}
          </li>
        ))}
      </ul>
    </Panel>
  )
}

/** What they sent that was accepted, the newest first. */
export function AcceptedPanel({ requests }: { requests: readonly ShownRequest[] }) {
  const { zone } = useSignedInContext()
  if (requests.length === 0) return null
  return (
    <Panel title={t('mine.past')} id="accepted">
      <ul class="rows">
        {requests.map((request) => (
          <li>
            <span>
              <a href={routes.requests.one({ request: show('request', request.id) })}>
                {titleOf(request.what).title}
              </a>
              <span class="muted step-note">
                {t('mine.accepted')} <Day day={dayOf(request.stateAt, zone)} />
              </span>
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  )
}

const Due = ({ request: { state, dueOn } }: { request: ShownRequest }) =>
  state === 'answered' ? (
    <>
      {t('mine.sent')} · {t('mine.sent.text')}
    </>
  ) : dueOn ? (
    <>
      {t('mine.due')}: <Day day={dueOn} />
    </>
  ) : (
    t('mine.no_due')
  )

interface AskedProps {
  request: ShownRequest
  /** What they have sent with it. */
  files: readonly ShownFile[]
  begun: BegunFiles
  errors?: Errors
}

/** What somebody is asked for, and where they send it. */
export function AskedPage({ request, files, begun, errors }: AskedProps) {
  const { title, rest } = titleOf(request.what)
  return (
    <Layout
      title={title}
      lead={
        request.state === 'open' && request.dueOn ? (
          <>
            {t('mine.due')}: <Day day={request.dueOn} show="long" />{' '}
            {request.late ? <RequestBadge request={request} /> : null}
          </>
        ) : undefined
      }
    >
      {rest ? <p class="timeline-text">{rest}</p> : null}
      <Standing state={request.state} />
      <Why request={request} />
      <RefusedFiles files={files} />
      {isOutstanding(request) ? <Answering {...{ request, begun, errors }} /> : null}
      {files.length > 0 ? <Sent files={files} /> : null}
    </Layout>
  )
}

/** What became of what they sent. */
function Standing({ state }: { state: RequestState }) {
  if (state === 'open') return null
  if (state === 'withdrawn') return <Alert tone="grey">{t('answer.withdrawn')}</Alert>
  return <Alert tone="green">{t(state === 'answered' ? 'answer.waits' : 'answer.accepted')}</Alert>
}

function Answering({ request, begun, errors = {} }: Omit<AskedProps, 'files'>) {
  const { language, portal } = useSignedInContext()
  const isFirst = request.state === 'open'
  return (
    <Form
      action={routes.requests.one.answers({ request: show('request', request.id) })}
      files
      errors={errors}
    >
      <UploadField
        name="uploads"
        label={t(isFirst ? 'answer.label' : 'answer.more')}
        help={t('answer.help', { most: inUnits(largestOf(portal), language) })}
        error={errors['uploads']}
        begun={begun}
        accept={ANYTHING}
      />
      <Actions>
        <Button look={isFirst ? 'primary' : 'plain'}>{t('answer.send')}</Button>
      </Actions>
    </Form>
  )
}

function Sent({ files }: { files: readonly ShownFile[] }) {
  const { language } = useSignedInContext()
  return (
    <Panel title={t('answer.sent')} id="sent">
      <ul class="rows">
        {files.map((file) => (
          <li>
            <Thumbnail src={thumbnailOf(file)} />
            <span>
              <a href={routes.files.one({ file: show('file', file.id) })}>{file.name}</a>
              <span class="muted step-note">{inUnits(file.bytes, language)}</span>
            </span>
            <StateBadge file={file} />
          </li>
        ))}
      </ul>
    </Panel>
  )
}
