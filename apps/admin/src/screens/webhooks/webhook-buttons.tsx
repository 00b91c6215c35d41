import { t } from '@lingui/core/macro'
import { ActionIcon, Button, Menu } from '@mantine/core'
import { IconDots, IconKey, IconPlayerPause, IconPlayerSkipForward, IconRepeat, IconSend, IconTrash } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import type { WebhookView, WebhookWithSecret } from '@verso/contract'
import { useState } from 'react'
import { DeleteWebhookDialog } from './delete-webhook-dialog.tsx'
import { ReplayDialog } from './replay-dialog.tsx'
import { RotateSecretDialog } from './rotate-secret-dialog.tsx'
import { SigningSecretDialog } from './signing-secret-dialog.tsx'
import { SkipDialog } from './skip-dialog.tsx'
import type { WebhookActs } from './use-webhook-acts.ts'

type Asked = 'rotate' | 'skip' | 'replay' | 'delete'

export function WebhookButtons({ webhook, acts }: { webhook: WebhookView; acts: WebhookActs }) {
  const [asked, setAsked] = useState<Asked | null>(null)
  const [made, setMade] = useState<WebhookWithSecret | null>(null)
  const navigate = useNavigate()
  const close = () => setAsked(null)
  const edit = () => void navigate({ to: '/settings/webhooks/$webhookId/edit', params: { webhookId: webhook.id } })
  return (
    <>
      <Button
        leftSection={<IconSend size={16} stroke={1.75} aria-hidden />}
        loading={acts.testing.isPending}
        onClick={() => acts.testing.mutate()}
      >
        {t`Send a test`}
      </Button>
      <Button onClick={edit}>{t`Edit…`}</Button>
      <MoreActs webhook={webhook} acts={acts} onAsk={setAsked} />
      {asked === 'rotate' && <RotateSecretDialog webhook={webhook} onClose={close} onSecret={setMade} />}
      {asked === 'skip' && <SkipDialog webhook={webhook} onClose={close} />}
      {asked === 'replay' && <ReplayDialog webhook={webhook} onClose={close} />}
      {asked === 'delete' && <DeleteWebhookDialog webhook={webhook} onClose={close} />}
      {made !== null && <SigningSecretDialog webhook={made} onClose={() => setMade(null)} />}
    </>
  )
}

function MoreActs({ webhook, acts, onAsk }: { webhook: WebhookView; acts: WebhookActs; onAsk: (asked: Asked) => void }) {
  const isSending = webhook.state === 'active' || webhook.state === 'failing'
  return (
    <Menu width={208}>
      <Menu.Target>
        <ActionIcon aria-label={t`More acts`}>
          <IconDots size={18} stroke={1.75} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {isSending && (
          <Menu.Item leftSection={<IconPlayerPause size={16} stroke={1.75} aria-hidden />} onClick={() => acts.pausing.mutate()}>
            {t`Pause`}
          </Menu.Item>
        )}
        <Menu.Item leftSection={<IconRepeat size={16} stroke={1.75} aria-hidden />} onClick={() => onAsk('replay')}>
          {t`Replay events…`}
        </Menu.Item>
        {webhook.lag.seq > 0 && (
          <Menu.Item leftSection={<IconPlayerSkipForward size={16} stroke={1.75} aria-hidden />} onClick={() => onAsk('skip')}>
            {t`Skip events…`}
          </Menu.Item>
        )}
        {webhook.preset === null && (
          <Menu.Item leftSection={<IconKey size={16} stroke={1.75} aria-hidden />} onClick={() => onAsk('rotate')}>
            {t`Rotate secret…`}
          </Menu.Item>
        )}
        <Menu.Item color="red" leftSection={<IconTrash size={16} stroke={1.75} aria-hidden />} onClick={() => onAsk('delete')}>
          {t`Remove…`}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
