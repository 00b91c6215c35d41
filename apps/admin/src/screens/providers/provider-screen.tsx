import { t } from '@lingui/core/macro'
import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import type { IdentityProviderView } from '@verso/contract'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import { providerKeys, providersQuery } from '../../api/providers.ts'
import { Empty } from '../../parts/empty.tsx'
import { Loading } from '../../parts/loading.tsx'
import { Page } from '../../parts/page.tsx'
import { ProblemCard } from '../../parts/problem-card.tsx'
import { ReasonedButton } from '../../parts/reasoned-button.tsx'
import { toast } from '../../parts/toast.tsx'
import { useUnsavedGuard } from '../../parts/use-unsaved-guard.ts'
import { DeleteProviderDialog } from './delete-provider-dialog.tsx'
import { bodyOfProvider, draftOfProvider, type ProviderDraft } from './provider-draft.ts'
import { ProviderFields } from './provider-fields.tsx'
import { RoleTerms } from './role-terms.tsx'
import classes from './providers.module.css'

const crumbs = [{ label: t`Sign-in providers`, to: '/settings/sign-in' }]

/** What is agreed with one provider. */
export function ProviderScreen() {
  const { provider: name } = useParams({ strict: false }) as { provider: string }
  const providers = useQuery(providersQuery())
  const provider = providers.data?.find((one) => one.name === name)
  if (provider !== undefined) return <ProviderForm key={JSON.stringify(provider)} provider={provider} />
  return (
    <Page title={t`Sign-in provider`} crumbs={crumbs} width="form">
      {providers.isPending && <Loading label={t`Loading the provider`} kind="form" rows={5} />}
      {providers.isError && (
        <ProblemCard problem={providers.error} title={t`The provider could not be loaded`} onRetry={() => providers.refetch()} />
      )}
      {providers.isSuccess && <Empty title={t`There is no such provider.`} />}
    </Page>
  )
}

export function NewProviderScreen() {
  return <ProviderForm provider={null} />
}

function ProviderForm({ provider }: { provider: IdentityProviderView | null }) {
  const [draft, setDraft] = useState<ProviderDraft>(() => draftOfProvider(provider))
  const [isRemoving, setIsRemoving] = useState(false)
  const saving = useSaveProvider(provider)
  const isDirty = JSON.stringify(draft) !== JSON.stringify(draftOfProvider(provider))
  useUnsavedGuard(isDirty && !saving.isSuccess)
  const change = (part: Partial<ProviderDraft>) => setDraft((before) => ({ ...before, ...part }))
  return (
    <Page
      title={provider?.label ?? t`New sign-in provider`}
      crumbs={crumbs}
      width="form"
      actions={
        <>
          {provider !== null && <Button onClick={() => setIsRemoving(true)}>{t`Remove…`}</Button>}
          <ReasonedButton
            variant="filled"
            loading={saving.isPending}
            onClick={() => saving.mutate(draft)}
            reason={isDirty ? undefined : t`Nothing has changed`}
          >
            {provider === null ? t`Add provider` : t`Save`}
          </ReasonedButton>
        </>
      }
    >
      <div className={classes.sections}>
        {saving.isError && (
          <ProblemCard
            problem={saving.error}
            title={provider === null ? t`The provider could not be added` : t`The provider could not be saved`}
          />
        )}
        <ProviderFields provider={provider} draft={draft} problem={saving.error} onChange={change} />
        <RoleTerms draft={draft} problem={saving.error} onChange={change} />
      </div>
      {isRemoving && provider !== null && <DeleteProviderDialog provider={provider} onClose={() => setIsRemoving(false)} />}
    </Page>
  )
}

function useSaveProvider(provider: IdentityProviderView | null) {
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  return useMutation({
    mutationFn: (draft: ProviderDraft) =>
      provider === null
        ? api.post<IdentityProviderView>('/identity-providers', { name: draft.name.trim(), ...bodyOfProvider(draft) })
        : api.patch<IdentityProviderView>(`/identity-providers/${encodeURIComponent(provider.name)}`, bodyOfProvider(draft)),
    onSuccess: async (saved) => {
      const { label } = saved
      toast({ message: provider === null ? t`Added ${saved.label}` : t`Saved ${label}` })
      if (provider === null) await navigate({ to: '/settings/sign-in/$provider', params: { provider: saved.name }, ignoreBlocker: true })
      await queryClient.invalidateQueries({ queryKey: providerKeys.all })
    },
  })
}
