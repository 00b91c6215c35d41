import type { ContentType } from './content-type.ts'
import type { Issue } from './issue.ts'
import { issueList } from './issue-list.ts'
import { isPlainObject } from './plain-object.ts'

export interface OptionRenames {
  /** By field id: the value of an option as it was → as it is. */
  options: Record<string, Record<string, string>>
  issues: Issue[]
}

/**
 * Which options of a type are other names of what was there, as its input says by `was`. `after` is the type that the input became;
 * a former value that isn't there any more is passed over, so that a document can be applied again.
 */
export function optionRenames(input: unknown, before: ContentType | undefined, after: ContentType): OptionRenames {
  const list = issueList()
  const options: OptionRenames['options'] = {}
  const items: unknown[] = isPlainObject(input) && Array.isArray(input.fields) ? input.fields : []
  for (const [index, item] of items.entries()) {
    const field = after.fields[index]
    const known = before?.fields.find((candidate) => candidate.id === field?.id)?.options?.map((option) => option.value) ?? []
    if (field === undefined || !isPlainObject(item) || !Array.isArray(item.options)) continue
    const map: Record<string, string> = {}
    for (const [place, option] of item.options.entries()) {
      const { value, was } = isPlainObject(option) ? option : {}
      if (typeof was !== 'string' || typeof value !== 'string' || was === value || !known.includes(was)) continue
      const isStill = field.options?.some((one) => one.value === was) === true
      if (isStill || Object.hasOwn(map, was))
        list.add(`/fields/${index}/options/${place}/was`, 'duplicate_key', `"${was}" stays an option, or is renamed twice`)
      else map[was] = value
    }
    if (Object.keys(map).length > 0) options[field.id] = map
  }
  return { options, issues: list.issues }
}
