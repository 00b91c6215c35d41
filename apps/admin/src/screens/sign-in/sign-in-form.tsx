import { t } from '@lingui/core/macro'
import { Button, PasswordInput, Stack, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, type RefObject, useRef, useState } from 'react'
import { isProblem, issuesAt } from '../../api/api-problem.ts'
import { signIn } from '../../api/session.ts'
import { ProblemCard } from '../../parts/problem-card.tsx'

const inputs = ['email', 'password', 'otp'] as const
type InputName = (typeof inputs)[number]

/** E-mail and password, and the code of the second factor once it is asked for; the same form as a screen and over a screen. */
export function SignInForm({ email }: { email: string }) {
  const { values, missing, bind, clear, focus, findMissing, isCodeAsked, askCode } = useInputs(email)
  const queryClient = useQueryClient()
  const entering = useMutation({
    mutationFn: signIn,
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['me'] }),
    onError: (error) => {
      const isAboutCode = isProblem(error, 'otp_required') || issuesAt(error, '/otp').length > 0
      askCode(isAboutCode)
      clear('otp')
      if (isAboutCode) return isCodeAsked && focus('otp')
      clear('password')
      focus('password')
    },
  })
  const enter = (event: FormEvent) => {
    event.preventDefault()
    if (findMissing()) return
    const { otp, ...body } = values
    entering.mutate(isCodeAsked ? { ...body, otp } : body)
  }
  const wrongCode = issuesAt(entering.error, '/otp')[0]
  const isWrong = isProblem(entering.error, 'invalid_credentials') && wrongCode === undefined
  const isToldAtField = isWrong || wrongCode !== undefined || isProblem(entering.error, 'otp_required')
  return (
    <form onSubmit={enter} noValidate>
      <Stack gap="md" mt="xs">
        <TextInput
          label={t`E-mail`}
          type="email"
          autoComplete="username"
          autoFocus={email === ''}
          error={missing === 'email' && t`Enter the e-mail of your account.`}
          {...bind('email')}
        />
        <PasswordInput
          label={t`Password`}
          autoComplete="current-password"
          {...(email === '' ? {} : { autoFocus: true, 'data-autofocus': true })}
          error={isWrong ? t`E-mail or password is wrong.` : missing === 'password' && t`Enter your password.`}
          {...bind('password')}
        />
        {isCodeAsked && (
          <TextInput
            label={t`Code from your app`}
            description={t`Or one of your recovery codes.`}
            autoComplete="one-time-code"
            autoFocus
            error={missing === 'otp' ? t`Enter the code that the app shows now.` : wrongCode}
            {...bind('otp')}
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

/** Three inputs don't need what other forms are made with, which everybody would wait for before they can sign in. */
function useInputs(email: string) {
  const [values, setValues] = useState({ email, password: '', otp: '' })
  const [missing, setMissing] = useState<InputName | null>(null)
  const [isCodeAsked, askCode] = useState(false)
  const places: Record<InputName, RefObject<HTMLInputElement | null>> = { email: useRef(null), password: useRef(null), otp: useRef(null) }
  const put = (name: InputName, value: string) => setValues((before) => ({ ...before, [name]: value }))
  const focus = (name: InputName) => places[name].current?.focus()
  return {
    values,
    missing,
    isCodeAsked,
    askCode,
    focus,
    clear: (name: InputName) => put(name, ''),
    /** Says whether something is missing, and goes there. */
    findMissing(): boolean {
      const first = inputs.find((name) => values[name] === '' && (name !== 'otp' || isCodeAsked))
      setMissing(first ?? null)
      if (first !== undefined) focus(first)
      return first !== undefined
    },
    bind: (name: InputName) => ({
      name,
      ref: places[name],
      value: values[name],
      onChange: ({ currentTarget: { value } }: { currentTarget: HTMLInputElement }) => {
        put(name, value)
        if (missing === name && value !== '') setMissing(null)
      },
    }),
  }
}
