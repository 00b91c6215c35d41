// `npm test [-- FILE…]`: all tests, or those in the named files and folders, on a PostgreSQL of this run's own. Ends with
// a line of its own, `N passed, N failed`. Nothing outside of the repository is touched.
//   VERSO_TEST_DATABASE_URL   a server of one's own (15 or newer, a role that may create databases) instead
//   VERSO_REQUIRE_BROWSER=1   a missing Chromium fails the journeys instead of skipping them
import { findChromium } from './support/chromium.mjs'
import { runPrepared } from './support/run-prepared.mjs'

const args = process.argv.slice(2)
// Only journeys look at the admin UI, and only a browser can.
const hasJourneys = args.every((arg) => arg.startsWith('-')) || args.some((arg) => arg.includes('journeys'))
await runPrepared('test/support/run-tests.ts', args, { needsAdminUi: hasJourneys && findChromium() !== null })
