import { t } from '@lingui/core/macro'
import { ActionIcon, Button, SegmentedControl } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { zoneName } from '../../parts/zoned-time.ts'
import { type CalendarView, type Day, stepFrom, viewWords } from './calendar-days.ts'
import classes from './calendar.module.css'

interface CalendarBarProps {
  view: CalendarView
  day: Day
  today: Day
  zone: string
  onShow: (view: CalendarView, day: Day) => void
}

const views: { value: CalendarView; label: string }[] = [
  { value: 'month', label: t`Month` },
  { value: 'week', label: t`Week` },
  { value: 'agenda', label: t`Agenda` },
]

/** Which days are looked at, and how. */
export function CalendarBar({ view, day, today, zone, onShow }: CalendarBarProps) {
  const step = (by: 1 | -1) => onShow(view, stepFrom(view, day, by))
  return (
    <div className={classes.bar}>
      <ActionIcon aria-label={t`Earlier`} title={t`Earlier`} onClick={() => step(-1)}>
        <IconChevronLeft size={18} stroke={1.75} aria-hidden className="mantine-rotate-rtl" />
      </ActionIcon>
      <ActionIcon aria-label={t`Later`} title={t`Later`} onClick={() => step(1)}>
        <IconChevronRight size={18} stroke={1.75} aria-hidden className="mantine-rotate-rtl" />
      </ActionIcon>
      <h2 className={classes.period} aria-live="polite">
        {viewWords(view, day)}
      </h2>
      <Button size="compact-sm" onClick={() => onShow(view, today)}>
        {t`Today`}
      </Button>
      <span className={classes.barEnd}>
        <span className="verso-dimmed verso-small">{t`Times in ${zoneName(zone)}`}</span>
        <SegmentedControl
          aria-label={t`View`}
          data={views}
          value={view}
          onChange={(value) => onShow(views.find((one) => one.value === value)?.value ?? 'month', day)}
        />
      </span>
    </div>
  )
}
