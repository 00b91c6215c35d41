import { createContext, useContext } from 'react'

/** How many components or lists stand around. */
export const Depth = createContext(1)

/** Nested values from this depth on are folded until someone opens them: a component may even hold itself. */
export const foldedFrom = 3

export function useDepth(): number {
  return useContext(Depth)
}
