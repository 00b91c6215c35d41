import { t } from '@lingui/core/macro'
import { Button, Stack, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useForm } from 'react-hook-form'
import { api } from '../../api/client.ts'
import { Note } from '../../parts/note.tsx'
import { ProblemCard } from '../../parts/problem-card.tsx'

/** Has a link sent to an address. What is said after that is the same for an address that nobody has. */
export function AskLinkForm({ email }: { email: string }) {
  const { register, handleSubmit, formState } = useForm({ defaultValues: { email } })
  const asking = useMutation({ mutationFn: (body: { email: string }) => api.post('/password-resets', body) })
  if (asking.isSuccess) {
    return (
      <Note tone="ok" title={t`Look into your mail.`}>
        <p>{t`If ${asking.variables.email} has an account here, a link is on its way. It works once, for half an hour.`}</p>
      </Note>
    )
  }
  return (
    <form onSubmit={handleSubmit((body) => asking.mutate(body))} noValidate>
      <Stack gap="md" mt="xs">
        <TextInput
          label={t`E-mail`}
          type="email"
          autoComplete="username"
          autoFocus
          error={formState.errors.email?.message}
          {...register('email', { required: t`Enter the e-mail of your account.` })}
        />
        {asking.isError && <ProblemCard problem={asking.error} title={t`No link could be asked for`} />}
        <Button type="submit" variant="filled" fullWidth loading={asking.isPending}>
          {t`Send a link`}
        </Button>
      </Stack>
    </form>
  )
}
