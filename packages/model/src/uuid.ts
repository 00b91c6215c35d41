const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Whether a text is an id as Verso spells it: lower case, with hyphens. Anything else names nothing. */
export function isUuid(text: string): boolean {
  return uuid.test(text)
}

export const uuidPattern = uuid.source
