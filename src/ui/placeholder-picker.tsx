import { written, type Known } from '../kit/placeholders/placeholder.ts'
import { useLanguage } from '../kit/reader.ts'
import { t } from './texts.ts'

interface PlaceholderPickerProps {
  placeholders: Known
  /** Names of the form's fields that take them; the first, unless somebody was in another of them. */
  into: readonly string[]
}

/**
 * What may stand in a text: a list to copy from, and with JavaScript buttons that put each where one was typing.
 * Stands in the form of its fields.
 */
export function PlaceholderPicker({ placeholders, into }: PlaceholderPickerProps) {
  const language = useLanguage()
  return (
    <details class="placeholders">
      <summary>{t('placeholders')}</summary>
      <ul>
        {[...placeholders.values()].map((placeholder) => (
          <li>
            <code>{written(placeholder)}</code>
            <span>{placeholder.label[language]}</span>
            <button
              type="button"
              class="btn btn-quiet btn-small"
              hidden
              data-insert={written(placeholder)}
              data-into={into.join(' ')}
              aria-label={t('placeholders.insert.label', { label: placeholder.label[language] })}
            >
              {t('placeholders.insert')}
            </button>
          </li>
        ))}
      </ul>
    </details>
  )
}
