import { Button, Checkbox, Group, Modal, SegmentedControl, Select, Stack, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { CreateTokenBody, TokenWithSecret } from '@verso/contract'
import { type Control, Controller, type UseFormRegister, useForm } from 'react-hook-form'
import { issuesAt } from '../../api/api-problem.ts'
import { api } from '../../api/client.ts'
import { tokenKeys } from '../../api/people.ts'
import { typesQuery } from '../../api/types.ts'
import { ProblemCard } from '../../parts/problem-card.tsx'
import { TypeChoice } from './type-choice.tsx'

interface TokenForm {
  name: string
  kind: 'content' | 'preview' | 'admin'
  isAllTypes: boolean
  types: string[]
  days: string
}

const kinds = [
  { value: 'content', label: 'Published content' },
  { value: 'preview', label: 'Drafts too' },
  { value: 'admin', label: 'Admin API' },
]

const kindHelp = {
  content: 'Reads what is published. May be shipped in a site.',
  preview: 'Reads drafts as well: for previews on a server, never in a browser.',
  admin: 'Does what you may do. Keep it on a server of your own.',
}

const lifetimes = [
  { value: '', label: 'Never' },
  { value: '30', label: 'In 30 days' },
  { value: '90', label: 'In 90 days' },
  { value: '365', label: 'In one year' },
]

export function CreateTokenDialog({ onClose, onSecret }: { onClose: () => void; onSecret: (token: TokenWithSecret) => void }) {
  const queryClient = useQueryClient()
  const creating = useMutation({
    mutationFn: (form: TokenForm) => api.post<TokenWithSecret>('/tokens', bodyOf(form)),
    onSuccess: async (token) => {
      await queryClient.invalidateQueries({ queryKey: tokenKeys.all })
      onClose()
      onSecret(token)
    },
  })
  return (
    <Modal opened onClose={onClose} title="Create token" size={520}>
      <TokenFields onSubmit={(form) => creating.mutate(form)} onCancel={onClose} isBusy={creating.isPending} problem={creating.error} />
    </Modal>
  )
}

interface TokenFieldsProps {
  onSubmit: (form: TokenForm) => void
  onCancel: () => void
  isBusy: boolean
  problem: unknown
}

function TokenFields({ onSubmit, onCancel, isBusy, problem }: TokenFieldsProps) {
  const { register, control, handleSubmit, watch, formState } = useForm<TokenForm>({
    defaultValues: { name: '', kind: 'content', isAllTypes: true, types: [], days: '' },
  })
  const [kind, isAllTypes] = watch(['kind', 'isAllTypes'])
  return (
    <form onSubmit={handleSubmit(onSubmit)} noValidate>
      <Stack gap="md">
        <TextInput
          label="Name"
          placeholder="Website"
          data-autofocus
          description="What it is for; you will look for it by this name."
          error={formState.errors.name?.message ?? issuesAt(problem, '/name')[0]}
          {...register('name', { required: 'Give the token a name.' })}
        />
        <div>
          <Controller
            name="kind"
            control={control}
            render={({ field }) => (
              <SegmentedControl fullWidth aria-label="What it is for" data={kinds} value={field.value} onChange={field.onChange} />
            )}
          />
          <p className="verso-dimmed verso-small">{kindHelp[kind]}</p>
        </div>
        {kind !== 'admin' && <TypesOfToken control={control} register={register} isAllTypes={isAllTypes} problem={problem} />}
        <Controller
          name="days"
          control={control}
          render={({ field }) => <Select label="It ends" data={lifetimes} value={field.value} onChange={field.onChange} />}
        />
        {problem !== null && <ProblemCard problem={problem} title="The token could not be created" />}
        <Group justify="flex-end" gap="xs">
          <Button onClick={onCancel}>Cancel</Button>
          <Button type="submit" variant="filled" loading={isBusy}>
            Create token
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

interface TypesOfTokenProps {
  control: Control<TokenForm>
  register: UseFormRegister<TokenForm>
  isAllTypes: boolean
  problem: unknown
}

function TypesOfToken({ control, register, isAllTypes, problem }: TypesOfTokenProps) {
  const { data: types = [] } = useQuery(typesQuery())
  return (
    <>
      <Checkbox label="All types, also those made later" {...register('isAllTypes')} />
      {!isAllTypes && (
        <Controller
          name="types"
          control={control}
          rules={{ validate: (value) => value.length > 0 || 'Choose at least one type.' }}
          render={({ field: { value, onChange }, fieldState: { error } }) => (
            <TypeChoice types={types} value={value} onChange={onChange} error={error?.message ?? issuesAt(problem, '/types')[0]} />
          )}
        />
      )}
    </>
  )
}

function bodyOf({ name, kind, isAllTypes, types, days }: TokenForm): CreateTokenBody {
  const expiry = days === '' ? {} : { expiresAt: new Date(Date.now() + Number(days) * 86_400_000).toISOString() }
  return kind === 'admin' ? { name, kind, ...expiry } : { name, kind, types: isAllTypes ? ['*'] : types, ...expiry }
}
