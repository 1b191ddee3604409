import type { Child } from 'hono/jsx'
import { useLanguage } from '../kit/reader.ts'
import { Icon } from './icons.tsx'
import { DataTable } from './table.tsx'
import { locale } from './time.tsx'
import { t } from './texts.ts'

/**
 * How a series is drawn: two colours at most, each in a full, a light and a
 * hatched tone, and a grey. Told apart by tone and label, not by hue alone.
 */
export type Ink = 'first' | 'first-light' | 'first-hatched' | 'second' | 'second-light' | 'grey'

/** Inks in the order they are given out. */
const order: Ink[] = ['first', 'first-light', 'second', 'second-light', 'grey', 'first-hatched']

export interface Series {
  label: string
  /** One value for each point. */
  values: number[]
  ink?: Ink
}

export interface ChartProps {
  /** Unique on the page. */
  id: string
  title: string
  /** What there is to see, in a sentence. */
  sentence: Child
  /** How a value is written: money, percent. Plain numbers unless told otherwise. */
  format?: (value: number) => string
}

export const inkOf = (series: Series, index: number): Ink =>
  series.ink ?? order[index % order.length]!

export const formatOf = ({ format }: Pick<ChartProps, 'format'>) => {
  const language = useLanguage()
  return format ?? ((value: number) => new Intl.NumberFormat(locale(language)).format(value))
}

/** Of things that are counted there is no half: numbers between two whole ones are left off the scale. */
export const wholeTicks = (ticks: readonly number[], values: readonly number[]): number[] =>
  values.every(Number.isInteger) ? ticks.filter(Number.isInteger) : [...ticks]

/** Room a text needs at 12 px, roughly. */
export const textWidth = (texts: string[]) =>
  Math.ceil(Math.max(0, ...texts.map((text) => text.length)) * 6.8) + 10

/** Heading and sentence above a picture, its numbers behind "show as table". */
export function ChartFrame(
  props: ChartProps & {
    points: string[]
    pointsLabel: string
    series: Series[]
    children?: Child
  },
) {
  const { series } = props
  const format = formatOf(props)
  return (
    <figure class="chart">
      <figcaption>
        <h2>{props.title}</h2>
        <p>{props.sentence}</p>
      </figcaption>
      {props.children}
      <details class="chart-table">
        <summary>
          <Icon name="chevron-right" size={16} />
          {t('showAsTable')}
        </summary>
        <div class="chart-numbers" role="region" aria-label={props.title} tabindex={0}>
          <DataTable
            caption={props.title}
            rows={props.points.map((point, index) => ({ point, index }))}
            columns={[
              { key: 'point', header: props.pointsLabel, nowrap: true, cell: (row) => row.point },
              ...series.map(({ label, values }) => ({
                key: label,
                header: label,
                align: 'end' as const,
                cell: (row: { index: number }) => format(values[row.index] ?? 0),
              })),
            ]}
          />
        </div>
      </details>
    </figure>
  )
}

/** Pictures beside one another where there is room, below one another on a phone. */
export const ChartRow = ({ children }: { children?: Child }) => (
  <div class="chart-row">{children}</div>
)

/** The class that colours a shape, and for a hatched one the pattern of its chart. */
export const inked = (ink: Ink, id: string, extra = '') => ({
  class: `${extra} ink-${ink}`.trim(),
  fill: ink === 'first-hatched' ? `url(#${id}-hatch)` : undefined,
})

/** Lines drawn across the tones that would otherwise differ only in lightness. */
export const Hatching = ({ id }: { id: string }) => (
  <defs>
    <pattern
      id={`${id}-hatch`}
      width="6"
      height="6"
      patternUnits="userSpaceOnUse"
      patternTransform="rotate(45)"
    >
      <path d="M0 0V6" class="hatch" />
    </pattern>
  </defs>
)

/** The scale's numbers, to the left of the plot. */
export const ScaleNumbers = (props: { height: number; ticks: { y: number; text: string }[] }) => (
  <svg
    width={textWidth(props.ticks.map((tick) => tick.text))}
    height={props.height}
    aria-hidden="true"
  >
    {props.ticks.map((tick) => (
      <text x="100%" dx="-8" y={tick.y + 4} text-anchor="end">
        {tick.text}
      </text>
    ))}
  </svg>
)

interface NameOf {
  name: string
  /** Where the series ends. */
  at: number
  ink: Ink
}

/** Each series' name and last value, beside where it ends, to the right of the plot. */
export function SeriesNames(props: { id: string; height: number; floor: number; names: NameOf[] }) {
  const { names } = props
  const wanted = names.map(({ at }) => at)
  return (
    <svg
      width={textWidth(names.map(({ name }) => name)) + 14}
      height={props.height}
      aria-hidden="true"
    >
      {spread(wanted, 17, props.floor).map((at, index) => (
        <>
          <rect
            x="6"
            y={at - 4}
            width="8"
            height="8"
            rx="2"
            {...inked(names[index]!.ink, props.id)}
          />
          <text x="20" y={at + 4} class="name">
            {names[index]!.name}
          </text>
        </>
      ))}
    </svg>
  )
}

/** Moves labels apart that would overprint one another, keeping their order. */
export function spread(wanted: number[], gap: number, end: number): number[] {
  const inOrder = wanted.map((at, index) => ({ at, index })).sort((a, b) => a.at - b.at)
  inOrder.forEach((label, index) => {
    const before = inOrder[index - 1]
    if (before) label.at = Math.max(label.at, before.at + gap)
  })
  for (let index = inOrder.length - 1; index >= 0; index--) {
    const below = inOrder[index + 1]?.at ?? end + gap
    inOrder[index]!.at = Math.min(inOrder[index]!.at, below - gap)
  }
  const placed: number[] = []
  for (const { at, index } of inOrder) placed[index] = at
  return placed
}
