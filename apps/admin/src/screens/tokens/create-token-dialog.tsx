import { t } from '@lingui/core/macro'
import { Button, Group, Modal, SegmentedControl, Select, Stack, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { TokenWithSecret } from '@verso/contract'
import { Controller, useForm } from 'react-hook-form'
import { issuesAt } from '../../api/api-problem.ts'
import { api } from '../../api/client.ts'
import { tokenKeys } from '../../api/people.ts'
import { ProblemCard } from '../../parts/problem-card.tsx'
import type { RulePlace } from '../../rights/rights-draft.ts'
import { emptyToken, type TokenForm, type TokenWish, wishOf } from './token-form.ts'
import { TokenReach } from './token-reach.tsx'

const kinds = [
  { value: 'content', label: t`Published content` },
  { value: 'preview', label: t`Drafts too` },
  { value: 'admin', label: t`Admin API` },
]

const kindHelp = {
  content: t`Reads what is published. May be shipped in a site.`,
  preview: t`Reads drafts as well: for previews on a server, never in a browser.`,
  admin: t`Does what you may do. Keep it on a server of your own.`,
}

const lifetimes = [
  { value: '', label: t`Never` },
  { value: '30', label: t`In 30 days` },
  { value: '90', label: t`In 90 days` },
  { value: '365', label: t`In one year` },
]

export function CreateTokenDialog({ onClose, onSecret }: { onClose: () => void; onSecret: (token: TokenWithSecret) => void }) {
  const queryClient = useQueryClient()
  const creating = useMutation({
    mutationFn: ({ body }: TokenWish) => api.post<TokenWithSecret>('/tokens', body),
    onSuccess: async (token) => {
      await queryClient.invalidateQueries({ queryKey: tokenKeys.all })
      onClose()
      onSecret(token)
    },
  })
  const form = useForm<TokenForm>({ defaultValues: emptyToken })
  return (
    <Modal opened onClose={onClose} title={t`Create token`} size={form.watch('reach') === 'rules' ? 1040 : 520}>
      <TokenFields
        form={form}
        onSubmit={(values) => creating.mutate(wishOf(values))}
        onCancel={onClose}
        isBusy={creating.isPending}
        problem={creating.error}
        places={creating.variables?.places ?? []}
      />
    </Modal>
  )
}

interface TokenFieldsProps {
  form: ReturnType<typeof useForm<TokenForm>>
  onSubmit: (form: TokenForm) => void
  onCancel: () => void
  isBusy: boolean
  problem: unknown
  places: readonly RulePlace[]
}

function TokenFields({ form, onSubmit, onCancel, isBusy, problem, places }: TokenFieldsProps) {
  const { register, control, handleSubmit, watch, setValue, formState } = form
  const values = watch()
  return (
    <form onSubmit={handleSubmit(onSubmit)} noValidate>
      <Stack gap="md">
        <TextInput
          label={t`Name`}
          placeholder={t`Website`}
          data-autofocus
          description={t`What it is for; you will look for it by this name.`}
          error={formState.errors.name?.message ?? issuesAt(problem, '/name')[0]}
          {...register('name', { required: t`Give the token a name.` })}
        />
        <div>
          <SegmentedControl
            fullWidth
            aria-label={t`What it is for`}
            data={kinds}
            value={values.kind}
            onChange={(kind) => {
              setValue('kind', kind as TokenForm['kind'])
              // What the other kind is good for it isn't: rules that only administration can have go too.
              if ((kind === 'admin') !== (values.kind === 'admin')) setValue('reach', 'all')
              setValue('rights', emptyToken.rights)
            }}
          />
          <p className="verso-dimmed verso-small">{kindHelp[values.kind]}</p>
        </div>
        <TokenReach control={control} form={values} problem={problem} places={places} />
        <Controller
          name="days"
          control={control}
          render={({ field }) => <Select label={t`It ends`} data={lifetimes} value={field.value} onChange={field.onChange} />}
        />
        {problem !== null && <ProblemCard problem={problem} title={t`The token could not be created`} />}
        <Group justify="flex-end" gap="xs">
          <Button onClick={onCancel}>{t`Cancel`}</Button>
          <Button type="submit" variant="filled" loading={isBusy}>
            {t`Create token`}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
