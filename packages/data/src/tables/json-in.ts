import { Prisma } from '../generated/client.ts'

/** A value of ours as Prisma takes it into a JSON column: null is JSON's null there. */
export function jsonIn(value: unknown): Prisma.InputJsonValue | typeof Prisma.JsonNull {
  return value === null ? Prisma.JsonNull : asText(value)
}

/** The same for a column that may be empty: null is no value. */
export function jsonOrNothing(value: unknown): Prisma.InputJsonValue | typeof Prisma.DbNull {
  return value === null ? Prisma.DbNull : asText(value)
}

/**
 * In Prisma's own words for a JSON value that is text already. Left to itself it walks through the value, and takes members that
 * objects have by nature (`isPrototypeOf`) for functions that can't be sent.
 */
function asText(value: unknown): Prisma.InputJsonValue {
  return { toJSON: () => ({ $type: 'Json', value: JSON.stringify(value) }) }
}
