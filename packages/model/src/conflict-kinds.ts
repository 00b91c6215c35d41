/** What two changes of one entry can meet in: the same value, a value that one took away, an order, or what the world says against it. */
export const conflictKinds = ['edit/edit', 'edit/delete', 'order/order', 'unique', 'gone target', 'model changed'] as const

export type ConflictKind = (typeof conflictKinds)[number]
