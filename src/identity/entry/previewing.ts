import type { Instant } from '../../kit/clock.ts'
import { show } from '../../kit/ids.ts'
import type { Caller } from '../../kit/operation.ts'
import { isLanguage, type Language } from '../../kit/texts.ts'
import { isRunning } from '../previews/preview.ts'
import { rightsOfPerson } from '../../gate/index.ts'
import type { RequestContextRow } from './queries.ts'
import { PREVIEW_FIELD, type CurrentPreview, type CurrentPerson } from '../../web/index.ts'

/** The preview of a request; null where there is none or it has expired. */
export const previewOf = (row: RequestContextRow, now: Instant): CurrentPreview | null =>
  row.preview !== null && isRunning({ expires_at: row.preview_until }, now)
    ? {
        id: row.preview,
        staff: {
          id: row.staff,
          name: row.staff_name,
          language: isLanguage(row.staff_language)
            ? row.staff_language
            : (row.language as Language),
        },
        until: row.preview_until,
        acts: row.preview_acts,
      }
    : null

/**
 * The caller of a request. In a preview the staff member acts with the client's rights, and audit lines name both.
 */
export function callerOf(
  person: CurrentPerson | null,
  preview: CurrentPreview | null,
): Pick<Caller, 'id' | 'name' | 'rights' | 'person' | 'partner' | 'onBehalfOf'> {
  if (person === null) return { id: 'visitor', name: 'Visitor', rights: new Set() }
  const whose = {
    person: person.id,
    partner: person.partner ?? undefined,
    rights: rightsOfPerson(person.kind),
  }
  const shown = show('person', person.id)
  return preview
    ? {
        ...whose,
        id: show('person', preview.staff.id),
        name: preview.staff.name,
        onBehalfOf: shown,
      }
    : { ...whose, id: shown, name: person.name }
}

/**
 * Marks every form of a page with the preview it was shown in. Tabs share their cookies: without the mark a
 * form opened as oneself would be sent as the client once a preview runs in another tab, and the other way
 * round. Done to the finished page, so that no form can be forgotten; outside of the preview the field is
 * one that the form does not have, and refused as such.
 */
export const marked = (html: string, { id }: CurrentPreview): string =>
  html.replaceAll(
    /<form\b[^>]*\bmethod="post"[^>]*>/g,
    (form) =>
      `${form}<input type="hidden" name="${PREVIEW_FIELD}" value="${show('preview', id)}"/>`,
  )
