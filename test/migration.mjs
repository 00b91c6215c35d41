// `npm run migration -- NAME`: writes prisma/migrations/<time>_NAME with the SQL that leads from the committed schema.prisma to the
// one in the working tree. What Prisma can't say, and the reason at the top, are yours to add.
import { runPrepared } from './support/run-prepared.mjs'

await runPrepared('test/support/new-migration.ts', process.argv.slice(2))
