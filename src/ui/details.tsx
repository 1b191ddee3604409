import type { Child } from 'hono/jsx'

export interface Detail {
  label: string
  value: Child
  /** A quieter line under the value. */
  note?: Child
}

export interface DetailsProps {
  title?: string
  items: Detail[]
  /** `row` sets them side by side, for the head of a page. */
  layout?: 'stack' | 'row'
}

/** What is known about a thing, label over value. */
export const Details = ({ title, items, layout = 'stack' }: DetailsProps) => (
  <section class="facts-group">
    {title ? <h2>{title}</h2> : null}
    <dl class={`facts facts-${layout}`}>
      {items.map((item) => (
        <div>
          <dt>{item.label}</dt>
          <dd>
            {item.value}
            {item.note ? <p class="muted">{item.note}</p> : null}
          </dd>
        </div>
      ))}
    </dl>
  </section>
)
