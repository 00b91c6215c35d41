import { t } from '@lingui/core/macro'
import { Outlet } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { useSignal } from '../api/signal.ts'
import { viewedRole } from '../api/view-as.ts'
import { BottomBar } from './bottom-bar.tsx'
import classes from './frame.module.css'
import { Nav } from './nav.tsx'
import { TopBar } from './top-bar.tsx'
import { useFocusOnRoute } from './use-focus-on-route.ts'
import { type Opened, useFrameKeys } from './use-frame-keys.ts'
import { ViewAsBar } from './view-as-bar.tsx'

const Palette = lazy(async () => ({ default: (await import('./palette.tsx')).Palette }))
const SignInOverlay = lazy(async () => ({ default: (await import('./sign-in-overlay.tsx')).SignInOverlay }))
const KeysDialog = lazy(async () => ({ default: (await import('./keys-dialog.tsx')).KeysDialog }))

/** Navigation, top bar and the screen. */
export function Frame({ isExpired }: { isExpired: boolean }) {
  const [opened, setOpened] = useState<Opened>(null)
  const [isNarrow, setIsNarrow] = useState(() => localStorage.getItem('verso-nav') === 'narrow')
  useFrameKeys({ open: setOpened, toggleNav: () => setIsNarrow(remember(!isNarrow)) })
  useFocusOnRoute()
  const role = useSignal(viewedRole)
  return (
    <div className={classes.root} data-narrow={isNarrow || undefined} data-viewing={role !== null || undefined}>
      <a href="#main" className={classes.skip}>
        {t`Skip to the content`}
      </a>
      {role !== null && <ViewAsBar role={role} />}
      <Nav isNarrow={isNarrow} />
      <TopBar onSearch={() => setOpened('palette')} onKeys={() => setOpened('keys')} />
      <main id="main" className={classes.main} tabIndex={-1} data-scroll-restoration-id="main">
        <Outlet />
      </main>
      <BottomBar onSearch={() => setOpened('palette')} />
      <Suspense>
        {opened === 'palette' && <Palette onClose={() => setOpened(null)} />}
        {opened === 'keys' && <KeysDialog onClose={() => setOpened(null)} />}
        {isExpired && <SignInOverlay />}
      </Suspense>
    </div>
  )
}

function remember(isNarrow: boolean): boolean {
  localStorage.setItem('verso-nav', isNarrow ? 'narrow' : 'wide')
  return isNarrow
}
