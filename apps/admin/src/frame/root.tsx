import { t } from '@lingui/core/macro'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Outlet, useLocation } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { noAnswer } from '../api/api-problem.ts'
import { restoreSession, sessionState } from '../api/session.ts'
import { setupQuery } from '../api/setup.ts'
import { useSignal } from '../api/signal.ts'
import { ProblemCard } from '../parts/problem-card.tsx'
import { Frame } from './frame.tsx'
import { LiveRegion } from './live-region.tsx'
import { Threshold } from './threshold.tsx'

const SetupScreen = lazy(async () => ({ default: (await import('../screens/setup/setup-screen.tsx')).SetupScreen }))
const DemandedFactorScreen = lazy(async () => ({
  default: (await import('../screens/second-factor/demanded-factor-screen.tsx')).DemandedFactorScreen,
}))
const SignInScreen = lazy(async () => ({ default: (await import('../screens/sign-in/sign-in-screen.tsx')).SignInScreen }))

/** Where links lead that people are sent: whoever is signed in here, they are for who has the link. */
const linkPaths = ['/invitation', '/new-password', '/new-email']

/** What stands before everything: who is here decides what can be seen. The address stays, so that signing in leads to it. */
export function Root() {
  const state = useSignal(sessionState)
  const { pathname } = useLocation()
  if (linkPaths.includes(pathname) || pathname.startsWith('/sign-in/')) {
    return (
      <>
        <Outlet />
        <LiveRegion />
      </>
    )
  }
  return (
    <>
      {(state === 'in' || state === 'expired') && <Frame isExpired={state === 'expired'} />}
      {state === 'setup' && (
        <Suspense fallback={<div aria-busy="true" />}>
          <DemandedFactorScreen />
        </Suspense>
      )}
      {['starting', 'unreachable', 'out'].includes(state) && <Outside isOut={state === 'out'} isUnreachable={state === 'unreachable'} />}
      <LiveRegion />
    </>
  )
}

function Outside({ isOut, isUnreachable }: { isOut: boolean; isUnreachable: boolean }) {
  const setup = useQuery({ ...setupQuery(), enabled: isOut })
  if (isUnreachable || setup.isError) {
    return (
      <Threshold title={t`Verso can’t be reached`}>
        <ProblemCard problem={setup.error ?? noAnswer()} />
        <Button fullWidth mt="md" onClick={() => (isUnreachable ? restoreSession() : setup.refetch())}>
          {t`Retry`}
        </Button>
      </Threshold>
    )
  }
  if (setup.data === undefined) return <div aria-busy="true" />
  return <Suspense fallback={<div aria-busy="true" />}>{setup.data.needed ? <SetupScreen /> : <SignInScreen />}</Suspense>
}
