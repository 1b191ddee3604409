import { grounds, shades } from '../../ui/index.ts'
import { t } from './texts.ts'

interface Colours {
  brandColor: string
  accentColor: string
}

const INK = { light: '#181b20', dark: '#e9ebee' } as const
const LINE = { light: '#e2e5e9', dark: '#2b3139' } as const
const WIDTH = 240
const HEIGHT = 132

/**
 * A small page in the chosen colours, as they will be after contrast is kept. Drawn with attributes,
 * since the content policy allows no styles in a page.
 */
export function Preview({ colours }: { colours: Colours }) {
  return (
    <svg
      viewBox={`0 0 ${2 * WIDTH + 16} ${HEIGHT}`}
      width="100%"
      role="img"
      aria-label={t('preview.alt')}
    >
      {(['light', 'dark'] as const).map((scheme, index) => (
        <Scheme colours={colours} scheme={scheme} x={index * (WIDTH + 16)} />
      ))}
    </svg>
  )
}

interface SchemeProps {
  colours: Colours
  scheme: 'light' | 'dark'
  x: number
}

function Scheme({ colours, scheme, x }: SchemeProps) {
  const brand = shades(colours.brandColor, scheme)
  const accent = shades(colours.accentColor, scheme)
  const text = { 'font-size': '13', 'font-weight': '600' }
  return (
    <svg x={x} width={WIDTH} height={HEIGHT}>
      <rect
        x="0.5"
        y="0.5"
        width={WIDTH - 1}
        height={HEIGHT - 1}
        rx="8"
        fill={grounds[scheme][0]}
        stroke={LINE[scheme]}
      />
      <path d={`M1 8a7 7 0 0 1 7-7h${WIDTH - 16}a7 7 0 0 1 7 7v1H1Z`} fill={brand.fill} />
      <text x="16" y="34" fill={INK[scheme]} {...text}>
        {t(`preview.${scheme}`)}
      </text>
      <rect x={WIDTH - 62} y="20" width="46" height="20" rx="10" fill={accent.fill} />
      <text x={WIDTH - 39} y="34" fill={accent.ink} text-anchor="middle" {...text} font-size="12">
        {t('preview.new')}
      </text>
      <text x="16" y="66" fill={brand.text} text-decoration="underline" {...text}>
        {t('preview.link')}
      </text>
      <rect x="16.5" y="82.5" width="92" height="34" rx="6" fill={brand.fill} stroke={brand.line} />
      <text x="62.5" y="104" fill={brand.ink} text-anchor="middle" {...text}>
        {t('preview.button')}
      </text>
    </svg>
  )
}
