import { scaleLinear } from 'd3-scale'
import { area, line, stack } from 'd3-shape'
import {
  ChartFrame,
  formatOf,
  Hatching,
  inked,
  inkOf,
  ScaleNumbers,
  SeriesNames,
  type ChartProps,
  type Series,
  wholeTicks,
} from './charts.tsx'

export interface TimeChartProps extends ChartProps {
  /** What the points are called, for the table: "Day". */
  pointsLabel: string
  /** Names of the points in time, evenly spaced. */
  points: string[]
  series: Series[]
  /** `area` stacks the series into a whole; `lines` sets them against each other. */
  kind?: 'area' | 'lines'
}

const HEIGHT = 220
const TOP = 10
const FOOT = 24
const FLOOR = HEIGHT - FOOT
const WIDTH = 1000

/**
 * How things went over time. The plot stretches with the page: its shapes live
 * in a nested drawing that scales, the words beside it in ones that do not.
 */
export function TimeChart(props: TimeChartProps) {
  const { id, title, points, series, kind = 'area' } = props
  const format = formatOf(props)
  const last = points.length - 1
  const stacked = stack<number, number>()
    .keys(series.map((_, index) => index))
    .value((point, key) => series[key]!.values[point] ?? 0)(points.map((_, index) => index))
  const tops =
    kind === 'area'
      ? stacked.map((layer) => layer.map((span) => span[1]))
      : series.map(({ values }) => values)
  const y = scaleLinear()
    .domain([0, Math.max(1, ...tops.flat())])
    .nice(4)
    .range([FLOOR, TOP])
  const x = scaleLinear()
    .domain([0, Math.max(1, last)])
    .range([0, WIDTH])
  const shapes = series.map((_, index) =>
    kind === 'area'
      ? area()
          .x((_span, point) => x(point))
          .y0((span) => y(span[0]))
          .y1((span) => y(span[1]))(stacked[index]! as unknown as [number, number][])
      : line<number>()
          .x((_value, point) => x(point))
          .y((value) => y(value))(series[index]!.values),
  )
  const ticks = wholeTicks(
    y.ticks(4),
    series.flatMap(({ values }) => values),
  )
  const middles = series.map((_, index) => {
    const span = stacked[index]![last]
    return kind === 'area' && span ? y((span[0] + span[1]) / 2) : y(tops[index]![last] ?? 0)
  })
  const names = series.map(({ label, values }) => `${label} ${format(values[last] ?? 0)}`)
  return (
    <ChartFrame {...props}>
      <div class="chart-plot">
        <ScaleNumbers
          height={HEIGHT}
          ticks={ticks.map((tick) => ({ y: y(tick), text: format(tick) }))}
        />
        <svg class="chart-stretch" height={HEIGHT} role="img" aria-labelledby={`${id}-t ${id}-d`}>
          <title id={`${id}-t`}>{title}</title>
          <desc id={`${id}-d`}>{names.join('; ')}</desc>
          <Hatching id={id} />
          {ticks.map((tick) => (
            <line class="grid" x1="0" x2="100%" y1={y(tick)} y2={y(tick)} />
          ))}
          <svg
            width="100%"
            height={HEIGHT}
            viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
            preserveAspectRatio="none"
          >
            {shapes.map((shape, index) => (
              <path d={shape ?? ''} {...inked(inkOf(series[index]!, index), id, kind)} />
            ))}
          </svg>
          {xLabels(points).map((index) => (
            <text
              x={`${(index / Math.max(1, last)) * 100}%`}
              y={HEIGHT - 6}
              text-anchor={index === 0 ? 'start' : index === last ? 'end' : 'middle'}
            >
              {points[index]}
            </text>
          ))}
        </svg>
        <SeriesNames
          id={id}
          height={HEIGHT}
          floor={FLOOR}
          names={names.map((name, index) => ({
            name,
            at: middles[index]!,
            ink: inkOf(series[index]!, index),
          }))}
        />
      </div>
    </ChartFrame>
  )
}

/** First, last and up to two between: as many as a phone can show without overprinting. */
function xLabels(points: string[]): number[] {
  const last = points.length - 1
  if (last < 1) return points.map((_, index) => index)
  if (last < 4 || points.some((point) => point.length > 7)) return [0, last]
  return [0, Math.round(last / 3), Math.round((2 * last) / 3), last]
}
