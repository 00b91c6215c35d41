import pg from 'pg'

/** What PostgreSQL says that it does for a statement. */
export interface StatementPlan {
  text: string
  /** Names of the indexes that it uses. */
  indexes: string[]
  /** What it does, such as `Sort` or `Index Scan`. */
  nodes: string[]
}

interface Node {
  'Node Type': string
  'Index Name'?: string
  Plans?: Node[]
}

/** The plans of all statements that are sent to PostgreSQL while something is done, asked of it afterwards. */
export async function plansOf(connectionString: string, run: () => Promise<unknown>): Promise<StatementPlan[]> {
  const sent: { text: string; values: unknown[] }[] = []
  const { query } = pg.Client.prototype
  pg.Client.prototype.query = function (this: pg.Client, ...args: unknown[]) {
    const [first] = args
    if (typeof first === 'object' && first !== null && 'text' in first && 'values' in first) sent.push(first as (typeof sent)[number])
    return Reflect.apply(query, this, args)
  } as typeof query
  try {
    await run()
  } finally {
    pg.Client.prototype.query = query
  }
  const client = new pg.Client({ connectionString })
  await client.connect()
  try {
    const plans = []
    for (const { text, values } of sent) {
      const { rows } = await client.query(`explain (format json) ${text}`, values)
      plans.push({ text, ...planOf(rows[0]['QUERY PLAN'][0].Plan) })
    }
    return plans
  } finally {
    await client.end()
  }
}

function planOf(root: Node): Omit<StatementPlan, 'text'> {
  const all = [root]
  for (const node of all) all.push(...(node.Plans ?? []))
  return {
    indexes: all.flatMap((node) => node['Index Name'] ?? []),
    nodes: all.map((node) => node['Node Type']),
  }
}
