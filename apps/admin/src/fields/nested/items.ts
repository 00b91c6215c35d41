import type { ContentTypeView } from '@verso/contract'
import type { Json } from '@verso/model'

/** An item of a repeatable component or a block. Its key stays the same wherever it is moved. */
export type Item = { [name: string]: Json } & { _key: string }

export function itemsOf(value: Json | undefined): Item[] {
  return Array.isArray(value) ? value.filter(isItem) : []
}

function isItem(value: Json): value is Item {
  return keyOf(value) !== undefined
}

/** The name of the component type that a block is of. */
export function blockOf(item: Json | undefined): string {
  const name = memberOf(item, '_block')
  return typeof name === 'string' ? name : ''
}

export function keyOf(value: Json | undefined): string | undefined {
  const key = memberOf(value, '_key')
  return typeof key === 'string' ? key : undefined
}

/** What an item of a list is told by: its key, or the entry, file or option that it is. */
export function tellingOf(item: Json): string | undefined {
  const own = typeof item === 'string' ? item : (memberOf(item, '_key') ?? memberOf(item, '_ref') ?? memberOf(item, '_media'))
  return typeof own === 'string' ? own : undefined
}

export function memberOf(value: Json | undefined, name: string): Json | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value[name] : undefined
}

/** A new item with the values that its type begins with; those that are translated begin in the default language. */
export function newItem(type: ContentTypeView, { isBlock, inLocale }: { isBlock: boolean; inLocale: string | null }): Item {
  const defaults = type.fields.flatMap(({ name, localized, default: value }) =>
    value === undefined ? [] : [[name, localized === true && inLocale !== null ? { [inLocale]: value } : value] as const],
  )
  return { _key: newKey(), ...(isBlock ? { _block: type.name } : {}), ...(Object.fromEntries(defaults) as Record<string, Json>) }
}

export function copyOf(item: Item): Item {
  return { ...item, _key: newKey() }
}

export function moved<T>(items: readonly T[], from: number, to: number): T[] {
  const rest = items.toSpliced(from, 1)
  return [...rest.slice(0, to), ...items.slice(from, from + 1), ...rest.slice(to)]
}

/** The first text that an item says, by which people know it again. */
export function titleOf(item: Json | undefined, type: ContentTypeView | undefined, locale: string): string {
  const named = type?.fields.find(({ name }) => name === type.titleField)
  const texts = (type?.fields ?? []).filter(({ kind }) => textKinds.includes(kind))
  for (const { name } of named === undefined ? texts : [named, ...texts]) {
    const value = memberOf(item, name)
    const text = memberOf(value, locale) ?? value
    if (typeof text === 'string' && text.trim() !== '') return text.trim().slice(0, 120)
  }
  return ''
}

const textKinds: string[] = ['text', 'longText', 'markdown', 'email', 'url', 'slug', 'enum']

function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(8))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
