import { t } from '@lingui/core/macro'
import { useHotkeys } from '../../parts/use-hotkeys.ts'
import { useAnnounce } from '../../parts/use-announce.ts'
import { saveSession } from './entry-session.ts'
import { useEntryWork } from './session-context.ts'
import { usePane } from './use-pane.ts'

/** Save now; open the publish panel, and publish from it; close what is open. */
export function useEntryKeys(): void {
  const { session } = useEntryWork()
  const { pane, revision, show, close, closeRevision } = usePane()
  const announce = useAnnounce()

  async function saveNow() {
    if (await saveSession(session)) announce(t`Saved`)
  }

  function publish() {
    const button = document.querySelector<HTMLElement>('[data-publish]')
    if (pane === 'publish' && button !== null && revision === null) return button.click()
    show('publish')
    requestAnimationFrame(() => document.querySelector<HTMLElement>('[role="tabpanel"] [data-publish]')?.focus())
  }

  useHotkeys([
    { keys: 'mod+S', label: t`Save now`, run: () => void saveNow(), inFields: true },
    { keys: 'mod+Enter', label: pane === 'publish' ? t`Publish` : t`Open the publish panel`, run: publish, inFields: true },
    {
      keys: 'Escape',
      label: t`Close the panel`,
      hidden: true,
      run: () => (revision !== null ? closeRevision() : pane !== null && close()),
    },
  ])
}
