import { t } from '@lingui/core/macro'
import { Button, Group, Modal } from '@mantine/core'
import type { WebhookWithSecret } from '@verso/contract'
import { Copy } from '../../parts/copy.tsx'
import classes from './webhooks.module.css'

/** The secret, this once: neither Escape nor a stray click takes it away. */
export function SigningSecretDialog({ webhook, onClose }: { webhook: WebhookWithSecret; onClose: () => void }) {
  return (
    <Modal
      opened
      onClose={onClose}
      title={t`Copy the secret of “${webhook.name}” now`}
      closeOnClickOutside={false}
      closeOnEscape={false}
      withCloseButton={false}
      size={560}
    >
      <p>{t`It is shown this once. The receiver checks signatures with it (Standard Webhooks), so that nobody else can pretend to be Verso.`}</p>
      <div className={classes.secret}>
        <code>{webhook.secret}</code>
        <Copy value={webhook.secret} label={t`secret`} />
      </div>
      <Group justify="flex-end" mt="lg">
        <Button variant="filled" onClick={onClose}>
          {t`I have copied it`}
        </Button>
      </Group>
    </Modal>
  )
}
