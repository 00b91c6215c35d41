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
  useHotkeys([{ keys: 'c', label: 'Create a token', run: create }])
  return (
    <Page
      title="Tokens"
      meta={tokens.data === undefined ? undefined : `${list.length} ${list.length === 1 ? 'token' : 'tokens'}`}
      actions={
        <Button variant="filled" leftSection={<IconPlus size={18} stroke={1.75} aria-hidden />} onClick={create}>
          Create token
        </Button>
      }
    >
      {tokens.isError && <ProblemCard problem={tokens.error} title="The tokens could not be loaded" onRetry={() => tokens.refetch()} />}
      {tokens.isPending && <Loading label="Loading tokens" rows={4} />}
      {tokens.data !== undefined &&
        (list.length === 0 ? (
          <Empty icon={IconKey} title="No tokens yet." action={<Button onClick={create}>Create the first one</Button>}>
            A site reads published content with a token.
          </Empty>
        ) : (
          <TokenTable tokens={list} onSecret={setShown} />
        ))}
      {isCreating && <CreateTokenDialog onClose={() => setIsCreating(false)} onSecret={setShown} />}
      {shown !== null && <SecretDialog token={shown} onClose={() => setShown(null)} />}
    </Page>
  )
}
