import { t } from '@lingui/core/macro'
import { Button, Stack, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import type { BegunSecondFactor, RecoveryCodes as RecoveryCodesView } from '@verso/contract'
import { useForm } from 'react-hook-form'
import { issuesAt } from '../../api/api-problem.ts'
import { api } from '../../api/client.ts'
import { Copy } from '../../parts/copy.tsx'
import { ProblemCard } from '../../parts/problem-card.tsx'
import { QrCode } from './qr-code.tsx'
import { RecoveryCodes } from './recovery-codes.tsx'
import classes from './second-factor.module.css'

/** The secret goes into an app, a first code comes back, and recovery codes onto paper. */
export function SetUpFactor({ begun, onDone }: { begun: BegunSecondFactor; onDone: () => void }) {
  const { register, handleSubmit, formState, resetField, setFocus } = useForm({ defaultValues: { code: '' } })
  const confirming = useMutation({
    mutationFn: (body: { code: string }) => api.post<RecoveryCodesView>('/me/second-factor/confirm', body),
    onError: () => {
      resetField('code')
      setFocus('code')
    },
  })
  if (confirming.data !== undefined) return <RecoveryCodes codes={confirming.data.recoveryCodes} onDone={onDone} />
  const refused = issuesAt(confirming.error, '/code')[0]
  return (
    <form onSubmit={handleSubmit((body) => confirming.mutate(body))} noValidate>
      <Stack gap="md">
        <p>{t`Scan this with an authenticator app, or type the key into it.`}</p>
        <QrCode text={begun.otpauthUrl} label={t`QR code of the key below`} />
        <div className={classes.secret}>
          <code>{begun.secret.match(/.{1,4}/g)?.join(' ')}</code>
          <Copy value={begun.secret} label={t`key`} compact />
        </div>
        <TextInput
          label={t`Code from the app`}
          description={t`Six digits, new every half minute.`}
          inputMode="numeric"
          autoComplete="one-time-code"
          error={formState.errors.code?.message ?? refused}
          {...register('code', { required: t`Enter the code that the app shows now.` })}
        />
        {confirming.isError && refused === undefined && (
          <ProblemCard problem={confirming.error} title={t`The second factor could not be set up`} />
        )}
        <Button type="submit" variant="filled" fullWidth loading={confirming.isPending}>
          {t`Turn on`}
        </Button>
      </Stack>
    </form>
  )
}
