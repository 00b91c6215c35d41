import type { WebhookView } from '@verso/contract'

export type Preset = NonNullable<WebhookView['preset']>

export interface HeaderDraft {
  name: string
  value: string
}

/** An endpoint as it is being edited: lists of names are written as words. */
export interface WebhookDraft {
  name: string
  url: string
  preset: Preset | null
  /** Null: every event. */
  events: string[] | null
  types: string[]
  locales: string[]
  fieldsChanged: string
  where: Record<string, unknown> | undefined
  /** Null: ids and what changed, nothing more. */
  projection: { select: string; include: string; richText: string } | null
  /** Null: those that are kept stay as they are. */
  headers: HeaderDraft[] | null
  mode: WebhookView['mode']
  debounceSeconds: number | string
  enabled: boolean
}

export function draftOfWebhook(webhook: WebhookView | null): WebhookDraft {
  const projection = webhook?.projection ?? null
  return {
    name: webhook?.name ?? '',
    url: webhook?.url ?? '',
    preset: webhook?.preset ?? null,
    events: webhook === null || webhook.events.includes('*') ? null : webhook.events,
    types: webhook?.types ?? [],
    locales: webhook?.locales ?? [],
    fieldsChanged: (webhook?.fieldsChanged ?? []).join(', '),
    where: (webhook?.where ?? undefined) as WebhookDraft['where'],
    projection:
      projection === null
        ? null
        : { select: textOf(projection.select), include: textOf(projection.include), richText: projection.richText ?? '' },
    headers: webhook === null || webhook.headers.length === 0 ? [] : null,
    mode: webhook?.mode ?? 'ordered',
    debounceSeconds: webhook?.debounceSeconds ?? '',
    enabled: webhook?.enabled ?? true,
  }
}

/** What is sent to make or change one. Headers only where they were written: values never come back. */
export function bodyOfWebhook(draft: WebhookDraft, webhook: WebhookView | null): object {
  const { preset, events, types, locales, where, headers, mode, enabled } = draft
  const isLatest = preset === 'build-hook' || mode === 'latest'
  return {
    name: draft.name.trim(),
    url: draft.url.trim(),
    ...{ preset, types, locales, mode },
    events: events ?? ['*'],
    fieldsChanged: namesOf(draft.fieldsChanged),
    where: where ?? null,
    projection: preset === null ? bodyOfProjection(draft.projection, webhook) : null,
    ...(headers === null ? {} : { headers: Object.fromEntries(headers.filter(isWritten).map(({ name, value }) => [name.trim(), value])) }),
    ...(isLatest && draft.debounceSeconds !== '' ? { debounceSeconds: Number(draft.debounceSeconds) } : {}),
    ...(webhook === null ? { enabled } : {}),
  }
}

/** A header as a token of a JSON Pointer, by which issues name it. */
export function pointerOfHeader(name: string): string {
  return `/headers/${name.trim().replaceAll('~', '~0').replaceAll('/', '~1')}`
}

function isWritten({ name, value }: HeaderDraft): boolean {
  return name.trim() !== '' || value !== ''
}

/** What can't be edited here, such as `omit`, stays. */
function bodyOfProjection(projection: WebhookDraft['projection'], webhook: WebhookView | null): object | null {
  if (projection === null) return null
  const { select: _select, include: _include, richText: _richText, ...others } = webhook?.projection ?? {}
  const written = Object.entries(projection).filter(([, text]) => text.trim() !== '')
  return { ...others, ...Object.fromEntries(written.map(([name, text]) => [name, text.trim()])) }
}

function namesOf(text: string): string[] {
  return text.split(/[\s,]+/).filter((name) => name !== '')
}

function textOf(list: string | string[] | undefined): string {
  return Array.isArray(list) ? list.join(',') : (list ?? '')
}
