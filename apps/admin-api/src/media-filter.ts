import { type MediaQuery, Refusal } from '@verso/core'
import { textOf, timeOf } from './page-parameters.ts'

type Parameters = Record<string, string>

/** Those whose names are fixed; texts by language have the language in theirs. */
const fixed = {
  search: 'search',
  mimeType: 'mimeType',
  folder: 'folder',
  tag: 'tag',
  used: 'filter[_used]',
  minBytes: 'filter[bytes][gte]',
  maxBytes: 'filter[bytes][lte]',
  from: 'filter[createdAt][gte]',
  until: 'filter[createdAt][lt]',
} as const

const altName = /^filter\[alt\]\[([A-Za-z0-9-]{2,35})\]\[empty\]$/

/** What of files a list may be asked for. */
export const mediaFilterNames: readonly (string | RegExp)[] = [...Object.values(fixed), altName]

/** Which files are wanted. `folder=` without a value is the top. */
export function mediaFilterOf(parameters: Parameters): Omit<MediaQuery, 'limit' | 'after' | 'count'> {
  const search = textOf(parameters, fixed.search)
  const mimeType = textOf(parameters, fixed.mimeType)
  const tag = textOf(parameters, fixed.tag)
  const folder = parameters[fixed.folder]
  const isUsed = flag(parameters, fixed.used)
  const [minBytes, maxBytes] = [bytes(parameters, fixed.minBytes), bytes(parameters, fixed.maxBytes)]
  const [from, until] = [timeOf(parameters, fixed.from), timeOf(parameters, fixed.until)]
  return {
    ...(search === undefined ? {} : { search }),
    ...(mimeType === undefined ? {} : { mimeType }),
    ...(tag === undefined ? {} : { tag }),
    ...(folder === undefined ? {} : { folderId: folder === '' ? null : folder }),
    ...(isUsed === undefined ? {} : { isUsed }),
    ...altOf(parameters),
    ...(minBytes === undefined ? {} : { minBytes }),
    ...(maxBytes === undefined ? {} : { maxBytes }),
    ...(from === null ? {} : { from }),
    ...(until === null ? {} : { until }),
  }
}

function altOf(parameters: Parameters): Pick<MediaQuery, 'alt'> {
  const names = Object.keys(parameters).filter((name) => altName.test(name))
  const [name, another] = names
  if (another !== undefined) throw wrong(another, 'One language at a time')
  const locale = altName.exec(name ?? '')?.[1]
  if (name === undefined || locale === undefined) return {}
  return { alt: { locale, isEmpty: flag(parameters, name) ?? true } }
}

function flag(parameters: Parameters, name: string): boolean | undefined {
  const text = parameters[name]
  if (text === undefined) return undefined
  if (text === 'true' || text === 'false') return text === 'true'
  throw wrong(name, 'true or false')
}

function bytes(parameters: Parameters, name: string): number | undefined {
  const text = parameters[name]
  if (text === undefined) return undefined
  if (/^\d{1,15}$/.test(text)) return Number(text)
  throw wrong(name, 'A number of bytes')
}

function wrong(parameter: string, message: string): Refusal {
  return new Refusal('invalid_query', `"${parameter}" is wrong`, { issues: [{ parameter, code: 'wrong_format', message }] })
}
