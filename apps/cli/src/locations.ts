import { fileURLToPath } from 'node:url'

/** Both `src` and `dist` lie one folder below the command's, so the same paths hold for the source and for what is built from it. */
export const migrationsDir = fileURLToPath(new URL('../../../prisma/migrations', import.meta.url))
export const adminUiDir = fileURLToPath(new URL('../../admin/dist', import.meta.url))
