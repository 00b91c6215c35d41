import { t } from '@lingui/core/macro'
import { Threshold } from '../../frame/threshold.tsx'
import { addressToken } from '../../parts/address-token.ts'
import { Note } from '../../parts/note.tsx'
import { SetupForm } from './setup-form.tsx'

/** The first run: the link from the console makes the first owner. */
export function SetupScreen() {
  const token = addressToken()
  if (token === null) {
    return (
      <Threshold title={t`Set up Verso`} lead={t`Nobody can sign in yet.`}>
        <Note tone="info" title={t`Open the set-up link.`}>
          <p>{t`Verso printed it where it was started: the line that begins with SETUP. Each start prints a fresh one.`}</p>
        </Note>
      </Threshold>
    )
  }
  return (
    <Threshold title={t`Welcome to Verso`} lead={t`Make the first owner. Owners may do everything, and invite others.`}>
      <SetupForm token={token} />
    </Threshold>
  )
}
