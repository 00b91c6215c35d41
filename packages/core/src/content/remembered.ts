/** A few values by key, of which those go first that nobody has asked for lately: what is new pushes out a generation at once. */
export interface Remembered<Key, Value> {
  get: (key: Key) => Value | undefined
  set: (key: Key, value: Value) => void
}

export function createRemembered<Key, Value>(max: number): Remembered<Key, Value> {
  let young = new Map<Key, Value>()
  let old = new Map<Key, Value>()

  function set(key: Key, value: Value): void {
    if (young.size >= max / 2) {
      old = young
      young = new Map()
    }
    young.set(key, value)
  }

  return {
    get(key) {
      const value = young.get(key)
      if (value !== undefined) return value
      const older = old.get(key)
      if (older !== undefined) set(key, older)
      return older
    },
    set,
  }
}
