import type { Child } from 'hono/jsx'

export interface PanelProps {
  title: string
  /** A sentence under the heading. */
  text?: Child
  /** Something to do here, opposite the heading. */
  action?: Child
  /** Draws a frame: for settings and for things apart from the page's flow. */
  framed?: boolean
  id?: string
  children?: Child
}

/** A part of a page under its own heading. */
export const Panel = (props: PanelProps) => (
  <section class={`panel-section${props.framed ? ' framed' : ''}`} id={props.id}>
    <div class="panel-head">
      <div>
        <h2>{props.title}</h2>
        {props.text ? <p class="muted">{props.text}</p> : null}
      </div>
      {props.action}
    </div>
    {props.children}
  </section>
)

export interface Stat {
  label: string
  value: Child
  /** What it compares with: "3 more than last month". */
  note?: Child
  href?: string
}

/** A few numbers that say how things stand. */
export const Stats = ({ items }: { items: Stat[] }) => (
  <dl class="stats">
    {items.map((item) => (
      <div>
        <dt>{item.href ? <a href={item.href}>{item.label}</a> : item.label}</dt>
        <dd>
          <span class="stat">{item.value}</span>
          {item.note ? <span class="muted">{item.note}</span> : null}
        </dd>
      </div>
    ))}
  </dl>
)

/** Parts of a page side by side where there is room, under one another where not. */
export const Columns = ({ children }: { children?: Child }) => <div class="columns">{children}</div>
