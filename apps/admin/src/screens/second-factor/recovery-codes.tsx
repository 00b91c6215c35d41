import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, Group, Stack } from '@mantine/core'
import { Copy } from '../../parts/copy.tsx'
import classes from './second-factor.module.css'

/** Shown this once: each opens the account when the app is lost. */
export function RecoveryCodes({ codes, onDone }: { codes: string[]; onDone: () => void }) {
  const text = codes.join('\n')
  return (
    <Stack gap="md">
      <p>
        <Trans>
          <strong>Keep these recovery codes.</strong> Each signs you in once when you don’t have the app. They are shown this once.
        </Trans>
      </p>
      <ul className={classes.codes} aria-label={t`Recovery codes`}>
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <Group gap="xs">
        <Copy value={text} label={t`recovery codes`} />
        <Button component="a" href={URL.createObjectURL(new Blob([`${text}\n`]))} download="verso-recovery-codes.txt">
          {t`Save as a file`}
        </Button>
      </Group>
      <Button variant="filled" fullWidth onClick={onDone}>
        {t`I have kept them`}
      </Button>
    </Stack>
  )
}
