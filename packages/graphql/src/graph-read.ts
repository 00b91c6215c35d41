import type { Variant } from './variants.ts'

/** One read that a field of the root comes to, in the terms of every other read. */
export interface GraphRead {
  /** As in a JSON body. */
  parameters: Record<string, unknown>
  select: string[]
}

export function readOf({ select, include, richText }: Variant, parameters: Record<string, unknown>): GraphRead {
  return {
    parameters: {
      ...parameters,
      ...(include.size === 0 ? {} : { include: Object.fromEntries(include) }),
      ...(richText === undefined || richText === null ? {} : { richText }),
    },
    select: [...select],
  }
}
