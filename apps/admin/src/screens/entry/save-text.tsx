import { t } from '@lingui/core/macro'
import { IconAlertTriangle, IconCloudCheck, IconCloudOff, IconLoader2, IconRefresh, type Icon } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import { useSignal } from '../../api/signal.ts'
import { intlTag } from '../../language/language.ts'
import { useAnnounce } from '../../parts/use-announce.ts'
import classes from './entry-screen.module.css'
import type { SaveState } from './save-loop.ts'
import { useFocusValue } from './focus-value.ts'
import { useEntryWork, useFaults } from './session-context.ts'

const quietMs = 5000
const clock = new Intl.DateTimeFormat(intlTag(), { hour: '2-digit', minute: '2-digit' })
const day = new Intl.DateTimeFormat(intlTag(), { day: 'numeric', month: 'short', year: 'numeric' })

/** The state of saving, as text. "Saved" stands here only after the server's answer. */
export function SaveText() {
  const { session, lockedBecause } = useEntryWork()
  const state = useSignal(session.loop.state)
  const text = saveWords(state)
  const isDraft = state.kind !== 'saved' || state.isDraft
  useSpoken(state.kind === 'new' ? '' : text)
  if (lockedBecause !== null || text === '') return <span className={classes.saveText} />
  const StateIcon = icons[state.kind]
  if (state.kind === 'needs-you') return <NeedsYou />
  return (
    <span className={classes.saveText} data-state={state.kind}>
      <StateIcon size={16} stroke={1.75} aria-hidden /> {isDraft ? text : t`${text}, for you alone so far`}
    </span>
  )
}

/** Leads to what waits for the person: a choice, a refusal, or a faulty value. */
function NeedsYou() {
  const { session } = useEntryWork()
  const faults = useFaults()
  const focusValue = useFocusValue()
  function lead() {
    const banner = document.querySelector<HTMLElement>('[data-needs-you]')
    const first = session.places.find(({ pointer }) => faults.has(pointer))
    if (banner === null && first !== undefined) return focusValue(first.pointer)
    banner?.scrollIntoView({ block: 'center' })
    banner?.focus({ preventScroll: true })
  }
  return (
    <button type="button" className={classes.saveText} data-state="needs-you" onClick={lead}>
      <IconAlertTriangle size={16} stroke={1.75} aria-hidden /> {words['needs-you']}
    </button>
  )
}

function saveWords(state: SaveState): string {
  if (state.kind !== 'saved') return words[state.kind]
  const at = new Date(state.at)
  return at.toDateString() === new Date().toDateString() ? t`Saved ${clock.format(at)}` : t`Saved ${day.format(at)}`
}

/** Told at most every five seconds; what needs a person at once. */
function useSpoken(text: string): void {
  const announce = useAnnounce()
  const spoken = useRef({ text, at: 0 })
  useEffect(() => {
    if (text === spoken.current.text) return
    const isUrgent = text === words['needs-you'] || text === words.offline
    const timer = setTimeout(
      () => {
        spoken.current = { text, at: Date.now() }
        announce(text, isUrgent ? 'assertive' : 'polite')
      },
      isUrgent ? 0 : Math.max(0, spoken.current.at + quietMs - Date.now()),
    )
    return () => clearTimeout(timer)
  }, [text, announce])
}

const words: Record<Exclude<SaveState['kind'], 'saved'>, string> = {
  new: t`Not saved yet`,
  saving: t`Saving…`,
  offline: t`Offline, kept on this device`,
  retrying: t`Not saved, retrying`,
  'needs-you': t`Needs you`,
}

const icons: Record<SaveState['kind'], Icon> = {
  new: IconCloudOff,
  saving: IconLoader2,
  saved: IconCloudCheck,
  offline: IconCloudOff,
  retrying: IconRefresh,
  'needs-you': IconAlertTriangle,
}
