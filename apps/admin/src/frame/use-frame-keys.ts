import { t } from '@lingui/core/macro'
import { useNavigate } from '@tanstack/react-router'
import { useHotkeys } from '../parts/use-hotkeys.ts'

export type Opened = 'palette' | 'keys' | null

/** The keys that hold on every screen. */
export function useFrameKeys({ open, toggleNav }: { open: (what: Opened) => void; toggleNav: () => void }): void {
  const navigate = useNavigate()
  useHotkeys([
    { keys: 'mod+K', label: t`Search and act`, run: () => open('palette'), hidden: true },
    { keys: '?', label: t`Show the keys`, run: () => open('keys') },
    { keys: 'g h', label: t`Go to Home`, run: () => navigate({ to: '/' }) },
    { keys: 'g c', label: t`Go to Content`, run: () => navigate({ to: '/content' }) },
    { keys: 'g m', label: t`Go to Media`, run: () => navigate({ to: '/media' }) },
    { keys: 'g r', label: t`Go to Releases`, run: () => navigate({ to: '/releases' }) },
    { keys: '[', label: t`Narrow or widen the navigation`, run: toggleNav },
    { keys: 'F6', label: t`Go to the next pane`, run: focusNextPane, inFields: true },
  ])
}

/** Navigation, content, and the panes that screens name themselves. */
function focusNextPane(): void {
  const panes = [...document.querySelectorAll<HTMLElement>('nav[aria-label="Main"], #main, [data-pane]')].filter(
    (pane) => pane.offsetParent !== null,
  )
  const current = panes.findLastIndex((pane) => pane.contains(document.activeElement))
  const next = panes[(current + 1) % panes.length]
  const first = next?.matches('#main, [data-pane]') ? next : next?.querySelector<HTMLElement>('a, button')
  first?.focus()
}
