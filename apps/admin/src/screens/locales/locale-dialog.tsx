import { t } from '@lingui/core/macro'
import { Button, Checkbox, Group, Modal, Select, Stack, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { CreateLocaleBody, LocaleView } from '@verso/contract'
import { Controller, useForm } from 'react-hook-form'
import { issuesAt } from '../../api/api-problem.ts'
import { api } from '../../api/client.ts'
import { localesQuery } from '../../api/types.ts'
import { ProblemCard } from '../../parts/problem-card.tsx'
import { toast } from '../../parts/toast.tsx'

interface LocaleForm {
  code: string
  label: string
  fallback: string
  default: boolean
}

interface LocaleDialogProps {
  locales: LocaleView[]
  /** Null for a new one. */
  locale: LocaleView | null
  onClose: () => void
}

/** Adds a language, or changes one. */
export function LocaleDialog({ locales, locale, onClose }: LocaleDialogProps) {
  const queryClient = useQueryClient()
  const saving = useMutation({
    mutationFn: (form: LocaleForm) => send(locale, form),
    onSuccess: async ({ label }) => {
      // Languages are part of what every entry and type is shown with.
      await queryClient.invalidateQueries({ queryKey: localesQuery().queryKey })
      toast({ message: locale === null ? t`Added ${label}` : t`Saved ${label}` })
      onClose()
    },
  })
  return (
    <Modal opened onClose={onClose} title={locale === null ? t`Add language` : t`Edit ${locale.label}`} size={480}>
      <LocaleFields
        locales={locales}
        locale={locale}
        onSubmit={(form) => saving.mutate(form)}
        onCancel={onClose}
        isBusy={saving.isPending}
        problem={saving.error}
      />
    </Modal>
  )
}

interface LocaleFieldsProps extends Omit<LocaleDialogProps, 'onClose'> {
  onSubmit: (form: LocaleForm) => void
  onCancel: () => void
  isBusy: boolean
  problem: unknown
}

function LocaleFields({ locales, locale, onSubmit, onCancel, isBusy, problem }: LocaleFieldsProps) {
  const { register, control, handleSubmit, formState, watch } = useForm<LocaleForm>({
    defaultValues: {
      code: locale?.code ?? '',
      label: locale?.label ?? '',
      fallback: locale?.fallback ?? '',
      default: locale?.default ?? false,
    },
  })
  const code = watch('code')
  const others = locales.filter((other) => other.code !== locale?.code)
  return (
    <form onSubmit={handleSubmit(onSubmit)} noValidate>
      <Stack gap="md">
        <TextInput
          label={t`Name`}
          placeholder={t`Deutsch`}
          data-autofocus
          error={formState.errors.label?.message ?? issuesAt(problem, '/label')[0]}
          {...register('label', { required: t`Give the language a name.` })}
        />
        <TextInput
          label={t`Code`}
          placeholder="de"
          description={
            locale !== null && code !== locale.code
              ? t`Everything in ${locale.code} is renamed. Sites may ask for ${locale.code} for 30 days more.`
              : t`Such as de, de-CH or pt-BR.`
          }
          autoCapitalize="none"
          spellCheck={false}
          error={formState.errors.code?.message ?? issuesAt(problem, '/code')[0]}
          {...register('code', { required: t`Give the language a code.` })}
        />
        <Controller
          name="fallback"
          control={control}
          render={({ field }) => (
            <Select
              label={t`Falls back to`}
              description={t`Where a value is missing in this language, it is read from there.`}
              data={[{ value: '', label: t`Nothing` }, ...others.map((other) => ({ value: other.code, label: other.label }))]}
              value={field.value}
              onChange={field.onChange}
              error={issuesAt(problem, '/fallback')[0]}
            />
          )}
        />
        {locale?.default !== true && <Checkbox label={t`Default language of sites and of the form`} {...register('default')} />}
        {problem !== null && <ProblemCard problem={problem} title={t`The language could not be saved`} />}
        <Group justify="flex-end" gap="xs">
          <Button onClick={onCancel}>{t`Cancel`}</Button>
          <Button type="submit" variant="filled" loading={isBusy}>
            {locale === null ? t`Add language` : t`Save`}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

function send(locale: LocaleView | null, { code, label, fallback, default: isDefault }: LocaleForm): Promise<LocaleView> {
  const body: CreateLocaleBody = {
    code: code.trim(),
    label,
    fallback: fallback === '' ? null : fallback,
    ...(isDefault ? { default: true } : {}),
  }
  return locale === null ? api.post<LocaleView>('/locales', body) : api.patch<LocaleView>(`/locales/${locale.code}`, body)
}
