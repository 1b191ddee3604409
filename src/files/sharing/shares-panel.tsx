import { pageOf } from '../../identity/index.ts'
import { show } from '../../kit/ids.ts'
import { routes } from '../../routes.ts'
import { ButtonLink, Panel, RowButton } from '../../ui/index.ts'
import { useSignedInContext } from '../../web/index.ts'
import { hasExpired, type ShownFile } from '../file/index.ts'
import { shownAudience } from './audience.ts'
import { audienceName, inWords, namesOf } from './naming.ts'
import { t } from './texts.ts'
import type { ShownShare } from './view.ts'

interface SharesProps {
  file: ShownFile
  shares: readonly ShownShare[]
  /** Who sees it because they have sent it. */
  senders: readonly { id: string; name: string }[]
  /** The last day on which it is seen, by the portal's zone; null for none. */
  lastDay: string | null
}

/** Who sees a file, on its page. */
export function SharesPanel({ file, shares, senders, lastDay }: SharesProps) {
  const { language, now } = useSignedInContext()
  const shown = { file: show('file', file.id) }
  return (
    <Panel
      title={t('title')}
      id="shares"
      text={
        lastDay
          ? t(hasExpired(file, now) ? 'over' : 'until.title', { day: inWords(lastDay, language) })
          : undefined
      }
      action={<ButtonLink href={routes.files.one.sharing(shown)}>{t('share')}</ButtonLink>}
    >
      {shares.length + senders.length === 0 ? (
        <p class="muted">{t('nobody')}</p>
      ) : (
        <ul class="rows">
          {senders.map(({ id, name }) => (
            <li>
              <span>
                <a href={pageOf({ id, kind: 'contact' })}>{name}</a>
                <span class="muted step-note">{t('sent')}</span>
              </span>
            </li>
          ))}
          {shares.map((share) => (
            <li>
              <span>
                <strong>{audienceName(share)}</strong>
                <span class="muted step-note">
                  {share.audience.isGroup ? `${namesOf(share.people)} · ` : ''}
                  {t('since', { by: share.sharedBy })}
                </span>
              </span>
              <RowButton
                action={routes.files.one.shares.one.end({
                  ...shown,
                  audience: shownAudience(share),
                })}
                text={t('stop')}
                label={t('stop.with', { name: share.name })}
              />
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}
