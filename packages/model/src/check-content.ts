import type { FlatContent } from './content.ts'
import type { ContentType, Field } from './content-type.ts'
import type { Json } from './json.ts'
import { typeExpressions, withOwnComputed } from './expression/type-expressions.ts'
import { fieldKinds } from './field-kinds.ts'
import { isMissing } from './is-missing.ts'
import { checkJsonSchema } from './json-schema.ts'
import type { Issue } from './issue.ts'
import { jsonPointer } from './json-pointer.ts'
import { isNested, nestedItems } from './nested-items.ts'

/** Every rule that a publication in a locale must keep and that can be told from the content alone; all faults, not the first. */
export function checkContent(type: ContentType, flat: FlatContent, locale: string): Issue[] {
  return checkFields(type, flat, { path: jsonPointer('fields'), locale })
}

interface Place {
  path: string
  locale: string
}

function checkFields(type: ContentType, flat: FlatContent, { path, locale }: Place): Issue[] {
  const whole = withOwnComputed(type, flat)
  const { shown } = typeExpressions(type)
  return type.fields.flatMap((field) => {
    const here = path + (field.localized === true ? jsonPointer(field.name, locale) : jsonPointer(field.name))
    // Nobody can be asked for what the form doesn't show.
    const condition = shown.get(field.id)
    const isHidden = condition !== undefined && condition(whole) !== true
    const own = checkField(isHidden ? { ...field, required: false } : field, whole[field.id], { path: here, locale })
    return [...own, ...checkRules(type, field, { whole, path: here })]
  })
}

/** The rules that people gave a field; where something that a rule looks at is missing, it holds. */
function checkRules(type: ContentType, field: Field, { whole, path }: { whole: FlatContent; path: string }): Issue[] {
  const rules = typeExpressions(type).rules.get(field.id) ?? []
  return rules.flatMap(({ rule, run }): Issue[] =>
    run(whole) === false ? [{ path, code: 'rule_broken', message: rule.message ?? `${field.label} breaks a rule` }] : [],
  )
}

function checkField(field: Field, value: Json | undefined, place: Place): Issue[] {
  const { path } = place
  if (isMissing(value, field))
    return field.required === true ? [{ path, code: 'required', message: `${field.label} is needed to publish` }] : []
  const faults = [...fieldKinds[field.kind].check(value ?? null, field), ...checkJsonSchema(value ?? null, field)]
  const own = faults.map((issue) => ({ ...issue, path: path + issue.path }))
  return isNested(field) ? [...own, ...checkInside(field, value, place)] : own
}

function checkInside(field: Field, value: Json | undefined, { path, locale }: Place): Issue[] {
  return nestedItems(field, value).flatMap(({ type, value: members, index }) =>
    checkFields(type, members, { path: index === null ? path : path + jsonPointer(index), locale }),
  )
}
