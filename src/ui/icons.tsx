import { raw } from 'hono/html'

/**
 * Our own small set, drawn on a 20 px grid with 1.5 px strokes. Icons are
 * always decoration: the word stands beside them or in the control's label.
 */
const drawings = {
  home: ['M3.5 9 10 3.5 16.5 9v7a.5.5 0 0 1-.5.5h-4v-4.5h-4v4.5H4a.5.5 0 0 1-.5-.5Z'],
  grid: ['M3.5 3.5h5v5h-5zM11.5 3.5h5v5h-5zM3.5 11.5h5v5h-5zM11.5 11.5h5v5h-5z'],
  people: [
    'M7.5 9.5a3 3 0 1 0 0-6 3 3 0 0 0 0 6Z',
    'M2 16.5c.3-3 2.5-4.5 5.5-4.5s5.2 1.5 5.5 4.5',
    'M13 3.8a3 3 0 0 1 0 5.4M15 12.4c1.8.6 2.8 2 3 4.1',
  ],
  person: ['M10 9.5a3 3 0 1 0 0-6 3 3 0 0 0 0 6Z', 'M4 16.5c.4-3 2.8-4.5 6-4.5s5.6 1.5 6 4.5'],
  company: [
    'M4.5 16.5v-12a1 1 0 0 1 1-1h6a1 1 0 0 1 1 1v12M12.5 8.5h2a1 1 0 0 1 1 1v7M2.5 16.5h15M7.5 7h2M7.5 10h2M7.5 13h2',
  ],
  messages: [
    'M4.5 3.5h11a1 1 0 0 1 1 1v8a1 1 0 0 1-1 1H9l-3.5 3v-3h-1a1 1 0 0 1-1-1v-8a1 1 0 0 1 1-1Z',
    'M6.5 7h7M6.5 10h4.5',
  ],
  mail: [
    'M3.5 4.5h13a1 1 0 0 1 1 1v9a1 1 0 0 1-1 1h-13a1 1 0 0 1-1-1v-9a1 1 0 0 1 1-1Z',
    'm3 6 7 5 7-5',
  ],
  settings: [
    'M3 6h7M14.5 6H17M3 14h2.5M10 14h7',
    'M12.3 8.2a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4ZM7.7 16.2a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4Z',
  ],
  list: ['M7 5.5h10M7 10h10M7 14.5h10M3.3 5.5h.01M3.3 10h.01M3.3 14.5h.01'],
  clock: ['M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14Z', 'M10 6v4.2l2.7 1.6'],
  jobs: ['M3.5 11.5 10 15l6.5-3.5M3.5 8 10 4.5 16.5 8 10 11.5Z'],
  key: ['M7 16.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7Z', 'm9.5 10.5 7-7M13 7l2.5 2.5'],
  plus: ['M10 4v12M4 10h12'],
  more: ['M10 4.5h.01M10 10h.01M10 15.5h.01'],
  search: ['M9 14.5a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11Z', 'm13 13 4 4'],
  eye: [
    'M2.5 10S5 5 10 5s7.5 5 7.5 5-2.5 5-7.5 5-7.5-5-7.5-5Z',
    'M10 12.2a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4Z',
  ],
  filter: ['M3 5.5h14M5.5 10h9M8 14.5h4'],
  'sign-out': ['M8 3.5H4.5a1 1 0 0 0-1 1v11a1 1 0 0 0 1 1H8M12.5 6.5 16 10l-3.5 3.5M16 10H7.5'],
  check: ['m4.5 10.5 3.7 3.7 7.3-8'],
  cross: ['m5 5 10 10M15 5 5 15'],
  warning: [
    'M9.1 3.8 2.6 15a1 1 0 0 0 .9 1.5h13a1 1 0 0 0 .9-1.5L10.9 3.8a1 1 0 0 0-1.8 0Z',
    'M10 8v3.5M10 14h.01',
  ],
  info: ['M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14Z', 'M10 9.3V13.5M10 6.6h.01'],
  lock: [
    'M5.5 9h9a1 1 0 0 1 1 1v5.5a1 1 0 0 1-1 1h-9a1 1 0 0 1-1-1V10a1 1 0 0 1 1-1Z',
    'M7 9V6.5a3 3 0 0 1 6 0V9',
  ],
  link: [
    'M8.5 11.5a3 3 0 0 0 4.3.2l2.9-2.9a3 3 0 0 0-4.3-4.3l-1 1',
    'M11.5 8.5a3 3 0 0 0-4.3-.2l-2.9 2.9a3 3 0 0 0 4.3 4.3l1-1',
  ],
  palette: [
    'M10 17a7 7 0 1 1 7-7c0 1.7-1.2 2.5-2.7 2.5H12.5a1.5 1.5 0 0 0-1.1 2.5c.5.7.1 2-1.4 2Z',
    'M6.5 10h.01M8 6.8h.01M12 6.8h.01',
  ],
  download: ['M10 3.5v9M6.5 9.2 10 12.7l3.5-3.5M3.5 16.5h13'],
  file: ['M5.5 3h6l3.5 3.5V16a1 1 0 0 1-1 1h-8.5a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1Z', 'M11.5 3v3.5H15'],
  folder: ['M3 5.5a1 1 0 0 1 1-1h4l2 2h6a1 1 0 0 1 1 1v7a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1Z'],
  card: [
    'M3.5 4.5h13a1 1 0 0 1 1 1v9a1 1 0 0 1-1 1h-13a1 1 0 0 1-1-1v-9a1 1 0 0 1 1-1Z',
    'M2.5 8.5h15M5.5 12.5h3',
  ],
  chart: ['M3.5 3.5v13h13', 'M7 13.5V10M10.5 13.5V6.5M14 13.5V8.5'],
  calendar: [
    'M4 4.5h12a1 1 0 0 1 1 1V16a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V5.5a1 1 0 0 1 1-1Z',
    'M3 8.5h14M6.5 3v3M13.5 3v3',
  ],
  help: [
    'M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14Z',
    'M8 8a2 2 0 1 1 2.9 1.8c-.6.3-.9.7-.9 1.4M10 13.7h.01',
  ],
  'chevron-right': ['m8 5 5 5-5 5'],
  'chevron-left': ['m12 5-5 5 5 5'],
  'chevron-down': ['m5 8 5 5 5-5'],
  'arrow-up': ['M10 16V4.5M5.5 9 10 4.5 14.5 9'],
  'arrow-down': ['M10 4v11.5M5.5 11l4.5 4.5 4.5-4.5'],
} as const

export type IconName = keyof typeof drawings

const drawn = new Map<string, ReturnType<typeof raw>>()

/** A stroke icon in the colour of the text around it. Drawn once: a page repeats them often. */
export function Icon({ name, size = 20 }: { name: IconName; size?: 16 | 20 | 24 | 32 }) {
  const key = `${name} ${size}`
  let icon = drawn.get(key)
  if (!icon) {
    const paths = drawings[name].map((d) => `<path d="${d}"/>`).join('')
    icon = raw(
      `<svg class="icon" width="${size}" height="${size}" viewBox="0 0 20 20" aria-hidden="true">${paths}</svg>`,
    )
    drawn.set(key, icon)
  }
  return icon
}
