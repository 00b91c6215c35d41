import { useSyncExternalStore } from 'react'
import { useFormSurroundings } from '../form-context.ts'

/** The value inside others that is to be seen now. */
export function useRevealed(): { pointer: string } | null {
  const signal = useFormSurroundings()?.revealed
  return useSyncExternalStore(signal?.subscribe ?? never, () => signal?.get() ?? null)
}

function never(): () => void {
  return () => undefined
}
