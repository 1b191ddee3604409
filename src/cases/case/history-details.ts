import type { AuditEntry } from '../../identity/index.ts'
import { t } from '../texts.ts'

const text = (value: unknown): string | null =>
  typeof value === 'string' && value !== '' ? value : null

/** People whom an entry's details name, by their shown ids. */
export const peopleIn = (entries: readonly AuditEntry[]): string[] =>
  entries.flatMap(({ details }) => text(details['person']) ?? [])

/**
 * What an entry of a case's history says beyond its name: from which stage to which, who was added.
 * @param names by shown id
 */
export function historyDetail(
  { operation, details }: Pick<AuditEntry, 'operation' | 'details'>,
  names: ReadonlyMap<string, string>,
): string | null {
  switch (operation) {
    case 'case.enter_stage': {
      const [from, to] = [text(details['from']), text(details['stage'])]
      return from ? `${from} → ${to}` : to
    }
    case 'case.add_party':
    case 'case.remove_party': {
      const name = names.get(text(details['person']) ?? '')
      const side = details['side'] === 'client' ? t('side.client') : t('side.other')
      return name === undefined ? null : `${name} · ${side}`
    }
    case 'case.change': {
      const said = (['number', 'title', 'type', 'opened_on'] as const).flatMap((column) => {
        const change = details[column] as { from?: unknown; to?: unknown } | undefined
        return change === undefined
          ? []
          : `${t(`told.${column}`)}: ${text(change.from) ?? '–'} → ${text(change.to) ?? '–'}`
      })
      return said.length > 0 ? said.join('; ') : null
    }
    default:
      return null
  }
}
