import { useEffect } from 'react'
import { createSignal } from '../api/signal.ts'

export interface Crumb {
  label: string
  to: string
  params?: Record<string, string>
}

export interface Screen {
  title: string
  crumbs: Crumb[]
}

/** What the frame shows of the present screen. */
export const currentScreen = createSignal<Screen>({ title: '', crumbs: [] })

/** Names the screen: in the tab, in the breadcrumb, and to whoever hears it. */
export function useScreen({ title, crumbs = [] }: { title: string; crumbs?: Crumb[] }): void {
  const key = JSON.stringify([title, crumbs])
  // The key holds title and crumbs by value
  useEffect(() => {
    currentScreen.set({ title, crumbs })
    document.title = title === '' ? 'Verso' : `${title} · Verso`
  }, [key])
}
