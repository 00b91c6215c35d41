import type { ContentType, Field, FieldKindName, Locale, Model } from '@verso/model'

let count = 0

/** An id that no other builder has given. */
export function anId(): string {
  count += 1
  return `0190a000-0000-7000-8000-${count.toString(16).padStart(12, '0')}`
}

export function aField(kind: FieldKindName, settings: Partial<Field> = {}): Field {
  const name = settings.name ?? kind
  return { id: anId(), name, label: name, kind, ...settings }
}

export function aType(name: string, fields: Field[] = [], settings: Partial<ContentType> = {}): ContentType {
  return { id: anId(), name, label: name, kind: 'collection', fields, ...settings }
}

export function aModel(...types: ContentType[]): Model {
  return { version: 1, hash: 'hash', types, locales: [{ code: 'en', label: 'English', isDefault: true, fallback: null }] }
}

const english: Locale = { code: 'en', label: 'English', isDefault: true, fallback: null }
const german: Locale = { code: 'de', label: 'Deutsch', isDefault: false, fallback: 'en' }
const swiss: Locale = { code: 'de-CH', label: 'Schweiz', isDefault: false, fallback: 'de' }
export const locales = [english, german, swiss]
