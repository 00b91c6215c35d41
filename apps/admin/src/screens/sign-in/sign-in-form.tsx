import { t } from '@lingui/core/macro'
import { Button, PasswordInput, Stack, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { isProblem, issuesAt } from '../../api/api-problem.ts'
import { signIn } from '../../api/session.ts'
import { ProblemCard } from '../../parts/problem-card.tsx'

/** E-mail and password, and the code of the second factor once it is asked for; the same form as a screen and over a screen. */
export function SignInForm({ email }: { email: string }) {
  const queryClient = useQueryClient()
  const [isCodeAsked, setIsCodeAsked] = useState(false)
  const { register, handleSubmit, formState, setFocus, resetField } = useForm({ defaultValues: { email, password: '', otp: '' } })
  const entering = useMutation({
    mutationFn: signIn,
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['me'] }),
    onError: (error) => {
      const isAboutCode = isProblem(error, 'otp_required') || issuesAt(error, '/otp').length > 0
      setIsCodeAsked(isAboutCode)
      resetField('otp')
      if (isAboutCode) return isCodeAsked && setFocus('otp')
      resetField('password')
      setFocus('password')
    },
  })
  const wrongCode = issuesAt(entering.error, '/otp')[0]
  const isWrong = isProblem(entering.error, 'invalid_credentials') && wrongCode === undefined
  const isToldAtField = isWrong || wrongCode !== undefined || isProblem(entering.error, 'otp_required')
  return (
    <form onSubmit={handleSubmit(({ otp, ...body }) => entering.mutate(isCodeAsked ? { ...body, otp } : body))} noValidate>
      <Stack gap="md" mt="xs">
        <TextInput
          label={t`E-mail`}
          type="email"
          autoComplete="username"
          autoFocus={email === ''}
          error={formState.errors.email?.message}
          {...register('email', { required: t`Enter the e-mail of your account.` })}
        />
        <PasswordInput
          label={t`Password`}
          autoComplete="current-password"
          {...(email === '' ? {} : { autoFocus: true, 'data-autofocus': true })}
          error={isWrong ? t`E-mail or password is wrong.` : formState.errors.password?.message}
          {...register('password', { required: t`Enter your password.` })}
        />
        {isCodeAsked && (
          <TextInput
            label={t`Code from your app`}
            description={t`Or one of your recovery codes.`}
            autoComplete="one-time-code"
            autoFocus
            error={formState.errors.otp?.message ?? wrongCode}
            {...register('otp', { required: t`Enter the code that the app shows now.` })}
          />
        )}
        {entering.isError && !isToldAtField && <ProblemCard problem={entering.error} title={t`You could not be signed in`} />}
        <Button type="submit" variant="filled" fullWidth loading={entering.isPending}>
          {t`Sign in`}
        </Button>
      </Stack>
    </form>
  )
}
