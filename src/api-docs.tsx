import { RULES, rules } from './api-rules.ts'
import { openPage, Room, type Served, type Visit } from './identity/index.ts'
import { addressOn } from './kit/installation.ts'
import { catalogue } from './kit/texts.ts'
import { openApi } from './openapi.ts'
import { routes } from './routes.ts'
import { Facts, Panel, type Fact } from './ui/index.ts'

const words = catalogue({
  en: {
    title: 'API reference',
    lead: 'The same operations as the pages, with the same rules. Errors are RFC 9457 problem documents that name the field.',
    document: 'OpenAPI 3.1 document',
    rules: 'What holds everywhere',
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
    parameters: 'Parámetros',
    body: 'Cuerpo',
    answer: 'Respuesta',
    answers: 'Puede responder',
    required: 'obligatorio',
  },
})

/** The reference people read and the document programs read, both made from the endpoints themselves. */
export const apiDocs = (endpoints: readonly Served[]): Served[] => [
  openPage(routes.api.document, 'GET', (visit) => visit.c.json(documentFor(visit, endpoints))),
  openPage(routes.api.docs, 'GET', (visit) =>
    visit.page(
      <Reference visit={visit} document={documentFor(visit, endpoints) as unknown as Document} />,
    ),
  ),
]

const documentFor = ({ installation }: Visit, endpoints: readonly Served[]) =>
  openApi(endpoints, addressOn(installation, installation.url.hostname, '').replace(/\/$/, ''))

interface Schema {
  type?: string | string[]
  format?: string
  enum?: unknown[]
  const?: unknown
  anyOf?: Schema[]
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
}

/** What a value may be, in a few words. */
function kind(schema: Schema): string {
  if (schema.enum) return schema.enum.map(String).join(' | ')
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  if (schema.anyOf) return schema.anyOf.map(kind).join(' | ')
  if (schema.items) return `${kind(schema.items)}[]`
  return schema.format ?? [schema.type ?? 'any'].flat().join(' | ')
}

function Reference({ visit, document }: { visit: Visit; document: Document }) {
  const t = words(visit.language)
  const calls = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, call]) => ({ path, method: method.toUpperCase(), call })),
  )
  return (
    <Room visit={visit} title={t('title')} lead={t('lead')} subtitle={t('lead')}>
      <p>
        <a href={routes.api.document()}>{t('document')}</a>
      </p>
      <Panel title={t('rules')}>
        {RULES.map((rule) => (
          <p>{rules(visit.language)(rule)}</p>
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
                <CallDetails visit={visit} call={call} />
              </details>
            ))}
        </Panel>
      ))}
    </Room>
  )
}

function CallDetails({ visit, call }: { visit: Visit; call: Call }) {
  const t = words(visit.language)
  const body = call.requestBody?.content['application/json']?.schema
  return (
    <div class="endpoint-details">
      <p class="muted">{call.description}</p>
      {call.parameters ? (
        <Facts
          title={t('parameters')}
          items={call.parameters.map(({ name, in: place, schema, required, description }) =>
            fact(visit, `${name} (${place})`, { description, ...schema }, required),
          )}
        />
      ) : null}
      {body ? <Facts title={t('body')} items={fields(visit, body)} /> : null}
      {Object.entries(call.responses).map(([status, { content }]) => {
        const schema = content?.['application/json']?.schema
        return schema ? (
          <Facts title={`${t('answer')} ${status}`} items={fields(visit, schema)} />
        ) : null
      })}
      <p class="muted">
        {t('answers')}: {Object.keys(call.responses).join(', ')}
      </p>
    </div>
  )
}

const fields = (visit: Visit, schema: Schema) =>
  Object.entries(schema.properties ?? {}).map(([name, property]) =>
    fact(visit, name, property, schema.required?.includes(name) ?? false),
  )

const fact = (visit: Visit, label: string, schema: Schema, required: boolean): Fact => ({
  label,
  value: required ? `${kind(schema)} · ${words(visit.language)('required')}` : kind(schema),
  note: schema.description,
})
