/**
 * What an input would change of a row: the columns to set, and for the audit trail each from what to what.
 * @param columns by the input's names
 * @param wish the input; what it says nothing of stays
 */
export function changesOf<R extends object, C extends keyof R & string, N extends string>(
  row: R,
  columns: Readonly<Record<N, C>>,
  wish: Readonly<Partial<Record<N, unknown>>>,
): { set: Partial<Pick<R, C>>; details: Record<string, { from: unknown; to: unknown }> } {
  const changed = (Object.entries(columns) as [N, C][])
    .map(([name, column]) => ({ column, from: row[column], to: wish[name] }))
    .filter(({ from, to }) => to !== undefined && JSON.stringify(to) !== JSON.stringify(from))
  return {
    set: Object.fromEntries(changed.map(({ column, to }) => [column, to])) as Partial<Pick<R, C>>,
    details: Object.fromEntries(changed.map(({ column, from, to }) => [column, { from, to }])),
  }
}
