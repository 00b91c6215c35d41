import { Prisma } from '../generated/client.ts'

/** A value of ours as Prisma takes it into a JSON column: null is JSON's null there. */
export function jsonIn(value: unknown): Prisma.InputJsonValue | typeof Prisma.JsonNull {
  return value === null ? Prisma.JsonNull : (value as Prisma.InputJsonValue)
}

/** The same for a column that may be empty: null is no value. */
export function jsonOrNothing(value: unknown): Prisma.InputJsonValue | typeof Prisma.DbNull {
  return value === null ? Prisma.DbNull : (value as Prisma.InputJsonValue)
}
