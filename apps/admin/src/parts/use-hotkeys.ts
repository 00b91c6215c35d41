import { useEffect, useRef } from 'react'
import { createSignal } from '../api/signal.ts'

export interface Hotkey {
  /** `mod+S`, `?`, `g h` (one after the other), `ArrowDown`. `mod` is ⌘ on Apple's machines, Ctrl elsewhere. */
  keys: string
  label: string
  run: (event: KeyboardEvent) => void
  /** Kept out of the list of keys and the palette. */
  hidden?: boolean
  /** Single keys work outside fields only, unless this is set; keys with `mod` always work. */
  inFields?: boolean
}

/** The keys of what is on the screen, the topmost last. */
export const activeHotkeys = createSignal<Hotkey[]>([])

/** Whether single keys do something; some people's tools type them by accident. */
export const singleKeysEnabled = createSignal(localStorage.getItem('verso-single-keys') !== 'off')

export function setSingleKeys(isOn: boolean): void {
  localStorage.setItem('verso-single-keys', isOn ? 'on' : 'off')
  singleKeysEnabled.set(isOn)
}

/** Keys that hold while the component is on the screen; the latest one wins. */
export function useHotkeys(hotkeys: Hotkey[]): void {
  const latest = useRef(hotkeys)
  latest.current = hotkeys
  const names = hotkeys.map(({ keys, label, hidden, inFields }) => [keys, label, hidden === true, inFields === true].join()).join('|')
  // Registered anew when a name changes; what it does is read when it is pressed
  useEffect(() => {
    const mine = latest.current.map((hotkey, index) => ({ ...hotkey, run: (event: KeyboardEvent) => latest.current[index]?.run(event) }))
    activeHotkeys.set([...activeHotkeys.get(), ...mine])
    return () => activeHotkeys.set(activeHotkeys.get().filter((hotkey) => !mine.includes(hotkey)))
  }, [names])
}

let pressedBefore: { key: string; at: number } | null = null

/** Follows the keyboard for the whole app; started once. */
export function startHotkeys(): () => void {
  document.addEventListener('keydown', onKeyDown)
  return () => document.removeEventListener('keydown', onKeyDown)
}

function onKeyDown(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing || ['Control', 'Shift', 'Alt', 'Meta'].includes(event.key)) return
  const key = nameOf(event)
  const sequence = pressedBefore !== null && event.timeStamp - pressedBefore.at < 1200 ? `${pressedBefore.key} ${key}` : null
  const found = (sequence !== null && find(sequence, event)) || find(key, event)
  pressedBefore = { key, at: event.timeStamp }
  if (!found) return
  pressedBefore = null
  event.preventDefault()
  found.run(event)
}

function find(keys: string, event: KeyboardEvent): Hotkey | undefined {
  const hasModifier = keys.includes('+') && keys.length > 1
  return activeHotkeys
    .get()
    .findLast(
      (hotkey) =>
        hotkey.keys === keys && (hasModifier || (singleKeysEnabled.get() && (hotkey.inFields === true || isOutsideFields(event)))),
    )
}

function nameOf(event: KeyboardEvent): string {
  const key = event.key.length === 1 && (event.metaKey || event.ctrlKey) ? event.key.toUpperCase() : event.key
  const parts = [
    event.metaKey || event.ctrlKey ? 'mod' : null,
    event.altKey ? 'alt' : null,
    event.shiftKey && event.key.length > 1 ? 'shift' : null,
    key,
  ]
  return parts.filter((part) => part !== null).join('+')
}

function isOutsideFields({ target }: KeyboardEvent): boolean {
  if (!(target instanceof HTMLElement)) return true
  if (target.closest('[role="dialog"]') !== null) return false
  return (
    !target.isContentEditable && !(target instanceof HTMLTextAreaElement) && !(target instanceof HTMLSelectElement) && !isTextInput(target)
  )
}

function isTextInput(target: HTMLElement): boolean {
  return target instanceof HTMLInputElement && !['checkbox', 'radio', 'button'].includes(target.type)
}
