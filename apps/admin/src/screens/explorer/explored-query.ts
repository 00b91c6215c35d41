/** What the explorer asks for, as its address holds it: the parameters of a list, and its type. */
export interface ExploredQuery {
  type: string
  filter: string
  sort: string
  select: string
  include: string
  locale: string
  limit: string
}

const noLimit = 'none'
const names = ['filter', 'sort', 'select', 'include', 'locale', 'limit'] as const

export function queryOfAddress(search: Record<string, string | undefined>, firstType: string): ExploredQuery {
  const text = (name: string) => search[name] ?? ''
  return {
    type: search['type'] ?? firstType,
    ...{ filter: text('filter'), sort: text('sort'), select: text('select'), include: text('include'), locale: text('locale') },
    limit: search['limit'] === noLimit ? '' : (search['limit'] ?? '10'),
  }
}

/** The parameters of the address; what is usual or empty isn't among them, so that no limit needs a word. */
export function addressOf({ limit, ...query }: ExploredQuery): Record<string, string | undefined> {
  return { ...query, limit: limit === '10' ? undefined : limit === '' ? noLimit : limit }
}

/** The path of the content API with everything that is asked. */
export function pathOf(query: ExploredQuery): string {
  const pairs = names.flatMap((name): [string, string][] => (query[name] === '' ? [] : [[name, query[name]]]))
  const text = new URLSearchParams(pairs).toString().replaceAll('%2C', ',')
  return `/content/v1/entries/${encodeURIComponent(query.type)}${text === '' ? '' : `?${text}`}`
}

export function curlOf(query: ExploredQuery, origin: string): string {
  const quoted = `${origin}${pathOf(query)}`.replaceAll("'", "'\\''")
  return `curl -H "Authorization: Bearer $VERSO_TOKEN" \\\n  '${quoted}'`
}

/** The same read by `@verso/client`. */
export function clientCodeOf({ type, filter, ...query }: ExploredQuery, origin: string): string {
  const lists = (['sort', 'select', 'include'] as const).flatMap((name) =>
    query[name] === '' ? [] : [`  ${name}: ${JSON.stringify(query[name].split(',').map((path) => path.trim()))},`],
  )
  const members = [
    ...(filter === '' ? [] : [`  filter: ${filter},`]),
    ...lists,
    ...(query.locale === '' ? [] : [`  locale: ${JSON.stringify(query.locale)},`]),
    ...(query.limit === '' ? [] : [`  limit: ${Number(query.limit)},`]),
  ]
  return [
    `import { createClient } from '@verso/client'`,
    '',
    `const verso = createClient({ url: ${JSON.stringify(origin)}, token: process.env.VERSO_TOKEN })`,
    `const { data } = await verso.list(${JSON.stringify(type)}, {`,
    ...members,
    '})',
  ].join('\n')
}

export interface ExploredAnswer {
  status: number
  ms: number
  seq: string | null
  text: string
}

/** Asks the content API as a site would, with its token or as a visitor without one. */
export async function askContent(query: ExploredQuery, token: string): Promise<ExploredAnswer> {
  const began = performance.now()
  const headers: Record<string, string> = token === '' ? {} : { Authorization: `Bearer ${token}` }
  const answer = await fetch(pathOf(query), { headers })
  const text = await answer.text()
  return { status: answer.status, ms: Math.round(performance.now() - began), seq: answer.headers.get('Verso-Seq'), text: indented(text) }
}

function indented(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}
