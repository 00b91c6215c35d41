import { lazy, Suspense } from 'react'
import { useSignal } from '../api/signal.ts'
import { hasToast } from '../parts/has-toast.ts'

const Toasts = lazy(async () => ({ default: (await import('./toasts.tsx')).Toasts }))

/** Fetches what shows toasts with the first one; it waits in their store meanwhile. */
export function ToastsOnDemand() {
  const isWanted = useSignal(hasToast)
  return <Suspense>{isWanted && <Toasts />}</Suspense>
}
