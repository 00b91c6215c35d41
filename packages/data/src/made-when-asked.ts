/** An object each part of which is made when it is first asked for. A transaction needs few of the tables, and begins often. */
export function madeWhenAsked<T extends object>(makers: { [Name in keyof T]: () => T[Name] }): T {
  const made: Partial<T> = {}
  return partsOf<T>(Object.keys(makers), (key) => {
    const name = key as keyof T
    made[name] ??= makers[name]()
    return made[name]
  })
}

/** An object with other parts in some places; none of its own is asked for by that. */
export function withParts<T extends object, Parts extends object>(object: T, parts: Parts): Omit<T, keyof Parts> & Parts {
  const names = new Set([...Object.keys(object), ...Object.keys(parts)])
  return partsOf<Omit<T, keyof Parts> & Parts>([...names], (name) => Reflect.get(name in parts ? parts : object, name))
}

function partsOf<T extends object>(names: string[], part: (name: string) => unknown): T {
  const known = new Set<string | symbol>(names)
  return new Proxy({} as T, {
    get: (_, name) => (known.has(name) ? part(String(name)) : undefined),
    has: (_, name) => known.has(name),
    ownKeys: () => names,
    getOwnPropertyDescriptor: (_, name) =>
      known.has(name) ? { value: part(String(name)), configurable: true, enumerable: true, writable: true } : undefined,
  })
}
