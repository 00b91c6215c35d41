import { plural, t } from '@lingui/core/macro'
import { ActionIcon, Button, Menu } from '@mantine/core'
import { IconDots, IconLogin2, IconPlus, IconTrash } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import type { IdentityProviderView } from '@verso/contract'
import { useState } from 'react'
import { providersQuery } from '../../api/providers.ts'
import { Empty } from '../../parts/empty.tsx'
import { Loading } from '../../parts/loading.tsx'
import { Page } from '../../parts/page.tsx'
import { PlainTable } from '../../parts/plain-table.tsx'
import { ProblemCard } from '../../parts/problem-card.tsx'
import { useHotkeys } from '../../parts/use-hotkeys.ts'
import { DeleteProviderDialog } from './delete-provider-dialog.tsx'
import classes from './providers.module.css'

/** Whose accounts people may sign in by. */
export function ProvidersScreen() {
  const providers = useQuery(providersQuery())
  const navigate = useNavigate()
  const create = () => void navigate({ to: '/settings/sign-in/new' })
  useHotkeys([{ keys: 'c', label: t`Add a sign-in provider`, run: create }])
  return (
    <Page
      title={t`Sign-in providers`}
      meta={providers.data === undefined ? undefined : plural(providers.data.length, { one: '# provider', other: '# providers' })}
      actions={
        <Button variant="filled" leftSection={<IconPlus size={18} stroke={1.75} aria-hidden />} onClick={create}>
          {t`Add provider`}
        </Button>
      }
    >
      {providers.isError && (
        <ProblemCard problem={providers.error} title={t`The providers could not be loaded`} onRetry={() => providers.refetch()} />
      )}
      {providers.isPending && <Loading label={t`Loading providers`} rows={3} />}
      {providers.data?.length === 0 && (
        <Empty icon={IconLogin2} title={t`No providers yet.`}>
          {t`People sign in by password or passkey. With a provider (OpenID Connect) they come in by an account that they have elsewhere.`}
        </Empty>
      )}
      {providers.data !== undefined && providers.data.length > 0 && <ProviderTable providers={providers.data} />}
    </Page>
  )
}

function ProviderTable({ providers }: { providers: IdentityProviderView[] }) {
  const [removing, setRemoving] = useState<IdentityProviderView | null>(null)
  return (
    <>
      <PlainTable
        label={t`Sign-in providers`}
        rows={providers}
        keyOf={({ name }) => name}
        columns={[
          {
            label: t`Name`,
            isTitle: true,
            cell: ({ name, label }) => (
              <Link to="/settings/sign-in/$provider" params={{ provider: name }} className={classes.link}>
                {label}
              </Link>
            ),
          },
          { label: t`Issuer`, cell: ({ issuer }) => <code>{issuer}</code> },
          { label: t`Who comes first`, cell: firstWords },
          { label: t`State`, cell: ({ enabled }) => (enabled ? t`On` : <span className={classes.off}>{t`Off`}</span>) },
          {
            label: t`Actions`,
            isActions: true,
            cell: (provider) => (
              <Menu width={192}>
                <Menu.Target>
                  <ActionIcon aria-label={t`Actions for ${provider.label}`}>
                    <IconDots size={18} stroke={1.75} aria-hidden />
                  </ActionIcon>
                </Menu.Target>
                <Menu.Dropdown>
                  <Menu.Item
                    color="red"
                    leftSection={<IconTrash size={16} stroke={1.75} aria-hidden />}
                    onClick={() => setRemoving(provider)}
                  >
                    {t`Remove…`}
                  </Menu.Item>
                </Menu.Dropdown>
              </Menu>
            ),
          },
        ]}
      />
      {removing !== null && <DeleteProviderDialog provider={removing} onClose={() => setRemoving(null)} />}
    </>
  )
}

function firstWords({ createAccounts, linkByEmail }: IdentityProviderView): string {
  if (createAccounts) return linkByEmail ? t`Gets an account, or takes theirs by e-mail` : t`Gets an account`
  return linkByEmail ? t`Takes their account by e-mail` : t`Is turned away`
}
