import { t } from '@lingui/core/macro'
import { Modal } from '@mantine/core'
import type { UserView } from '@verso/contract'
import { SessionList } from '../account/sessions.tsx'

/** Where somebody is signed in, each with its end. */
export function SessionsDialog({ user, onClose }: { user: UserView; onClose: () => void }) {
  return (
    <Modal opened onClose={onClose} title={t`Sessions of ${user.name}`} size={560}>
      <SessionList user={user.id} />
    </Modal>
  )
}
