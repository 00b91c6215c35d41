import { t } from '@lingui/core/macro'
import type { ContentTypeView } from '@verso/contract'
import type { ValuePlace } from './entry-values.ts'

interface FormSection {
  /** Null for what stands in no section. */
  label: string | null
  places: ValuePlace[]
}

export interface FormTab {
  name: string
  label: string
  sections: FormSection[]
}

/** The form's outline: tabs, and sections in them, in the model's order. What is in no tab comes in a first one. */
export function formTabs(type: ContentTypeView, places: readonly ValuePlace[], locale: string): FormTab[] {
  const shown = places.filter((place) => (place.locale === null || place.locale === locale) && place.field.name !== type.titleField)
  const groups = type.groups ?? []
  const tabs = [{ name: '', label: t`Content` }, ...groups.filter(({ kind }) => kind === 'tab')]
  return tabs
    .map(({ name, label }) => ({ name, label, sections: sectionsOf(shown, { tab: name, groups }) }))
    .filter(({ name, sections }) => name === '' || sections.length > 0)
}

function sectionsOf(
  places: readonly ValuePlace[],
  { tab, groups }: { tab: string; groups: NonNullable<ContentTypeView['groups']> },
): FormSection[] {
  const inTab = places.filter(({ field }) => {
    const group = groups.find(({ name }) => name === field.group)
    return tab === '' ? group?.kind !== 'tab' : group?.kind === 'tab' && group.name === tab
  })
  const sections: FormSection[] = []
  for (const place of inTab) {
    const group = groups.find(({ name }) => name === place.field.group)
    const label = group?.kind === 'section' ? group.label : null
    const last = sections.at(-1)
    if (last?.label === label) last.places.push(place)
    else sections.push({ label, places: [place] })
  }
  return sections
}
