import { t } from '@lingui/core/macro'
import { useBlocker } from '@tanstack/react-router'
import { useEffect } from 'react'

/** Asks before the tab is closed or another screen is opened while something isn't saved. */
export function useUnsavedGuard(isDirty: boolean): void {
  useBlocker({
    shouldBlockFn: ({ current, next }) =>
      isDirty && current.pathname !== next.pathname && !window.confirm(t`Leave without saving? Your changes here are lost.`),
    enableBeforeUnload: isDirty,
  })
  useEffect(() => {
    document.documentElement.toggleAttribute('data-unsaved', isDirty)
    return () => document.documentElement.removeAttribute('data-unsaved')
  }, [isDirty])
}
