import { t } from '@lingui/core/macro'
import { Button, Group, Modal } from '@mantine/core'
import type { InvitedUserView } from '@verso/contract'
import { Copy } from '../../parts/copy.tsx'
import classes from './users.module.css'

/** The link for who is invited, this once: without mail whoever invites hands it over. */
export function InvitationDialog({ user, onClose }: { user: InvitedUserView; onClose: () => void }) {
  const link = user.invitationUrl ?? ''
  return (
    <Modal
      opened
      onClose={onClose}
      title={t`Hand this link to ${user.name}`}
      closeOnClickOutside={false}
      closeOnEscape={false}
      withCloseButton={false}
      size={560}
    >
      <p>{t`It is shown this once, since no mail is set up. It works once, for half an hour; whoever opens it chooses the password.`}</p>
      <div className={classes.link}>
        <code>{link}</code>
        <Copy value={link} label={t`link`} />
      </div>
      <Group justify="flex-end" mt="lg">
        <Button variant="filled" onClick={onClose}>
          {t`I have copied it`}
        </Button>
      </Group>
    </Modal>
  )
}
