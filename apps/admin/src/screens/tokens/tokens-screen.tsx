import { plural, t } from '@lingui/core/macro'
import { Button } from '@mantine/core'
import { IconKey, IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { TokenWithSecret } from '@verso/contract'
import { useState } from 'react'
import { tokensQuery } from '../../api/people.ts'
import { Empty } from '../../parts/empty.tsx'
import { Loading } from '../../parts/loading.tsx'
import { Page } from '../../parts/page.tsx'
import { ProblemCard } from '../../parts/problem-card.tsx'
import { useHotkeys } from '../../parts/use-hotkeys.ts'
import { CreateTokenDialog } from './create-token-dialog.tsx'
import { SecretDialog } from './secret-dialog.tsx'
import { TokenTable } from './token-table.tsx'

/** What sites and tools sign in with. */
export function TokensScreen() {
  const tokens = useQuery(tokensQuery())
  const [isCreating, setIsCreating] = useState(false)
  const [shown, setShown] = useState<TokenWithSecret | null>(null)
  const list = tokens.data?.data ?? []
  const create = () => setIsCreating(true)
  useHotkeys([{ keys: 'c', label: t`Create a token`, run: create }])
  return (
    <Page
      title={t`Tokens`}
      meta={tokens.data === undefined ? undefined : plural(list.length, { one: '# token', other: '# tokens' })}
      actions={
        <Button variant="filled" leftSection={<IconPlus size={18} stroke={1.75} aria-hidden />} onClick={create}>
          {t`Create token`}
        </Button>
      }
    >
      {tokens.isError && <ProblemCard problem={tokens.error} title={t`The tokens could not be loaded`} onRetry={() => tokens.refetch()} />}
      {tokens.isPending && <Loading label={t`Loading tokens`} rows={4} />}
      {tokens.data !== undefined &&
        (list.length === 0 ? (
          <Empty icon={IconKey} title={t`No tokens yet.`} action={<Button onClick={create}>{t`Create the first one`}</Button>}>
            {t`A site reads published content with a token.`}
          </Empty>
        ) : (
          <TokenTable tokens={list} onSecret={setShown} />
        ))}
      {isCreating && <CreateTokenDialog onClose={() => setIsCreating(false)} onSecret={setShown} />}
      {shown !== null && <SecretDialog token={shown} onClose={() => setShown(null)} />}
    </Page>
  )
}
