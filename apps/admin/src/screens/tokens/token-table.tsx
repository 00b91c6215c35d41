import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { ActionIcon, Menu } from '@mantine/core'
import { IconDots, IconRefresh, IconTrash } from '@tabler/icons-react'
import type { TokenView, TokenWithSecret } from '@verso/contract'
import { useState } from 'react'
import { PersonName } from '../../parts/person-name.tsx'
import { PlainTable } from '../../parts/plain-table.tsx'
import { Time } from '../../parts/time.tsx'
import { RevokeDialog } from './revoke-dialog.tsx'
import { RotateDialog } from './rotate-dialog.tsx'
import classes from './tokens.module.css'

type Asked = { act: 'rotate' | 'revoke'; token: TokenView } | null

export function TokenTable({ tokens, onSecret }: { tokens: TokenView[]; onSecret: (token: TokenWithSecret) => void }) {
  const [asked, setAsked] = useState<Asked>(null)
  return (
    <>
      <PlainTable
        label={t`Tokens`}
        rows={tokens}
        keyOf={({ id }) => id}
        columns={[
          { label: t`Name`, isTitle: true, cell: (token) => <Named token={token} /> },
          { label: t`Reads`, cell: (token) => scopeWords(token) },
          {
            label: t`Last used`,
            cell: ({ lastUsedAt }) => (lastUsedAt === null ? <span className="verso-dimmed">{t`Never`}</span> : <Time at={lastUsedAt} />),
          },
          { label: t`Ends`, cell: (token) => <Ends token={token} /> },
          {
            label: t`Made`,
            cell: ({ createdAt, createdBy }) => (
              <>
                <Time at={createdAt} />{' '}
                <span className="verso-dimmed">
                  <PersonName actor={createdBy} />
                </span>
              </>
            ),
          },
          {
            label: t`Actions`,
            isActions: true,
            cell: (token) => (token.revokedAt === null ? <Actions token={token} onAsk={setAsked} /> : null),
          },
        ]}
      />
      {asked?.act === 'rotate' && <RotateDialog token={asked.token} onClose={() => setAsked(null)} onSecret={onSecret} />}
      {asked?.act === 'revoke' && <RevokeDialog token={asked.token} onClose={() => setAsked(null)} />}
    </>
  )
}

function Named({ token }: { token: TokenView }) {
  return (
    <>
      {token.name} <code className={classes.prefix}>{token.prefix}…</code>
    </>
  )
}

function Ends({ token }: { token: TokenView }) {
  if (token.revokedAt !== null)
    return (
      <span className={classes.ended}>
        <Trans>
          Revoked <Time at={token.revokedAt} />
        </Trans>
      </span>
    )
  if (token.expiresAt === null) return <span className="verso-dimmed">{t`Never`}</span>
  return Date.parse(token.expiresAt) < Date.now() ? (
    <span className={classes.ended}>
      <Trans>
        Expired <Time at={token.expiresAt} />
      </Trans>
    </span>
  ) : (
    <Time at={token.expiresAt} />
  )
}

function scopeWords({ kind, types, roles, rules }: TokenView): string {
  if (kind === 'admin' && roles.length === 0) return rules.length > 0 ? t`Admin API, by its rules` : t`Admin API, its maker’s rights`
  if (kind === 'admin') return t`Admin API as ${roles.join(', ')}`
  const what = types.length === 0 ? t`By its rules` : types.includes('*') ? t`All types` : types.join(', ')
  return kind === 'preview' ? t`${what}, drafts too` : what
}

function Actions({ token, onAsk }: { token: TokenView; onAsk: (asked: Asked) => void }) {
  return (
    <Menu width={192}>
      <Menu.Target>
        <ActionIcon aria-label={t`Actions for ${token.name}`}>
          <IconDots size={18} stroke={1.75} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconRefresh size={16} stroke={1.75} aria-hidden />} onClick={() => onAsk({ act: 'rotate', token })}>
          {t`Rotate…`}
        </Menu.Item>
        <Menu.Item
          color="red"
          leftSection={<IconTrash size={16} stroke={1.75} aria-hidden />}
          onClick={() => onAsk({ act: 'revoke', token })}
        >
          {t`Revoke…`}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
