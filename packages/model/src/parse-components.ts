import type { ContentType, FieldSettings } from './content-type.ts'
import type { IssueList } from './issue-list.ts'
import { parseTexts } from './parse-members.ts'

type NamedType = Pick<ContentType, 'id' | 'name' | 'kind'>

/** The component types that a component field (exactly one) or a blocks field (at least one) takes: names outside, ids inside. */
export function parseComponents(
  settings: Record<string, unknown>,
  { kind, types }: { kind: string; types: readonly NamedType[] },
  list: IssueList,
): Pick<FieldSettings, 'components' | 'blocks'> {
  if (kind !== 'component' && kind !== 'blocks') return {}
  const member = kind === 'blocks' ? 'blocks' : 'components'
  const names = parseTexts(settings[member], { path: `/${member}`, max: 50 }, list)
  if (settings[member] !== undefined && settings[member] !== null && names === undefined) return {}
  if (names === undefined || names.length === 0) {
    list.add(
      `/${member}`,
      'required',
      `Name ${kind === 'blocks' ? 'the component types that this takes' : 'the component type that this holds'}`,
    )
    return {}
  }
  if (kind === 'component' && names.length > 1)
    list.add('/components', 'too_long', 'A component field holds one type; several are for blocks')
  const ids = names.flatMap((name, index) => componentId(name, types, list.at(`/${member}/${index}`)) ?? [])
  return { [member]: ids }
}

function componentId(name: string, types: readonly NamedType[], list: IssueList): string | undefined {
  const type = types.find((candidate) => candidate.name === name)
  if (type === undefined) return list.add('', 'unknown_type', `There is no content type "${name}"`)
  return type.kind === 'component' ? type.id : list.add('', 'wrong_target', `"${name}" is not a component`)
}
