import { type ComponentType, lazy, Suspense, useEffect } from 'react'
import { sessionState } from '../api/session.ts'
import { useSignal } from '../api/signal.ts'
import { hasToast } from '../parts/has-toast.ts'

const nothing = (): { default: ComponentType } => ({ default: () => null })
const fetchToasts = () => import('./toasts.tsx')

// A toast is never the only place where something is said: without the part that shows them the admin goes on.
const Toasts = lazy<ComponentType>(() => fetchToasts().then(({ Toasts: Shown }) => ({ default: Shown }), nothing))

/** Fetches what shows toasts before there is one, as soon as somebody who is signed in does anything. */
export function ToastsOnDemand() {
  const isWanted = useSignal(hasToast)
  const isSignedIn = useSignal(sessionState) === 'in'
  useEffect(() => (isSignedIn ? atFirstAct(fetchToasts) : undefined), [isSignedIn])
  return <Suspense>{isWanted && <Toasts />}</Suspense>
}

function atFirstAct(act: () => Promise<unknown>): () => void {
  const stopping = new AbortController()
  const begin = () => {
    stopping.abort()
    // Whatever is missing is fetched once more with the first toast.
    act().catch(() => undefined)
  }
  for (const name of ['pointerdown', 'keydown']) window.addEventListener(name, begin, { signal: stopping.signal })
  return () => stopping.abort()
}
