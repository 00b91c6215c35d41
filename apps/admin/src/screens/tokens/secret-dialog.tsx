import { t } from '@lingui/core/macro'
import { Button, Group, Modal } from '@mantine/core'
import type { TokenWithSecret } from '@verso/contract'
import { Copy } from '../../parts/copy.tsx'
import classes from './tokens.module.css'

/** The secret, this once: neither Escape nor a stray click takes it away. */
export function SecretDialog({ token, onClose }: { token: TokenWithSecret; onClose: () => void }) {
  const [type] = token.types
  const surface =
    token.kind === 'admin' ? 'admin/v1/types' : type === undefined || type === '*' ? 'content/v1/model' : `content/v1/entries/${type}`
  const line = `curl -H 'Authorization: Bearer ${token.token}' ${location.origin}/${surface}`
  return (
    <Modal
      opened
      onClose={onClose}
      title={t`Copy the token “${token.name}” now`}
      closeOnClickOutside={false}
      closeOnEscape={false}
      withCloseButton={false}
      size={560}
    >
      <p>{t`It is shown this once. Verso keeps only a fingerprint of it.`}</p>
      <div className={classes.secret}>
        <code>{token.token}</code>
        <Copy value={token.token} label={t`token`} />
      </div>
      <p className={classes.tryIt}>{t`Try it in a terminal:`}</p>
      <div className={classes.secret} data-quiet>
        <code>{line}</code>
        <Copy value={line} label={t`command`} compact />
      </div>
      <Group justify="flex-end" mt="lg">
        <Button variant="filled" onClick={onClose}>
          {t`I have copied it`}
        </Button>
      </Group>
    </Modal>
  )
}
