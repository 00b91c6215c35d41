import { fieldIds } from '../../fields/field-frame.tsx'
import { formTabs } from './field-groups.ts'
import { useEntryWork } from './session-context.ts'
import { usePane } from './use-pane.ts'

const attempts = 30

/** Gives a function that brings a value into sight, in whichever tab it stands, and puts the focus into its editor. */
export function useFocusValue(): (pointer: string) => void {
  const { session, type, locale } = useEntryWork()
  const { showTab, closeOverlay } = usePane()
  return (pointer) => {
    const tab = formTabs(type, session.places, locale).find(({ sections }) =>
      sections.some(({ places }) => places.some((place) => pointer === place.pointer || pointer.startsWith(`${place.pointer}/`))),
    )
    session.revealed.set({ pointer })
    closeOverlay()
    if (tab !== undefined) showTab(tab.name)
    focusWhenShown(pointer, attempts)
  }
}

/** The tab may come some frames later, and a panel that lies over the form gives the focus back first. */
function focusWhenShown(pointer: string, left: number): void {
  const root = document.querySelector<HTMLElement>(`[data-pointer="${CSS.escape(pointer)}"]`)
  const isCovered = document.querySelector('[role="dialog"]') !== null
  if ((root === null || root.offsetParent === null || isCovered) && left > 0) {
    setTimeout(focusWhenShown, 30, pointer, left - 1)
    return
  }
  root?.scrollIntoView({ block: 'center' })
  const control = document.getElementById(fieldIds(pointer).controlId)
  const target = control?.matches('input, textarea, [contenteditable="true"]')
    ? control
    : root?.querySelector<HTMLElement>('[contenteditable="true"], input, textarea, button')
  target?.focus({ preventScroll: true })
}
