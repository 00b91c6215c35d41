import { t } from '@lingui/core/macro'
import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { enterWithFactor, signOut } from '../../api/session.ts'
import { Threshold } from '../../frame/threshold.tsx'
import { ProblemCard } from '../../parts/problem-card.tsx'
import { SetUpFactor } from './set-up-factor.tsx'
import { useBeginFactor } from './use-begin-factor.ts'

/** Before the door: a role asks for a second factor, and everything else waits until it is set up. */
export function DemandedFactorScreen() {
  const queryClient = useQueryClient()
  const beginning = useBeginFactor()
  async function enter() {
    enterWithFactor()
    await queryClient.invalidateQueries()
  }
  return (
    <Threshold title={t`One more step`} lead={t`Your role asks for a second factor: a code from an app beside your password.`}>
      {beginning.isError && <ProblemCard problem={beginning.error} title={t`It could not be begun`} />}
      {beginning.data === undefined ? (
        <Button variant="filled" fullWidth loading={beginning.isPending} onClick={() => beginning.mutate()}>
          {t`Set up a second factor`}
        </Button>
      ) : (
        <SetUpFactor begun={beginning.data} onDone={() => void enter()} />
      )}
      <Button variant="subtle" color="gray" fullWidth mt="xs" onClick={() => void signOut()}>
        {t`Sign out`}
      </Button>
    </Threshold>
  )
}
