/** What a rule can allow on entries of a type. */
export const actions = ['read', 'create', 'edit', 'publish', 'unpublish', 'schedule', 'delete', 'restore', 'purge'] as const
export type Action = (typeof actions)[number]

/** What a role can be trusted with beside content. */
export const areas = ['types', 'users', 'roles', 'tokens', 'webhooks', 'media', 'locales', 'settings', 'audit', 'releases'] as const
export type Area = (typeof areas)[number]
