import { t } from '@lingui/core/macro'
import { Button, PasswordInput, Stack, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useForm } from 'react-hook-form'
import { isProblem, issuesAt } from '../../api/api-problem.ts'
import { makeOwner } from '../../api/setup.ts'
import { PasswordStrength, strengthOf } from '../../parts/password-strength.tsx'
import { ProblemCard } from '../../parts/problem-card.tsx'

export function SetupForm({ token }: { token: string }) {
  const navigate = useNavigate()
  const making = useMutation({ mutationFn: makeOwner, onSuccess: () => navigate({ to: '/', replace: true }) })
  const { register, handleSubmit, watch, formState } = useForm({ defaultValues: { name: '', email: '', password: '' } })
  const [name, email, password] = watch(['name', 'email', 'password'])
  const refused = (member: string) => issuesAt(making.error, `/${member}`)[0]
  return (
    <form onSubmit={handleSubmit((values) => making.mutate({ token, ...values }))} noValidate>
      <Stack gap="md">
        <TextInput
          label={t`Name`}
          autoComplete="name"
          autoFocus
          error={formState.errors.name?.message ?? refused('name')}
          {...register('name', { required: t`Enter your name; others see it beside what you write.` })}
        />
        <TextInput
          label={t`E-mail`}
          type="email"
          autoComplete="username"
          error={formState.errors.email?.message ?? refused('email')}
          {...register('email', {
            required: t`Enter your e-mail; you sign in with it.`,
            pattern: { value: /^\S+@\S+$/, message: t`An e-mail has an @ and no spaces.` },
          })}
        />
        <div>
          <PasswordInput
            label={t`Password`}
            autoComplete="new-password"
            aria-describedby="setup-strength"
            error={formState.errors.password?.message ?? refused('password')}
            {...register('password', { validate: (value) => strengthOf(value).isEnough || t`Make the password longer or more varied.` })}
          />
          <PasswordStrength password={password} personal={[name, email]} id="setup-strength" />
        </div>
        {making.isError && <ProblemCard problem={making.error} title={t`The owner could not be made`} {...adviceOn(making.error)} />}
        <Button type="submit" variant="filled" fullWidth loading={making.isPending}>
          {t`Make the owner`}
        </Button>
      </Stack>
    </form>
  )
}

function adviceOn(error: unknown): { next?: string } {
  if (isProblem(error, 'code_used_or_expired')) return { next: t`Restart Verso and open the link that it prints then.` }
  if (isProblem(error, 'already_done')) return { next: t`Reload the page and sign in.` }
  return {}
}
