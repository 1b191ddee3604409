import { routes } from '../../routes.ts'
import { Button, exactTime } from '../../ui/index.ts'
import { useRequestContext, type CurrentPreview } from '../../web/index.ts'
import { words } from './texts.ts'

/**
 * Above every page of a preview: who looks as whom, until when, and the way out. In the staff member's own
 * language, since the page under it is in the client's.
 */
export function PreviewBanner({ preview }: { preview: CurrentPreview }) {
  const ctx = useRequestContext()
  const { zone } = ctx
  const { language } = preview.staff
  const t = words(language)
  const names = { staff: preview.staff.name, client: ctx.person?.name ?? '' }
  return (
    <div class="banner-preview" lang={language}>
      <p>
        {t(preview.acts ? 'banner.acts' : 'banner.looks', names)} {t('banner.until')}{' '}
        <time
          datetime={preview.until.toString({ smallestUnit: 'second' })}
          title={exactTime(language, preview.until, zone)}
        >
          {hour(preview.until, zone)}
        </time>
        .
      </p>
      <form method="post" action={routes.preview.end()}>
        <Button small look="plain">
          {t('end')}
        </Button>
      </form>
    </div>
  )
}

/** "14:05": within the hour, the day goes without saying. */
const hour = (at: Temporal.Instant, zone: string): string =>
  at.toZonedDateTimeISO(zone).toPlainTime().toString({ smallestUnit: 'minute' })
