/** Whether a value is a JSON object: no list, no null, nothing with behaviour of its own. */
export function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}

/** Sets a member even where its name is one that JavaScript treats specially (`__proto__`). */
export function setMember<T>(target: Record<string, T>, name: string, value: T): void {
  Object.defineProperty(target, name, { value, writable: true, enumerable: true, configurable: true })
}

/** An own member, never one that comes with every object (`constructor`). */
export function ownMember<T>(source: Record<string, T>, name: string): T | undefined {
  return Object.hasOwn(source, name) ? source[name] : undefined
}
