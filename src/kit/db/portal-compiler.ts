import {
  AliasNode,
  AndNode,
  BinaryOperationNode,
  ColumnNode,
  ExpressionWrapper,
  OnNode,
  OperatorNode,
  PostgresQueryCompiler,
  PrimitiveValueListNode,
  ReferenceNode,
  TableNode,
  ValueListNode,
  ValueNode,
  ValuesNode,
  WhereNode,
  sql,
  type RawBuilder,
  type DeleteQueryNode,
  type InsertQueryNode,
  type JoinNode,
  type OperationNode,
  type RootOperationNode,
  type SelectQueryNode,
  type UpdateQueryNode,
} from 'kysely'
import { PORTAL_COLUMN } from './tables.ts'

const EQUALS = OperatorNode.create('=')
const PORTAL_ID = ColumnNode.create('portal_id')

/** Stands for the transaction's portal until a statement is written out. */
const VALUE = ValueNode.create(null)

/** The transaction's portal, in what is written as SQL within a typed statement. */
export const PORTAL: RawBuilder<string> = sql`${new ExpressionWrapper<unknown, never, string>(VALUE)}`

/** The same for a text that names it `$1`, as statements do that are sent as they are. */
export const withPortal = (text: string): RawBuilder<unknown> =>
  sql.join(
    text.split('$1').map((piece) => sql.raw(piece)),
    PORTAL,
  )

/**
 * Writes statements so that each table of portals in them, joined and in subqueries too, is held to the portal
 * of the transaction by a condition of its own, with the portal as a parameter; rows inserted get it. It
 * happens while a statement is written out, so that it costs no second walk through it. What is written as
 * SQL is left as it is, and so is everything where the transaction is set to no portal.
 */
export class PortalCompiler extends PostgresQueryCompiler {
  readonly #scope: { readonly current: string | null }
  /** The parameter's place in the statement, once it has one. */
  #place = ''

  constructor(scope: { readonly current: string | null }) {
    super()
    this.#scope = scope
  }

  override compileQuery(
    node: RootOperationNode,
    queryId: Parameters<PostgresQueryCompiler['compileQuery']>[1],
  ) {
    this.#place = ''
    return super.compileQuery(node, queryId)
  }

  protected override visitSelectQuery(node: SelectQueryNode): void {
    const tables = [...(node.from?.froms ?? []), ...unconditional(node.joins)]
    super.visitSelectQuery(this.#held(node, tables))
  }

  protected override visitUpdateQuery(node: UpdateQueryNode): void {
    const tables = [node.table, ...(node.from?.froms ?? []), ...unconditional(node.joins)]
    super.visitUpdateQuery(
      this.#held(
        node,
        tables.filter((table) => table !== undefined),
      ),
    )
  }

  protected override visitDeleteQuery(node: DeleteQueryNode): void {
    const tables = [...node.from.froms, ...(node.using?.tables ?? []), ...unconditional(node.joins)]
    super.visitDeleteQuery(this.#held(node, tables))
  }

  protected override visitJoin(node: JoinNode): void {
    const condition = node.on && this.#condition(node.table)
    super.visitJoin(
      condition ? { ...node, on: OnNode.create(AndNode.create(condition, node.on.on)) } : node,
    )
  }

  protected override visitInsertQuery(node: InsertQueryNode): void {
    const { into, columns, values } = node
    const column = into && this.#isHeld && columnOf(into)?.column
    if (column !== 'portal_id' || !values || !ValuesNode.is(values) || columns?.some(isPortalId))
      return super.visitInsertQuery(node)
    const rows = values.values.map((row) =>
      ValueListNode.create([
        VALUE,
        ...(PrimitiveValueListNode.is(row)
          ? row.values.map((value) => ValueNode.create(value))
          : row.values),
      ]),
    )
    super.visitInsertQuery({
      ...node,
      columns: [PORTAL_ID, ...(columns ?? [])],
      values: ValuesNode.create(rows),
    })
  }

  protected override visitValue(node: ValueNode): void {
    if (node !== VALUE) return super.visitValue(node)
    if (this.#place) return this.append(this.#place)
    if (!this.#isHeld) throw new Error('the transaction is set to no portal')
    super.visitValue(ValueNode.create(this.#scope.current))
    this.#place = this.getCurrentParameterPlaceholder()
  }

  get #isHeld(): boolean {
    return this.#scope.current !== null
  }

  #held<N extends { readonly where?: WhereNode }>(node: N, tables: readonly OperationNode[]): N {
    const conditions = tables.map((table) => this.#condition(table)).filter((one) => one !== null)
    if (conditions.length === 0) return node
    const all = [...conditions, ...(node.where ? [node.where.where] : [])]
    return {
      ...node,
      where: WhereNode.create(all.reduce((one, next) => AndNode.create(one, next))),
    }
  }

  #condition(table: OperationNode): OperationNode | null {
    const at = this.#isHeld ? columnOf(table) : null
    if (!at) return null
    const column = ReferenceNode.create(ColumnNode.create(at.column), TableNode.create(at.name))
    return BinaryOperationNode.create(column, EQUALS, VALUE)
  }
}

/** What a table of portals is called in the statement, and its column that is the portal's id; null of any other. */
function columnOf(node: OperationNode): { name: string; column: string } | null {
  const table = AliasNode.is(node) ? node.node : node
  if (!TableNode.is(table)) return null
  const { name } = table.table.identifier
  const column = PORTAL_COLUMN.get(name)
  if (!column) return null
  return { column, name: AliasNode.is(node) ? (node.alias as { name?: string }).name! : name }
}

/** Tables of joins that have no condition, such as cross joins. */
const unconditional = (joins: readonly JoinNode[] = []) =>
  joins.filter(({ on }) => !on).map(({ table }) => table)

const isPortalId = ({ column }: ColumnNode) => column.name === 'portal_id'
