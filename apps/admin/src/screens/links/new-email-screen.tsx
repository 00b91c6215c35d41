import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { api } from '../../api/client.ts'
import { Threshold } from '../../frame/threshold.tsx'
import { addressToken } from '../../parts/address-token.ts'
import { ProblemCard } from '../../parts/problem-card.tsx'
import { useEnter } from './use-enter.ts'

/** Where the link to a new address leads. By a button, since programs that look through mail open links. */
export function NewEmailScreen() {
  const token = addressToken()
  const enter = useEnter()
  const confirming = useMutation({ mutationFn: () => api.post('/email-changes/confirm', { token }) })
  if (token === null) return <Threshold title="Open the link once more" lead="This page keeps nothing of it." />
  if (confirming.isSuccess) {
    return (
      <Threshold title="Your address is changed" lead="Sign in with it from now on.">
        <Button variant="filled" fullWidth onClick={() => void enter()}>
          Go on
        </Button>
      </Threshold>
    )
  }
  return (
    <Threshold title="Confirm your new address">
      {confirming.isError && <ProblemCard problem={confirming.error} title="Your address could not be changed" />}
      <Button variant="filled" fullWidth mt="md" loading={confirming.isPending} onClick={() => confirming.mutate()}>
        Confirm
      </Button>
    </Threshold>
  )
}
