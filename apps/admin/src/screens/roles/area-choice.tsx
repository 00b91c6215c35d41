import { t } from '@lingui/core/macro'
import { Checkbox, Tooltip } from '@mantine/core'
import { areaWords } from '../../rights/right-words.ts'
import { type Giving, notMore } from '../../rights/use-giving.ts'
import classes from './roles.module.css'

interface AreaChoiceProps {
  value: string[]
  giving: Giving
  isLocked: boolean
  onChange: (areas: string[]) => void
}

/** What a role is trusted with beside content. */
export function AreaChoice({ value, giving, isLocked, onChange }: AreaChoiceProps) {
  return (
    <section aria-labelledby="role-areas" className={classes.section}>
      <h2 id="role-areas">{t`Manage`}</h2>
      <div className={classes.areas}>
        {areaWords.map(({ area, label, help }) => {
          const isOn = value.includes(area)
          const reason = isLocked || isOn || giving.canTrust(area) ? null : notMore
          const isStill = isLocked || reason !== null
          const box = (
            <Checkbox
              key={area}
              label={label}
              description={reason ?? help}
              checked={isOn}
              aria-disabled={isStill || undefined}
              data-locked={isStill || undefined}
              classNames={{ input: classes.area ?? '' }}
              onChange={() => !isStill && onChange(isOn ? value.filter((one) => one !== area) : [...value, area])}
            />
          )
          return reason === null ? (
            box
          ) : (
            <Tooltip key={area} label={reason}>
              {box}
            </Tooltip>
          )
        })}
      </div>
    </section>
  )
}
