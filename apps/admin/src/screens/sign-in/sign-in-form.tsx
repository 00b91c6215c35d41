import { Button, PasswordInput, Stack, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useForm } from 'react-hook-form'
import { isProblem } from '../../api/api-problem.ts'
import { signIn } from '../../api/session.ts'
import { ProblemCard } from '../../parts/problem-card.tsx'

/** E-mail and password; the same form as a screen and over a screen. */
export function SignInForm({ email }: { email: string }) {
  const queryClient = useQueryClient()
  const { register, handleSubmit, formState, setFocus, resetField } = useForm({ defaultValues: { email, password: '' } })
  const entering = useMutation({
    mutationFn: signIn,
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['me'] }),
    onError: () => {
      resetField('password')
      setFocus('password')
    },
  })
  const isWrong = isProblem(entering.error, 'invalid_credentials')
  return (
    <form onSubmit={handleSubmit((values) => entering.mutate(values))} noValidate>
      <Stack gap="md" mt="xs">
        <TextInput
          label="E-mail"
          type="email"
          autoComplete="username"
          autoFocus={email === ''}
          error={formState.errors.email?.message}
          {...register('email', { required: 'Enter the e-mail of your account.' })}
        />
        <PasswordInput
          label="Password"
          autoComplete="current-password"
          {...(email === '' ? {} : { autoFocus: true, 'data-autofocus': true })}
          error={isWrong ? 'E-mail or password is wrong.' : formState.errors.password?.message}
          {...register('password', { required: 'Enter your password.' })}
        />
        {entering.isError && !isWrong && <ProblemCard problem={entering.error} title="You could not be signed in" />}
        <Button type="submit" variant="filled" fullWidth loading={entering.isPending}>
          Sign in
        </Button>
      </Stack>
    </form>
  )
}
