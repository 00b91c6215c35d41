import type { ContentTypeView } from '@verso/contract'
import type { FieldKindName } from '@verso/model'
import { useMemo, useState } from 'react'
import { bodyOf, type DraftField, type DraftType, draftOf, type FieldSettings, nameOf, newField } from './draft-type.ts'

export interface TypeDraft {
  draft: DraftType
  /** Key of the field whose settings are open. */
  openKey: string | null
  isDirty: boolean
  open: (key: string | null) => void
  change: (change: Partial<DraftType>) => void
  addField: (kind: FieldKindName, label: string) => void
  changeField: (key: string, change: Partial<DraftField>) => void
  changeSetting: (key: string, change: Partial<Record<keyof FieldSettings, unknown>>) => void
  moveField: (key: string, to: number) => void
  /** Gives the type as it was before, for whoever wants it back. */
  removeField: (key: string) => DraftType
  putBack: (before: DraftType) => void
  reset: () => void
}

/** The type as it is being edited, with everything that can be done to it. */
export function useTypeDraft(type: ContentTypeView | null, newKind?: DraftType['kind']): TypeDraft {
  const initial = useMemo(() => draftOf(type, newKind), [type, newKind])
  const [draft, setDraft] = useState(initial)
  const [openKey, open] = useState<string | null>(null)
  const setFields = (update: (fields: DraftField[]) => DraftField[]) => setDraft((before) => ({ ...before, fields: update(before.fields) }))

  return {
    draft,
    openKey,
    isDirty: JSON.stringify(bodyOf(draft, type)) !== JSON.stringify(bodyOf(initial, type)),
    open,
    change: (change) => setDraft((before) => named({ ...before, ...change })),
    addField: (kind, label) => {
      const field = newField(kind, { label, name: freeName(nameOf(label), draft.fields) })
      setFields((fields) => [...fields, field])
      open(field.key)
    },
    changeField: (key, change) => setDraft((before) => withField(before, key, change)),
    changeSetting: (key, change) =>
      setFields((fields) =>
        fields.map((field) => (field.key === key ? { ...field, settings: { ...field.settings, ...change } as FieldSettings } : field)),
      ),
    moveField: (key, to) => setFields((fields) => moved(fields, key, to)),
    removeField: (key) => {
      setDraft((before) => withoutField(before, key))
      if (openKey === key) open(null)
      return draft
    },
    putBack: (before) => setDraft(before),
    reset: () => setDraft(initial),
  }
}

function named(draft: DraftType): DraftType {
  return draft.isNameOwn ? draft : { ...draft, name: nameOf(draft.label) }
}

/** A new name is followed by whatever named the field: the title, the slug, the sources of slugs. */
function withField(draft: DraftType, key: string, change: Partial<DraftField>): DraftType {
  const before = draft.fields.find((field) => field.key === key)
  if (before === undefined) return draft
  const merged = { ...before, ...change }
  const after =
    merged.isNameOwn || change.label === undefined
      ? merged
      : {
          ...merged,
          name: freeName(
            nameOf(merged.label),
            draft.fields.filter((field) => field.key !== key),
          ),
        }
  const follow = (name: string) => (name === before.name ? after.name : name)
  const fields = draft.fields
    .map((field) => (field.key === key ? after : field))
    .map((field) => ({ ...field, settings: followed(field.settings, follow) }))
  return {
    ...draft,
    fields,
    templates: draft.templates.map((template) => ({
      ...template,
      fields: Object.fromEntries(Object.entries(template.fields).map(([name, value]) => [follow(name), value])),
    })),
    titleField: draft.titleField && follow(draft.titleField),
    slugField: draft.slugField && follow(draft.slugField),
  }
}

function followed(settings: FieldSettings, follow: (name: string) => string): FieldSettings {
  const { from, uniqueWithin } = settings
  return {
    ...settings,
    ...(from === undefined ? {} : { from: from.map(follow) }),
    ...(uniqueWithin === undefined ? {} : { uniqueWithin: follow(uniqueWithin) }),
  }
}

function withoutField(draft: DraftType, key: string): DraftType {
  const name = draft.fields.find((field) => field.key === key)?.name
  return {
    ...draft,
    fields: draft.fields.filter((field) => field.key !== key),
    templates: draft.templates.map((template) => ({
      ...template,
      fields: Object.fromEntries(Object.entries(template.fields).filter(([field]) => field !== name)),
    })),
    titleField: draft.titleField === name ? null : draft.titleField,
    slugField: draft.slugField === name ? null : draft.slugField,
  }
}

function moved(fields: DraftField[], key: string, to: number): DraftField[] {
  const field = fields.find((one) => one.key === key)
  if (field === undefined || to < 0 || to >= fields.length) return fields
  return fields.filter((one) => one.key !== key).toSpliced(to, 0, field)
}

function freeName(name: string, fields: DraftField[]): string {
  const taken = new Set(fields.map((field) => field.name.toLowerCase()))
  if (name === '' || !taken.has(name.toLowerCase())) return name
  let number = 2
  while (taken.has(`${name}${number}`.toLowerCase())) number += 1
  return `${name}${number}`
}
