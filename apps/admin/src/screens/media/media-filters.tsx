import { t } from '@lingui/core/macro'
import { Button, Checkbox, Popover, Select, Stack, TextInput } from '@mantine/core'
import { IconFilter, IconX } from '@tabler/icons-react'
import { useSettledText } from '../../parts/use-settled-text.ts'
import { type MediaSearch, narrowing } from './media-search.ts'
import classes from './media-toolbar.module.css'

interface MediaFiltersProps {
  search: MediaSearch
  onChange: (change: MediaSearch) => void
}

export const kinds = [
  { value: '', label: t`All kinds` },
  { value: 'image/', label: t`Images` },
  { value: 'video/', label: t`Videos` },
  { value: 'audio/', label: t`Audio` },
  { value: 'application/', label: t`Documents` },
]

const sizes = [
  { value: '', label: t`Any size` },
  { value: '1000000', label: t`1 MB or more` },
  { value: '10000000', label: t`10 MB or more` },
  { value: '100000000', label: t`100 MB or more` },
]

/** What files are narrowed to beside kind and words. */
export function MediaFilters({ search, onChange }: MediaFiltersProps) {
  const set = (name: keyof MediaSearch) => (value: string | null) =>
    onChange({ [name]: value === '' || value === null ? undefined : value })
  return (
    <Popover position="bottom-start" trapFocus returnFocus width={288}>
      <Popover.Target>
        <Button leftSection={<IconFilter size={16} stroke={1.75} aria-hidden />}>{t`Filter`}</Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="sm">
          <Checkbox
            label={t`Pictures without alt text`}
            checked={search.alt === 'missing'}
            onChange={(event) => set('alt')(event.currentTarget.checked ? 'missing' : '')}
          />
          <Checkbox
            label={t`Files that no entry shows`}
            checked={search.used === 'no'}
            onChange={(event) => set('used')(event.currentTarget.checked ? 'no' : '')}
          />
          <SettledInput label={t`Tag`} value={search.tag ?? ''} onSettle={set('tag')} />
          <Select label={t`Size`} data={sizes} value={search.over ?? ''} onChange={set('over')} comboboxProps={{ withinPortal: false }} />
          <SettledInput type="date" label={t`Uploaded from`} value={search.from ?? ''} onSettle={set('from')} />
          <SettledInput type="date" label={t`Uploaded until`} value={search.until ?? ''} onSettle={set('until')} />
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}

interface SettledInputProps {
  type?: 'text' | 'date'
  label: string
  value: string
  onSettle: (value: string) => void
}

function SettledInput({ type = 'text', label, value, onSettle }: SettledInputProps) {
  const { text, change, settle } = useSettledText(value, onSettle)
  return <TextInput type={type} label={label} value={text} onChange={(event) => change(event.currentTarget.value)} onBlur={settle} />
}

/** Each filter that is on, and the way out of it. */
export function MediaFilterChips({ search, onChange }: MediaFiltersProps) {
  const on = narrowing.flatMap((name) => {
    const value = search[name]
    return value === undefined || name === 'kind' ? [] : [{ name, words: filterWords(name, value) }]
  })
  if (on.length === 0) return null
  return (
    <ul className={classes.chips} aria-label={t`Filters`}>
      {on.map(({ name, words }) => (
        <li key={name}>
          <Button
            size="compact-sm"
            rightSection={<IconX size={14} stroke={1.75} aria-hidden />}
            aria-label={t`Remove the filter ${words}`}
            onClick={() => onChange({ [name]: undefined })}
          >
            {words}
          </Button>
        </li>
      ))}
    </ul>
  )
}

function filterWords(name: (typeof narrowing)[number], value: string): string {
  if (name === 'alt') return t`Without alt text`
  if (name === 'used') return t`Unused`
  if (name === 'tag') return t`Tag: ${value}`
  if (name === 'from') return t`From ${value}`
  if (name === 'until') return t`Until ${value}`
  return sizes.find((size) => size.value === value)?.label ?? value
}
