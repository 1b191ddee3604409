import type { Child } from 'hono/jsx'
import { html, raw } from 'hono/html'
import { useLanguage } from '../kit/reader.ts'
import { asset } from './assets.ts'
import { t } from './texts.ts'

/** htmx without the styles it would add itself, which the content policy forbids. */
const HTMX_CONFIG = '{"includeIndicatorCSS":false,"history":"reload"}'

/** A boosted request takes over the body's own attributes too: its mood and its language. */
const BOOST = 'swap:outerSync'

export interface DocumentProps {
  title: string
  /** `work` is dense at 14 px; `front` is roomy at 16 to 17 px. */
  mood: 'work' | 'front'
  /** Address of the stylesheet made by `themeCss`. */
  theme?: string
  /** Address of the icon in the browser's tab. */
  icon?: string
  /** Further module scripts this page needs; they stand in the body so that boosted requests load them too. */
  scripts?: string[]
  /** Let htmx follow links and send forms without reloading the page. */
  boost?: boolean
  /** Without JavaScript, reload after so many seconds. For pages that show a bulk job. */
  refreshSeconds?: number
  /** Ask search engines to index the page. Off unless the page is meant for the public. */
  indexed?: boolean
  children?: Child
}

type HeadProps = Pick<DocumentProps, 'title' | 'theme' | 'icon' | 'refreshSeconds' | 'indexed'>

/** As a template: elements that belong in a head are looked after by the framework, for a quarter of a page's time. */
const head = ({ title, theme, icon, refreshSeconds, indexed }: HeadProps) =>
  html`<head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    ${indexed ? null : html`<meta name="robots" content="noindex" />`}
    <meta name="htmx-config" content="${HTMX_CONFIG}" />
    ${refreshSeconds ? raw(`<noscript><meta http-equiv="refresh" content="${refreshSeconds}"/></noscript>`) : null}
    <title>${title}</title>
    ${icon ? html`<link rel="icon" href="${icon}" />` : null}
    <link rel="stylesheet" href="${asset('gatehouse.css')}" />
    ${theme ? html`<link rel="stylesheet" href="${theme}" />` : null}
    ${script(asset('htmx.js'), 'defer')} ${script(asset('gatehouse.js'), 'type="module"')}
  </head>`

/** Apart, since the bundler takes a tagged template with the end of a script in it for one that needs help. */
const script = (src: string, how: string) => raw(`<script src="${src}" ${how}></script>`)

/** The whole HTML document around a layout. Layouts use it; pages seldom do. */
export function Document(props: DocumentProps) {
  const language = useLanguage()
  const { mood, scripts = [], boost } = props
  const boosting = boost ? { 'hx-boost:inherited': BOOST, 'data-unsent': t('unsent') } : {}
  return (
    <>
      {raw('<!doctype html>')}
      <html lang={language}>
        {head(props)}
        <body class={mood} lang={language} {...boosting}>
          <a class="skip" href="#main">
            {t('skip')}
          </a>
          {props.children}
          {scripts.map((src) => (
            <script type="module" src={src}></script>
          ))}
        </body>
      </html>
    </>
  )
}
