import type { Preflight as PreflightView } from '@verso/contract'
import type { Preflight } from '@verso/core'

export function toPreflight({ targets, impact, ...preflight }: Preflight): PreflightView {
  const { count, sample, pages, webhooks, complete } = impact
  return {
    ...preflight,
    targets: targets.map(({ typeName, ...target }) => ({ ...target, type: typeName })),
    impact: {
      entries: { count, sample: sample.map(({ typeName, ...entry }) => ({ ...entry, type: typeName })) },
      pages,
      webhooks,
      complete,
    },
  }
}
