import { t } from '@lingui/core/macro'
import { Button } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { providerPage } from '../../api/session.ts'
import { waysInQuery } from '../../api/ways-in.ts'
import { ProblemCard } from '../../parts/problem-card.tsx'
import { rememberPlace } from './after-sign-in.ts'

/** The ways in by accounts that people have elsewhere. */
export function ProviderButtons() {
  const ways = useQuery(waysInQuery())
  const leaving = useMutation({
    mutationFn: providerPage,
    onSuccess: (url) => {
      rememberPlace()
      window.location.assign(url)
    },
  })
  return (
    <>
      {leaving.isError && <ProblemCard problem={leaving.error} title={t`You could not be signed in`} />}
      {ways.data?.map(({ name, label }) => (
        <Button
          key={name}
          fullWidth
          mt="sm"
          loading={(leaving.isPending || leaving.isSuccess) && leaving.variables === name}
          onClick={() => leaving.mutate(name)}
        >
          {t`Continue with ${label}`}
        </Button>
      ))}
    </>
  )
}
