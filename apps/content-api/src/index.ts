export { contentApi, type ContentApiOptions } from './app.ts'
