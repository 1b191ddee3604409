import type { Child } from 'hono/jsx'
import { asset } from './assets.ts'
import { Button, Gone } from './button.tsx'
import { t } from './texts.ts'

export interface SortableItem {
  /** What it is called, for whoever does not see it. */
  label: string
  /** Address that takes its new place as `position`, from 0. */
  action: string
  content: Child
}

/**
 * Things in an order that people change: by buttons; and with JavaScript also by dragging one, or by the arrow keys
 * on its handle.
 */
export const Sortable = ({ items }: { items: readonly SortableItem[] }) => (
  <sort-able data-handle={t('sort.handle')}>
    <ol class="sortable">
      {items.map((item, at) => (
        <li data-label={item.label}>
          <div class="sortable-content">{item.content}</div>
          <span class="row-buttons">
            {at > 0 ? <Move item={item} to={at - 1} way="up" /> : <Gone>{t('sort.up')}</Gone>}
            {at < items.length - 1 ? (
              <Move item={item} to={at + 1} way="down" />
            ) : (
              <Gone>{t('sort.down')}</Gone>
            )}
          </span>
        </li>
      ))}
    </ol>
    <script type="module" src={asset('sortable.js')}></script>
  </sort-able>
)

const Move = (props: { item: SortableItem; to: number; way: 'up' | 'down' }) => {
  const { item, to, way } = props
  return (
    <form method="post" action={item.action}>
      <input type="hidden" name="position" value={String(to)} />
      <Button look="quiet" small label={t(`sort.${way}.label`, { label: item.label })}>
        {t(`sort.${way}`)}
      </Button>
    </form>
  )
}
