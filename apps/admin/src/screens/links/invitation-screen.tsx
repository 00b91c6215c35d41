import { t } from '@lingui/core/macro'
import { Button, PasswordInput, Stack, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import type { AcceptInvitationBody, SignedIn } from '@verso/contract'
import { useForm } from 'react-hook-form'
import { isProblem, issuesAt } from '../../api/api-problem.ts'
import { api } from '../../api/client.ts'
import { startSession } from '../../api/session.ts'
import { Threshold } from '../../frame/threshold.tsx'
import { addressToken } from '../../parts/address-token.ts'
import { PasswordStrength, strengthOf } from '../../parts/password-strength.tsx'
import { ProblemCard } from '../../parts/problem-card.tsx'
import { LinkIsGone, LinkIsOver } from './link-is-over.tsx'
import { useEnter } from './use-enter.ts'

/** Where an invitation leads: a name and a password of one's own, and in. */
export function InvitationScreen() {
  const token = addressToken()
  const enter = useEnter()
  const { register, handleSubmit, watch, formState } = useForm({ defaultValues: { name: '', password: '' } })
  const accepting = useMutation({
    mutationFn: (body: AcceptInvitationBody) => api.post<SignedIn>('/invitations/accept', body),
    onSuccess: async (signedIn) => {
      startSession(signedIn)
      await enter()
    },
  })
  if (token === null) return <LinkIsGone />
  if (isProblem(accepting.error, 'code_used_or_expired')) return <LinkIsOver />
  const [name, password] = watch(['name', 'password'])
  const refused = { name: issuesAt(accepting.error, '/name')[0], password: issuesAt(accepting.error, '/password')[0] }
  const isToldAtField = refused.name !== undefined || refused.password !== undefined
  return (
    <Threshold title={t`Welcome to Verso`} lead={t`You are invited. Choose how others see you, and a password.`}>
      <form onSubmit={handleSubmit((body) => accepting.mutate({ token, ...body }))} noValidate>
        <Stack gap="md">
          <TextInput
            label={t`Name`}
            autoComplete="name"
            autoFocus
            error={formState.errors.name?.message ?? refused.name}
            {...register('name', { required: t`Enter your name; others see it beside what you write.` })}
          />
          <div>
            <PasswordInput
              label={t`Password`}
              autoComplete="new-password"
              aria-describedby="accept-strength"
              error={formState.errors.password?.message ?? refused.password}
              {...register('password', { validate: (value) => strengthOf(value).isEnough || t`Make the password longer or more varied.` })}
            />
            <PasswordStrength password={password} personal={[name]} id="accept-strength" />
          </div>
          {accepting.isError && !isToldAtField && <ProblemCard problem={accepting.error} title={t`The invitation could not be accepted`} />}
          <Button type="submit" variant="filled" fullWidth loading={accepting.isPending}>
            {t`Join`}
          </Button>
        </Stack>
      </form>
    </Threshold>
  )
}
