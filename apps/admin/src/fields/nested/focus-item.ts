/** Brings an item into sight and puts the focus into the first of its controls that take a value, or onto its head. */
export function focusItem(root: HTMLElement | null, key: string): void {
  requestAnimationFrame(() => {
    const card = root?.querySelector<HTMLElement>(`[data-item="${CSS.escape(key)}"]`)
    card?.scrollIntoView({ block: 'nearest' })
    const target =
      card?.querySelector<HTMLElement>('[data-body] :is(input, textarea, [contenteditable="true"], button)') ??
      card?.querySelector<HTMLElement>('[data-fold]')
    target?.focus({ preventScroll: true })
  })
}

/** The focus goes back to an act of an item once the list stands in its new order. */
export function focusAct(key: string, act: string): void {
  requestAnimationFrame(() =>
    document.querySelector<HTMLElement>(`[data-item="${CSS.escape(key)}"] > [data-head] [data-act="${CSS.escape(act)}"]`)?.focus(),
  )
}

/** After an item was removed: to the one that took its place, or to the button that adds one. */
export function focusNeighbour(card: HTMLElement | null): void {
  const list = card?.closest('fieldset')
  const next = (card?.nextElementSibling ?? card?.previousElementSibling)?.getAttribute('data-item')
  requestAnimationFrame(() => {
    const head =
      next === null || next === undefined ? null : list?.querySelector<HTMLElement>(`[data-item="${CSS.escape(next)}"] [data-fold]`)
    ;(head ?? list?.querySelector<HTMLElement>(':scope > div > [data-add]'))?.focus()
  })
}
