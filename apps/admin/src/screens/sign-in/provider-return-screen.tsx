import { t } from '@lingui/core/macro'
import { Button, Stack, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { useForm } from 'react-hook-form'
import { isProblem, issuesAt } from '../../api/api-problem.ts'
import { sessionState, signInByProvider } from '../../api/session.ts'
import { useSignal } from '../../api/signal.ts'
import { Threshold } from '../../frame/threshold.tsx'
import { ProblemCard } from '../../parts/problem-card.tsx'
import { takePlace } from './after-sign-in.ts'

/** Where a provider sends people back to. What it added to the address is used once, and leaves the address at once. */
export function ProviderReturnScreen() {
  const { provider } = useParams({ strict: false }) as { provider: string }
  const [query] = useState(() => window.location.search)
  const state = useSignal(sessionState)
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const hasBegun = useRef(false)
  const entering = useMutation({
    mutationFn: (otp?: string) => signInByProvider({ provider, query, ...(otp === undefined ? {} : { otp }) }),
    onSuccess: async () => {
      queryClient.clear()
      await navigate({ to: takePlace(), replace: true })
    },
  })
  const enter = entering.mutate
  // Not before it is known whether somebody is signed in already: what is found out about that would take the place of this sign-in.
  useEffect(() => {
    if (query === '' || state === 'starting' || hasBegun.current) return
    hasBegun.current = true
    window.history.replaceState(window.history.state, '', window.location.pathname)
    enter(undefined)
  }, [state, query, enter])

  const isCodeAsked = isProblem(entering.error, 'otp_required') || issuesAt(entering.error, '/otp').length > 0
  if (isCodeAsked || (entering.isPending && entering.variables !== undefined)) {
    return (
      <Threshold title={t`Sign in`} lead={t`Your account here has a second factor.`}>
        <CodeForm refused={issuesAt(entering.error, '/otp')[0]} isPending={entering.isPending} onCode={(otp) => enter(otp)} />
      </Threshold>
    )
  }
  // Nothing was added: a reload, or the last moment of this page before the next one is there.
  if (!entering.isError && (query !== '' || state === 'in' || state === 'starting')) return <div aria-busy="true" />
  return (
    <Threshold title={t`Sign in`}>
      {entering.isError && <ProblemCard problem={entering.error} title={t`You could not be signed in`} />}
      <Button fullWidth mt="md" onClick={() => navigate({ to: takePlace(), replace: true })}>
        {t`Back to sign-in`}
      </Button>
    </Threshold>
  )
}

function CodeForm({ refused, isPending, onCode }: { refused: string | undefined; isPending: boolean; onCode: (otp: string) => void }) {
  const { register, handleSubmit, formState } = useForm({ defaultValues: { otp: '' } })
  return (
    <form onSubmit={handleSubmit(({ otp }) => onCode(otp))} noValidate>
      <Stack gap="md" mt="xs">
        <TextInput
          label={t`Code from your app`}
          description={t`Or one of your recovery codes.`}
          autoComplete="one-time-code"
          autoFocus
          error={formState.errors.otp?.message ?? refused}
          {...register('otp', { required: t`Enter the code that the app shows now.` })}
        />
        <Button type="submit" variant="filled" fullWidth loading={isPending}>
          {t`Sign in`}
        </Button>
      </Stack>
    </form>
  )
}
