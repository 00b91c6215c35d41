import { t } from '@lingui/core/macro'
import { Button, Modal } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { meQuery } from '../api/me.ts'
import { endSession } from '../api/session.ts'
import { PasskeyButton } from '../screens/sign-in/passkey-button.tsx'
import { SignInForm } from '../screens/sign-in/sign-in-form.tsx'

/** The session is over but the screen is not: signing in here goes on where it stopped. */
export function SignInOverlay() {
  const { data: me } = useQuery({ ...meQuery(), enabled: false })
  return (
    <Modal
      opened
      onClose={() => undefined}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      title={t`Sign in again`}
      size={408}
    >
      <p className="verso-dimmed">{t`Your session has ended. Everything on this screen is kept, and what you did last is sent again.`}</p>
      <SignInForm email={me?.email ?? ''} />
      <PasskeyButton />
      <Button variant="subtle" color="gray" fullWidth mt="xs" onClick={() => endSession()}>
        {t`Leave this screen`}
      </Button>
    </Modal>
  )
}
