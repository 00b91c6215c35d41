import type { Content } from '../content.ts'
import type { Json } from '../json.ts'
import { type Conversion, conversionOf, convertValue, type Report } from './convert-content.ts'
import { type ChangedField, type ModelChange, reverseChange } from './model-change.ts'
import { isSame, restoreValue } from './restore-value.ts'

/** One change of the model on the way of a content from one version to another, walked with the change or back against it. */
export interface ContentStep {
  /** The version that the change made. */
  version: number
  forward: Conversion
  backward: Conversion
  isBack: boolean
}

export function contentStep(change: ModelChange, { version, isBack }: { version: number; isBack: boolean }): ContentStep {
  return { version, forward: conversionOf(change), backward: conversionOf(reverseChange(change)), isBack }
}

/**
 * A whole content on the other side of a change. What a conversion can't give back exactly is set aside in the content beside the value, so
 * that the way back finds it as it was, also after later saves; a value that was saved anew since is converted back instead.
 */
export function walkContent(
  step: ContentStep,
  { typeId, content, report }: { typeId: string; content: Content; report?: Report | undefined },
): Content {
  const pairs = step.forward.fields.get(typeId) ?? []
  if (pairs.length === 0) return content
  const next = { ...content }
  for (const pair of pairs) {
    if (step.isBack) walkBack(step, pair, { content: next, report })
    else walkOn(step, pair, { content: next, report })
  }
  return next
}

/** Whether content of a type is another on the other side of a change. */
export function isTouched(step: ContentStep, typeId: string): boolean {
  return step.forward.fields.has(typeId)
}

/** Under which key of a content a value is kept that the change to a version couldn't keep; no field id looks like it. */
function setAsideKey(fieldId: string, version: number): string {
  return `${fieldId}@${version}`
}

/** By the change to which version a value was set aside under a key; null for any other key. */
export function setAsideVersion(key: string): number | null {
  const version = /^[0-9a-f-]{36}@(\d+)$/.exec(key)?.[1]
  return version === undefined ? null : Number(version)
}

/** Whether a key of a content holds a value that was set aside, of the field when one is named. */
export function isSetAside(key: string, fieldId?: string): boolean {
  return fieldId === undefined ? key.includes('@') : key.startsWith(`${fieldId}@`)
}

interface Walking {
  /** Changed in place. */
  content: Content
  report: Report | undefined
}

function walkOn(step: ContentStep, pair: ChangedField, { content, report }: Walking): void {
  const { id } = pair.before
  const value = content[id]
  if (value === undefined || value === null) return
  const converted = convertValue(step.forward, pair, { value, report })
  const back = converted === undefined ? undefined : convertValue(step.backward, reversed(pair), { value: converted })
  put(content, id, converted)
  if (!isSame(back, value)) content[setAsideKey(id, step.version)] = value
}

function walkBack(step: ContentStep, pair: ChangedField, { content, report }: Walking): void {
  const { id } = pair.before
  const key = setAsideKey(id, step.version)
  const [kept, value] = [content[key], content[id]]
  delete content[key]
  const { forward, backward } = step
  put(content, id, restoreValue({ forward, backward, report, locale: null }, pair, { kept, value }))
}

function reversed({ before, after }: ChangedField): ChangedField {
  return { before: after, after: before }
}

function put(content: Content, id: string, value: Json | undefined): void {
  if (value === undefined) delete content[id]
  else content[id] = value
}
