import { useRouter } from '@tanstack/react-router'
import { useEffect } from 'react'

/** After another screen was opened, its heading has the focus, so that reading begins there. */
export function useFocusOnRoute(): void {
  const router = useRouter()
  useEffect(() => {
    let stop = () => {}
    const unsubscribe = router.subscribe('onRendered', ({ fromLocation, toLocation }) => {
      if (fromLocation === undefined || fromLocation.pathname === toLocation.pathname || isWriting()) return
      stop()
      stop = holdHeading()
    })
    return () => {
      unsubscribe()
      stop()
    }
  }, [router])
}

/**
 * The heading may come later than the route, and that of a screen which is still being fetched goes again, with the focus. So it
 * is given back to the heading that stands there, until the person does something.
 */
function holdHeading(): () => void {
  focusHeading()
  const observer = new MutationObserver(() => {
    if (document.activeElement === null || document.activeElement === document.body) focusHeading()
  })
  const ending = new AbortController()
  const stop = () => {
    observer.disconnect()
    ending.abort()
  }
  for (const event of ['keydown', 'pointerdown'])
    document.addEventListener(event, stop, { capture: true, passive: true, signal: ending.signal })
  observer.observe(document.body, { childList: true, subtree: true })
  return stop
}

function focusHeading(): void {
  document.querySelector<HTMLElement>('[data-screen-heading]')?.focus({ preventScroll: true })
}

/** The first save of an entry changes the address under a form that stays, with the caret in it. */
function isWriting(): boolean {
  return (
    document.querySelector('#main')?.contains(document.activeElement) === true &&
    document.activeElement?.matches('input, textarea, [contenteditable="true"]') === true
  )
}
