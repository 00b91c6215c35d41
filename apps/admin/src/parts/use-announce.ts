import { createSignal } from '../api/signal.ts'

export type Politeness = 'polite' | 'assertive'

/** What the one live region says; the count tells two equal messages apart. */
export const announcement = createSignal<{ message: string; politeness: Politeness; count: number }>({
  message: '',
  politeness: 'polite',
  count: 0,
})

/** Gives a function that says something to those who don't see the screen. */
export function useAnnounce(): (message: string, politeness?: Politeness) => void {
  return announce
}

export function announce(message: string, politeness: Politeness = 'polite'): void {
  announcement.set({ message, politeness, count: announcement.get().count + 1 })
}
