import { plural, t } from '@lingui/core/macro'
import { Button, CloseButton, Select } from '@mantine/core'
import { useSignal } from '../../api/signal.ts'
import { toast } from '../../parts/toast.tsx'
import { clearValues, copyFromSource } from './copy-from-source.ts'
import { useEntryWork } from './session-context.ts'
import classes from './split.module.css'
import type { EntryActs } from './use-entry-acts.ts'
import { useLocale } from './use-locale.ts'
import { useSource } from './use-source.ts'

/** Which two languages stand side by side, and what can be done with all their values at once. */
export function SplitBar({ source, acts }: { source: string; acts: EntryActs }) {
  const { session, lockedBecause } = useEntryWork()
  const { locale, locales } = useLocale()
  const { choose, close } = useSource()
  const entry = useSignal(session.entry)
  const outdated = entry?.locales[locale]?.outdated.length ?? 0

  function copyAll() {
    const copied = copyFromSource(session, { source, target: locale })
    if (copied.length === 0) return toast({ message: t`Nothing is empty in ${locale} that ${source} has` })
    const said = plural(copied.length, { one: `Copied # value from ${source}`, other: `Copied # values from ${source}` })
    toast({ message: said, undo: () => clearValues(session, copied) })
  }

  return (
    <div className={classes.bar}>
      <div className={classes.barSide}>
        <Select
          size="xs"
          aria-label={t`Language to read`}
          data={locales.filter(({ code }) => code !== locale).map(({ code, label }) => ({ value: code, label: `${label} (${code})` }))}
          value={source}
          allowDeselect={false}
          onChange={(code) => code !== null && choose(code)}
          w={168}
        />
        <span className="verso-dimmed">{t`to read`}</span>
      </div>
      <div className={classes.barSide}>
        {lockedBecause === null && (
          <Button size="compact-sm" onClick={copyAll}>
            {t`Copy from ${source}`}
          </Button>
        )}
        {outdated > 0 && entry?._can.edit === true && (
          <Button size="compact-sm" onClick={() => void acts.confirmTranslations(locale)}>
            {t`Mark all ${outdated} as up to date`}
          </Button>
        )}
        <CloseButton size="sm" aria-label={t`Close side by side`} onClick={close} className={classes.close} />
      </div>
    </div>
  )
}
