import {
  decodeQuery,
  type ParameterName,
  parameterNames,
  parseRead,
  parseReadJson,
  planRead,
  type PlanOptions,
  type QueryIssue,
  type ReadPlan,
  type ReadRequest,
} from '@verso/query'
import { aField, aModel, aType, locales } from '../model/builders.ts'

export const company = aType('company', [aField('text', { name: 'name' }), aField('integer', { name: 'staff' })])
export const author = aType('author', [
  aField('text', { name: 'name' }),
  aField('reference', { name: 'employer', to: [company.id] }),
  aField('reference', { name: 'friends', to: [], many: true }),
])
author.fields[2] = { ...aField('reference', { name: 'friends', many: true }), to: [author.id] }
export const tag = aType('tag', [aField('text', { name: 'name' }), aField('text', { name: 'colour' })])
export const post = aType('post', [
  aField('text', { name: 'title', localized: true }),
  aField('slug', { name: 'slug' }),
  aField('richText', { name: 'body' }),
  aField('integer', { name: 'stars' }),
  aField('number', { name: 'price' }),
  aField('boolean', { name: 'done' }),
  aField('date', { name: 'on' }),
  aField('datetime', { name: 'at' }),
  aField('enum', {
    name: 'state',
    options: [
      { value: 'b', label: 'B' },
      { value: 'a', label: 'A' },
    ],
  }),
  aField('enum', { name: 'moods', many: true, options: [{ value: 'x', label: 'X' }] }),
  aField('reference', { name: 'author', to: [author.id] }),
  aField('reference', { name: 'about', to: [author.id, tag.id, company.id], many: true }),
  aField('media', { name: 'cover' }),
  aField('json', { name: 'data' }),
])
post.slugField = post.fields[1]?.id ?? ''

export const now = new Date('2026-03-31T12:00:00.000Z')
const planOptions: PlanOptions = { model: aModel(company, author, tag, post), type: post, locales, now, purpose: 'published' }

/** Id of a field of the type, by its name. */
export function idOf(name: string, type = post): string {
  const field = type.fields.find((candidate) => candidate.name === name)
  if (field === undefined) throw new Error(`No field ${name}`)
  return field.id
}

export function parse(query: string, allow: readonly ParameterName[] = parameterNames): { request?: ReadRequest; issues?: QueryIssue[] } {
  const decoded = decodeQuery(query)
  return decoded.issues === undefined ? parseRead(decoded.pairs, { allow }) : { issues: decoded.issues }
}

export function parseJson(body: unknown): { request?: ReadRequest; issues?: QueryIssue[] } {
  return parseReadJson(body, { allow: parameterNames })
}

/** The plan of a query string or a JSON body, or what is wrong with it. */
export function ask(query: string | object, options: Partial<PlanOptions> = {}): { plan?: ReadPlan; issues?: QueryIssue[] } {
  const { request, issues } = typeof query === 'string' ? parse(query) : parseJson(query)
  return request === undefined ? { issues: issues ?? [] } : planRead(request, { ...planOptions, ...options })
}

export function planOf(query: string | object, options: Partial<PlanOptions> = {}): ReadPlan {
  const { plan, issues } = ask(query, options)
  if (plan === undefined) throw new Error(JSON.stringify(issues))
  return plan
}

/** Where each fault is, and its code. */
export function faults(issues: QueryIssue[] | undefined): [string, string][] | undefined {
  return issues?.map(({ parameter, pointer, code }) => [pointer === undefined ? parameter : `${parameter} ${pointer}`, code])
}
