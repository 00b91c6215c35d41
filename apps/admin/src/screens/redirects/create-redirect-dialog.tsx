import { t } from '@lingui/core/macro'
import { Button, Checkbox, Group, Modal, Select, Stack, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { CreateRedirectBody, LocaleView, RedirectView } from '@verso/contract'
import { Controller, useForm } from 'react-hook-form'
import { issuesAt } from '../../api/api-problem.ts'
import { api } from '../../api/client.ts'
import { redirectKeys } from '../../api/redirects.ts'
import { localesQuery } from '../../api/types.ts'
import { ProblemCard } from '../../parts/problem-card.tsx'
import { toast } from '../../parts/toast.tsx'

export function CreateRedirectDialog({ onClose }: { onClose: () => void }) {
  const queryClient = useQueryClient()
  const { data: locales = [] } = useQuery(localesQuery())
  const { register, control, handleSubmit, formState } = useForm({
    defaultValues: { from: '', to: '', locale: locales.find((locale) => locale.default)?.code ?? 'en', permanent: true },
  })
  const adding = useMutation({
    mutationFn: (body: CreateRedirectBody) => api.post<RedirectView>('/redirects', body),
    onSuccess: async ({ from }) => {
      await queryClient.invalidateQueries({ queryKey: redirectKeys.all })
      toast({ message: t`Added the redirect from ${from}` })
      onClose()
    },
  })
  return (
    <Modal opened onClose={onClose} title={t`Add redirect`} size={480}>
      <form onSubmit={handleSubmit((body) => adding.mutate(body))} noValidate>
        <Stack gap="md">
          <TextInput
            label={t`From`}
            placeholder="/old-path"
            data-autofocus
            autoCapitalize="none"
            spellCheck={false}
            error={formState.errors.from?.message ?? issuesAt(adding.error, '/from')[0]}
            {...register('from', { required: t`Give the old path.` })}
          />
          <TextInput
            label={t`To`}
            placeholder="/new-path"
            description={t`A path of the site, or an address that begins with https://.`}
            autoCapitalize="none"
            spellCheck={false}
            error={formState.errors.to?.message ?? issuesAt(adding.error, '/to')[0]}
            {...register('to', { required: t`Say where it leads.` })}
          />
          {locales.length > 1 && (
            <Controller
              name="locale"
              control={control}
              render={({ field }) => <LanguageSelect locales={locales} value={field.value} onChange={field.onChange} />}
            />
          )}
          <Checkbox label={t`Permanent (browsers and search engines remember it)`} {...register('permanent')} />
          {adding.isError && <ProblemCard problem={adding.error} title={t`The redirect could not be added`} />}
          <Group justify="flex-end" gap="xs">
            <Button onClick={onClose}>{t`Cancel`}</Button>
            <Button type="submit" variant="filled" loading={adding.isPending}>
              {t`Add redirect`}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

interface LanguageSelectProps {
  locales: LocaleView[]
  value: string
  onChange: (code: string | null) => void
}

function LanguageSelect({ locales, value, onChange }: LanguageSelectProps) {
  return <Select label={t`Language`} data={locales.map(({ code, label }) => ({ value: code, label }))} value={value} onChange={onChange} />
}
