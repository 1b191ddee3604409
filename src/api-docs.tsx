import { RULES, rules } from './api-rules.ts'
import {
  LanguageSwitch,
  openPage,
  renderPage,
  type RouteHandler,
  type RequestContext,
} from './web/index.ts'
import { prepare, sendPrepared, type Prepared } from './kit/http/prepared.ts'
import { addressOn, type Installation } from './kit/installation.ts'
import { catalogue } from './kit/texts.ts'
import { openApi } from './openapi.ts'
import { routes } from './routes.ts'
import { Details, GuestLayout, Panel, type Detail } from './ui/index.ts'

const words = catalogue({
  en: {
    title: 'API reference',
    lead: 'The same operations as the pages, with the same rules. Errors are RFC 9457 problem documents that name the field.',
    document: 'OpenAPI 3.1 document',
    rules: 'What holds everywhere',
    shapes: 'Shapes',
    parameters: 'Parameters',
    body: 'Body',
    answer: 'Answer',
    answers: 'May answer',
    required: 'required',
  },
  es: {
    title: 'Referencia de la API',
    lead: 'Las mismas operaciones que las páginas, con las mismas reglas. Los errores son documentos de problema RFC 9457 que nombran el campo.',
    document: 'Documento OpenAPI 3.1',
    rules: 'Lo que vale siempre',
    shapes: 'Formas',
    parameters: 'Parámetros',
    body: 'Cuerpo',
    answer: 'Respuesta',
    answers: 'Puede responder',
    required: 'obligatorio',
  },
})

const { t } = words

/**
 * The reference people read and the document programs read, both made from the endpoints themselves:
 * once, when somebody first asks, since to make them holds everybody else up.
 */
export function apiDocs(endpoints: readonly RouteHandler[]): RouteHandler[] {
  const made = new WeakMap<Installation, Map<string, Prepared>>()
  const once = (
    { installation }: RequestContext,
    name: string,
    make: (document: unknown) => string,
  ) => {
    const ready = made.get(installation) ?? new Map<string, Prepared>()
    made.set(installation, ready)
    const prepared = ready.get(name) ?? prepare(make(documentFor(installation, endpoints)))
    ready.set(name, prepared)
    return prepared
  }
  return [
    openPage(routes.api.document, 'GET', (ctx) =>
      sendPrepared(
        ctx.c,
        once(ctx, 'document', (document) => JSON.stringify(document)),
        {
          'content-type': 'application/json; charset=utf-8',
          'cache-control': 'no-cache',
        },
      ),
    ),
    openPage(routes.console.apiDocs, 'GET', (ctx) => {
      const name = `${ctx.language} ${ctx.person ? 'signed in' : 'visitor'}`
      const html = (document: unknown) =>
        renderPage(ctx, <Reference document={document as Document} />)
      return sendPrepared(ctx.c, once(ctx, name, html), {
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'no-cache',
        vary: 'accept-encoding, cookie',
      })
    }),
  ]
}

const documentFor = (installation: Installation, endpoints: readonly RouteHandler[]) =>
  openApi(endpoints, addressOn(installation, installation.url.hostname, '').replace(/\/$/, ''))

interface Schema {
  $ref?: string
  type?: string | string[]
  format?: string
  enum?: unknown[]
  const?: unknown
  anyOf?: Schema[]
  oneOf?: Schema[]
  items?: Schema
  properties?: Record<string, Schema>
  required?: string[]
  maxLength?: number
  description?: string
}

interface Call {
  operationId: string
  summary: string
  description: string
  tags: string[]
  parameters?: {
    name: string
    in: string
    required: boolean
    description?: string
    schema: Schema
  }[]
  requestBody?: { content: Record<string, { schema: Schema }> }
  responses: Record<string, { content?: Record<string, { schema: Schema }> }>
}

interface Document {
  servers: { url: string }[]
  tags: { name: string }[]
  paths: Record<string, Record<string, Call>>
  components: { schemas: Shapes }
}

type Shapes = Record<string, Schema>

/** The name under which the document tells a shape. */
const nameOf = ($ref: string) => $ref.slice($ref.lastIndexOf('/') + 1)

/** What a value may be, in a few words. */
function kind(schema: Schema): string {
  if (schema.$ref) return nameOf(schema.$ref)
  if (schema.enum) return schema.enum.map(String).join(' | ')
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  const options = schema.anyOf ?? schema.oneOf
  if (options) return options.map(kind).join(' | ')
  if (schema.items) return `${kind(schema.items)}[]`
  return schema.format ?? [schema.type ?? 'any'].flat().join(' | ')
}

/** Alike for all who read it in a language, but for the switch to another. */
function Reference({ document }: { document: Document }) {
  const shapes = document.components.schemas
  const calls = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, call]) => ({ path, method: method.toUpperCase(), call })),
  )
  return (
    <GuestLayout
      title={t('title')}
      lead={t('lead')}
      organisation={{ name: 'Gatehouse', href: '/' }}
      boost
      footer={<LanguageSwitch address={routes.console.apiDocs()} />}
    >
      <p>
        <a href={routes.api.document()}>{t('document')}</a>
      </p>
      <Panel title={t('rules')}>
        {RULES.map((rule) => (
          <p>{rules.t(rule)}</p>
        ))}
      </Panel>
      {document.tags.map(({ name }) => (
        <Panel title={name} id={name}>
          {calls
            .filter(({ call }) => call.tags[0] === name)
            .map(({ path, method, call }) => (
              <details class="endpoint" id={call.operationId}>
                <summary>
                  <code class="method">{method}</code> <code>{path}</code>
                  <span class="muted"> {call.summary}</span>
                </summary>
                <CallDetails call={call} shapes={shapes} />
              </details>
            ))}
        </Panel>
      ))}
      <Panel title={t('shapes')} id="shapes">
        {Object.entries(shapes).map(([name, shape]) => (
          <details class="endpoint" id={`shape-${name}`}>
            <summary>
              <code>{name}</code>
            </summary>
            <div class="endpoint-details">
              <Details title={name} items={fields(name, shape)} />
            </div>
          </details>
        ))}
      </Panel>
    </GuestLayout>
  )
}

function CallDetails({ call, shapes }: { call: Call; shapes: Shapes }) {
  /** What is in it, though the document only names it. */
  const inside = ({ $ref = '', ...schema }: Schema) =>
    fields(nameOf($ref), shapes[nameOf($ref)] ?? schema)
  const body = call.requestBody?.content['application/json']?.schema
  return (
    <div class="endpoint-details">
      <p class="muted">{call.description}</p>
      {call.parameters ? (
        <Details
          title={t('parameters')}
          items={call.parameters.map(({ name, in: place, schema, required, description }) =>
            fact(`${name} (${place})`, { description, ...schema }, required),
          )}
        />
      ) : null}
      {body ? <Details title={t('body')} items={inside(body)} /> : null}
      {Object.entries(call.responses).map(([status, { content }]) => {
        const schema = content?.['application/json']?.schema
        return schema ? <Details title={`${t('answer')} ${status}`} items={inside(schema)} /> : null
      })}
      <p class="muted">
        {t('answers')}: {Object.keys(call.responses).join(', ')}
      </p>
    </div>
  )
}

/** What is in a shape of that name; of one that is any of several, which those are. */
const fields = (name: string, schema: Schema): Detail[] =>
  schema.properties
    ? Object.entries(schema.properties).map(([name, property]) =>
        fact(name, property, schema.required?.includes(name) ?? false),
      )
    : [{ label: name, value: kind(schema) }]

const fact = (label: string, schema: Schema, required: boolean): Detail => ({
  label,
  value: required ? `${kind(schema)} · ${t('required')}` : kind(schema),
  note: schema.description,
})
