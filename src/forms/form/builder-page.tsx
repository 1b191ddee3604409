import { raw } from 'hono/html'
import { show } from '../../kit/ids.ts'
import { useLanguage } from '../../kit/reader.ts'
import { routes } from '../../routes.ts'
import { Badge, Button, Gone, Panel } from '../../ui/index.ts'
import { Asked } from './asked.tsx'
import { FIELD_KINDS, said, type FormField, type FormRow } from './form.ts'
import { FormLayout } from './layout.tsx'
import { t } from './texts.ts'

/** The fields in their order, a palette to add more from, and what visitors will see. */
export function BuilderPage({ form }: { form: FormRow }) {
  const { definition } = form
  const at = { form: show('form', form.id) }
  return (
    <FormLayout form={form} tab="fields">
      <Panel title={t('fields')} text={t('fields.always')}>
        {definition.fields.length === 0 ? (
          <p class="muted">{t('fields.none')}</p>
        ) : (
          <ol class="builder" data-sortable="">
            {definition.fields.map((field, n) => (
              <Row form={form} field={field} n={n} />
            ))}
          </ol>
        )}
      </Panel>
      <Panel title={t('palette')} text={t('palette.text')}>
        <form method="post" action={routes.forms.one.fields(at)} class="palette">
          {FIELD_KINDS.map((kind) => (
            <Button look="plain" small icon="plus" name="kind" value={kind}>
              {t(`kind.${kind}`)}
            </Button>
          ))}
        </form>
      </Panel>
      <Preview form={form} />
    </FormLayout>
  )
}

function Row({ form, field, n }: { form: FormRow; field: FormField; n: number }) {
  const language = useLanguage()
  const { fields } = form.definition
  const at = { form: show('form', form.id), formField: field.key }
  const label = said(field.label, language)
  const move = (way: 'up' | 'down', position: number) => (
    <form method="post" action={routes.forms.one.fields.one.position(at)}>
      <input type="hidden" name="position" value={String(position)} />
      <Button look="quiet" small label={t(`move.${way}.label`, { label })}>
        {t(`move.${way}`)}
      </Button>
    </form>
  )
  return (
    <li
      class={field.kind === 'section' ? 'builder-section' : undefined}
      data-position={n}
      data-move={routes.forms.one.fields.one.position(at)}
    >
      <a href={routes.forms.one.fields.one(at)}>{label}</a>
      <span class="muted">{t(`kind.${field.kind}`)}</span>
      {field.required ? <Badge tone="blue">{t('required')}</Badge> : null}
      {field.shownIf ? <Badge tone="grey">{t('conditional')}</Badge> : null}
      <span class="row-buttons">
        {n > 0 ? move('up', n - 1) : <Gone>{t('move.up')}</Gone>}
        {n < fields.length - 1 ? move('down', n + 1) : <Gone>{t('move.down')}</Gone>}
        <form method="post" action={routes.forms.one.fields.one.removal(at)}>
          <Button look="quiet" small label={t('remove.label', { label })}>
            {t('remove')}
          </Button>
        </form>
      </span>
    </li>
  )
}

/** As it is on a desk and on a phone, side by side where there is room; nothing in it can be typed into. */
function Preview({ form: { definition } }: { form: FormRow }) {
  const language = useLanguage()
  const seen = (
    <div class="form form-stack">
      <h2>{said(definition.title, language)}</h2>
      {definition.intro ? <p class="letter">{said(definition.intro, language)}</p> : null}
      <Asked fields={definition.fields} />
    </div>
  )
  return (
    <Panel title={t('preview')} text={t('preview.text')}>
      <div class="form-previews">
        <figure>
          <figcaption>{t('preview.desk')}</figcaption>
          <div class="form-preview" inert>
            {seen}
          </div>
        </figure>
        <figure>
          <figcaption>{t('preview.phone')}</figcaption>
          <div class="form-preview form-preview-phone" inert aria-hidden="true">
            {raw(withoutNames(String(seen)))}
          </div>
        </figure>
      </div>
    </Panel>
  )
}

/** The same once more: what names or labels its fields would stand on the page twice. */
const withoutNames = (html: string): string =>
  html.replaceAll(/ (?:id|for|name|aria-describedby|list|data-for)="[^"]*"/g, '')
