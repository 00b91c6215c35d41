import { t } from '@lingui/core/macro'
import { Modal, Switch } from '@mantine/core'
import { useSignal } from '../api/signal.ts'
import { Keys } from '../parts/keys.tsx'
import { activeHotkeys, setSingleKeys, singleKeysEnabled } from '../parts/use-hotkeys.ts'
import classes from './keys-dialog.module.css'

const everywhere = [
  { keys: 'mod+K', label: t`Search and act` },
  { keys: 'Esc', label: t`Close the topmost` },
]

/** The keys of this screen, and of every screen. */
export function KeysDialog({ onClose }: { onClose: () => void }) {
  const hotkeys = useSignal(activeHotkeys).filter(({ hidden }) => hidden !== true)
  const isOn = useSignal(singleKeysEnabled)
  return (
    <Modal opened onClose={onClose} title={t`Keys`} size={520}>
      <dl className={classes.list}>
        {[...everywhere, ...hotkeys].map(({ keys, label }) => (
          <div key={`${keys} ${label}`} className={classes.row}>
            <dt>{label}</dt>
            <dd>
              <Keys keys={keys} />
            </dd>
          </div>
        ))}
      </dl>
      <Switch
        mt="lg"
        checked={isOn}
        onChange={(event) => setSingleKeys(event.currentTarget.checked)}
        label={t`Single keys`}
        description={t`Keys such as c and g h, outside of fields. Turn them off if your tools type them.`}
      />
    </Modal>
  )
}
