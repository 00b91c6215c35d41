import { t } from '@lingui/core/macro'
import { Button, PasswordInput, Stack } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import type { ConfirmPasswordResetBody } from '@verso/contract'
import { useForm } from 'react-hook-form'
import { isProblem, issuesAt } from '../../api/api-problem.ts'
import { api } from '../../api/client.ts'
import { endSession } from '../../api/session.ts'
import { Threshold } from '../../frame/threshold.tsx'
import { addressToken } from '../../parts/address-token.ts'
import { PasswordStrength, strengthOf } from '../../parts/password-strength.tsx'
import { ProblemCard } from '../../parts/problem-card.tsx'
import { LinkIsGone, LinkIsOver } from './link-is-over.tsx'
import { useEnter } from './use-enter.ts'

/** Where the link to a new password leads. */
export function NewPasswordScreen() {
  const token = addressToken()
  const enter = useEnter()
  const { register, handleSubmit, watch, formState } = useForm({ defaultValues: { password: '' } })
  const changing = useMutation({ mutationFn: (body: ConfirmPasswordResetBody) => api.post('/password-resets/confirm', body) })
  if (token === null) return <LinkIsGone />
  if (isProblem(changing.error, 'code_used_or_expired')) return <LinkIsOver />
  if (changing.isSuccess) {
    return (
      <Threshold title={t`Your password is changed`} lead={t`All your sessions have ended; sign in with the new one.`}>
        <Button
          variant="filled"
          fullWidth
          onClick={() => {
            endSession()
            void enter()
          }}
        >
          {t`Go to sign-in`}
        </Button>
      </Threshold>
    )
  }
  const refused = issuesAt(changing.error, '/password')[0]
  return (
    <Threshold title={t`Choose a new password`}>
      <form onSubmit={handleSubmit(({ password }) => changing.mutate({ token, password }))} noValidate>
        <Stack gap="md" mt="xs">
          <div>
            <PasswordInput
              label={t`New password`}
              autoComplete="new-password"
              autoFocus
              aria-describedby="reset-strength"
              error={formState.errors.password?.message ?? refused}
              {...register('password', { validate: (value) => strengthOf(value).isEnough || t`Make the password longer or more varied.` })}
            />
            <PasswordStrength password={watch('password')} id="reset-strength" />
          </div>
          {changing.isError && refused === undefined && (
            <ProblemCard problem={changing.error} title={t`Your password could not be changed`} />
          )}
          <Button type="submit" variant="filled" fullWidth loading={changing.isPending}>
            {t`Change password`}
          </Button>
        </Stack>
      </form>
    </Threshold>
  )
}
