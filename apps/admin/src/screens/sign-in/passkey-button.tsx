import { t } from '@lingui/core/macro'
import { Button } from '@mantine/core'
import { IconFingerprint } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { signInByPasskey } from '../../api/session.ts'
import { canUsePasskeys } from '../../parts/can-use-passkeys.ts'
import { ProblemCard } from '../../parts/problem-card.tsx'
import { wasGivenUp } from '../passkeys/was-given-up.ts'

/** The way in without a password; absent where browsers have none. */
export function PasskeyButton() {
  const queryClient = useQueryClient()
  const entering = useMutation({
    mutationFn: signInByPasskey,
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['me'] }),
  })
  if (!canUsePasskeys()) return null
  return (
    <>
      {entering.isError && !wasGivenUp(entering.error) && <ProblemCard problem={entering.error} title={t`You could not be signed in`} />}
      <Button
        fullWidth
        mt="sm"
        leftSection={<IconFingerprint size={18} stroke={1.75} aria-hidden />}
        loading={entering.isPending}
        onClick={() => entering.mutate()}
      >
        {t`Use a passkey`}
      </Button>
    </>
  )
}
