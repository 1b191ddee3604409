import type { Child } from 'hono/jsx'
import { scaleLinear } from 'd3-scale'
import { stack } from 'd3-shape'
import {
  ChartFrame,
  formatOf,
  Hatching,
  inked,
  inkOf,
  ScaleNumbers,
  SeriesNames,
  type ChartProps,
  type Ink,
  type Series,
  wholeTicks,
} from './charts.tsx'

export interface BarChartProps extends ChartProps {
  /** What the bars are called, for the table: "Step". */
  pointsLabel: string
  /** What the values are, for the table: "People". */
  valueLabel: string
  bars: { label: string; value: number; note?: Child; ink?: Exclude<Ink, 'first-hatched'> }[]
}

/** Amounts side by side, one lying bar each, all from zero. Every bar says its own name and number. */
export function BarChart(props: BarChartProps) {
  const { bars } = props
  const format = formatOf(props)
  const most = Math.max(1, ...bars.map((bar) => bar.value))
  return (
    <ChartFrame
      {...props}
      points={bars.map((bar) => bar.label)}
      series={[{ label: props.valueLabel, values: bars.map((bar) => bar.value) }]}
    >
      <ul class="bars">
        {bars.map((bar) => (
          <li>
            <span>{bar.label}</span>
            <span class="bar-value">
              {format(bar.value)}
              {bar.note ? <span class="muted"> {bar.note}</span> : null}
            </span>
            <svg width="100%" height="8" aria-hidden="true">
              <rect class="trough" width="100%" height="8" rx="3" />
              <rect
                class={`ink-${bar.ink ?? 'first'}`}
                width={`${(bar.value / most) * 100}%`}
                height="8"
                rx="3"
              />
            </svg>
          </li>
        ))}
      </ul>
    </ChartFrame>
  )
}

export interface ColumnChartProps extends ChartProps {
  /** What the columns are called, for the table: "Month". */
  pointsLabel: string
  points: string[]
  /** One series, or a few stacked on one another. */
  series: Series[]
}

const HEIGHT = 220
const TOP = 22
const FLOOR = HEIGHT - 24

/** Amounts over a few periods, standing from zero; the totals stand on the columns. */
export function ColumnChart(props: ColumnChartProps) {
  const { id, title, points, series } = props
  const format = formatOf(props)
  const layers = stack<number, number>()
    .keys(series.map((_, index) => index))
    .value((point, key) => series[key]!.values[point] ?? 0)(points.map((_, index) => index))
  const totals = points.map((_, point) => layers.at(-1)?.[point]?.[1] ?? 0)
  const y = scaleLinear()
    .domain([0, Math.max(1, ...totals)])
    .nice(4)
    .range([FLOOR, TOP])
  const ticks = wholeTicks(y.ticks(4), totals)
  const step = 100 / Math.max(1, points.length)
  const width = Math.min(step * 0.68, 9)
  const every = Math.ceil(points.length / 6)
  return (
    <ChartFrame {...props}>
      <div class="chart-plot">
        <ScaleNumbers
          height={HEIGHT}
          ticks={ticks.map((tick) => ({ y: y(tick), text: format(tick) }))}
        />
        <svg class="chart-stretch" height={HEIGHT} role="img" aria-labelledby={`${id}-t ${id}-d`}>
          <title id={`${id}-t`}>{title}</title>
          <desc id={`${id}-d`}>
            {points.map((point, index) => `${point}: ${format(totals[index]!)}`).join('; ')}
          </desc>
          <Hatching id={id} />
          {ticks.map((tick) => (
            <line class="grid" x1="0" x2="100%" y1={y(tick)} y2={y(tick)} />
          ))}
          {layers.flatMap((layer, index) =>
            layer.map((span, point) => (
              <rect
                {...inked(inkOf(series[index]!, index), id, 'column-part')}
                x={`${step * (point + 0.5) - width / 2}%`}
                width={`${width}%`}
                y={y(span[1])}
                height={Math.max(0, y(span[0]) - y(span[1]))}
              />
            )),
          )}
          {points.map((point, index) => {
            const fromLast = points.length - 1 - index
            if (fromLast % every !== 0) return null
            return (
              <text
                class={(fromLast / every) % 2 === 0 ? undefined : 'spare'}
                x={`${step * (index + 0.5)}%`}
                y={HEIGHT - 6}
                text-anchor="middle"
              >
                {point}
              </text>
            )
          })}
          <text
            class="name"
            x={`${step * (points.length - 0.5) + width / 2}%`}
            y={y(totals.at(-1) ?? 0) - 7}
            text-anchor="end"
          >
            {format(totals.at(-1) ?? 0)}
          </text>
        </svg>
        {series.length > 1 ? (
          <SeriesNames
            id={id}
            height={HEIGHT}
            floor={FLOOR}
            names={series.map((one, index) => {
              const [from = 0, to = 0] = layers[index]!.at(-1) ?? []
              const name = `${one.label} ${format(to - from)}`
              return { name, at: y((from + to) / 2), ink: inkOf(one, index) }
            })}
          />
        ) : null}
      </div>
    </ChartFrame>
  )
}
