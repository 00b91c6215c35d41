export { adminApi } from './app.ts'
export type { AdminApiOptions } from './options.ts'
