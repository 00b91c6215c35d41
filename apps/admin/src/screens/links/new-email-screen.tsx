import { t } from '@lingui/core/macro'
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
  if (token === null) return <Threshold title={t`Open the link once more`} lead={t`This page keeps nothing of it.`} />
  if (confirming.isSuccess) {
    return (
      <Threshold title={t`Your address is changed`} lead={t`Sign in with it from now on.`}>
        <Button variant="filled" fullWidth onClick={() => void enter()}>
          {t`Go on`}
        </Button>
      </Threshold>
    )
  }
  return (
    <Threshold title={t`Confirm your new address`}>
      {confirming.isError && <ProblemCard problem={confirming.error} title={t`Your address could not be changed`} />}
      <Button variant="filled" fullWidth mt="md" loading={confirming.isPending} onClick={() => confirming.mutate()}>
        {t`Confirm`}
      </Button>
    </Threshold>
  )
}
