import { t } from '@lingui/core/macro'
import { IconCheck, IconMinus, IconPhoto } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { EntryCard, FieldView } from '@verso/contract'
import { localesQuery } from '../../api/types.ts'
import { intlTag } from '../../language/language.ts'
import { formatDate, formatExactTime } from '../../parts/format-time.ts'
import { referencedIds } from './use-cards.ts'

/** A field's value in a few words; a localised one in the default locale. */
export function CellValue({ field, value, cards }: { field: FieldView; value: unknown; cards: Map<string, EntryCard> }) {
  const { data: locales = [] } = useQuery(localesQuery())
  const shown = field.localized === true ? inLocale(value, locales.find((locale) => locale.default)?.code ?? 'en') : value
  if (shown === null || shown === undefined || shown === '' || (Array.isArray(shown) && shown.length === 0)) return null
  if (field.kind === 'boolean')
    return shown === true ? (
      <IconCheck size={16} stroke={1.75} aria-label={t`Yes`} />
    ) : (
      <IconMinus size={16} stroke={1.75} aria-label={t`No`} className="verso-dimmed" />
    )
  if (field.kind === 'media') return <IconPhoto size={16} stroke={1.75} aria-label={t`Has a file`} className="verso-dimmed" />
  const words = wordsOf(field, shown, cards)
  return field.kind === 'datetime' && typeof shown === 'string' ? (
    <span title={formatExactTime(shown)}>{words}</span>
  ) : (
    <span className={field.kind === 'slug' ? 'verso-code' : undefined}>{words}</span>
  )
}

function inLocale(value: unknown, locale: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[locale] : undefined
}

function wordsOf(field: FieldView, value: unknown, cards: Map<string, EntryCard>): string {
  if (field.kind === 'reference')
    return referencedIds(value)
      .map((id) => cardTitle(cards.get(id)))
      .join(', ')
  if (field.kind === 'enum')
    return [value]
      .flat()
      .map((one) => field.options?.find((option) => option.value === one)?.label ?? String(one))
      .join(', ')
  if (field.kind === 'date' || field.kind === 'datetime')
    return [value]
      .flat()
      .map((one) => formatDate(String(one)))
      .join(', ')
  if (field.kind === 'richText') return textOf(value).slice(0, 160)
  if (field.kind === 'blocks' || (field.kind === 'component' && Array.isArray(value))) return t`${[value].flat().length} in order`
  if (field.kind === 'component') return t`Filled in`
  if (field.kind === 'location') return Object.values(value as object).join(', ')
  if (field.kind === 'json') return JSON.stringify(value).slice(0, 160)
  if (typeof value === 'number') return value.toLocaleString(intlTag())
  return [value].flat().join(', ').slice(0, 160)
}

function cardTitle(card: EntryCard | undefined): string {
  if (card === undefined) return '…'
  return 'hidden' in card ? t`Not visible to you` : card.title || t`Untitled`
}

/** The words of Portable Text, without its form. */
function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(textOf).join(' ')
  if (typeof value !== 'object' || value === null) return ''
  const { text, children } = value as { text?: unknown; children?: unknown }
  return typeof text === 'string' ? text : textOf(children)
}
