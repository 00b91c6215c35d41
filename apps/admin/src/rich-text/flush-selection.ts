import type { KeyboardEvent } from 'react'

const acting = new Set(['Enter', 'Tab', 'Backspace', 'Delete'])

/**
 * The editor reads a new selection about a tenth of a second late, and a key pressed before would act on the old one.
 * An empty cancelled input event makes it read the selection now.
 */
export function flushSelection({ key, ctrlKey, metaKey, nativeEvent, currentTarget }: KeyboardEvent<HTMLElement>): void {
  if (nativeEvent.isComposing || !(acting.has(key) || ctrlKey || metaKey)) return
  currentTarget.dispatchEvent(new InputEvent('beforeinput', { bubbles: true, cancelable: true }))
}
