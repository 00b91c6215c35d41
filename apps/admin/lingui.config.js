import { formatter } from '@lingui/format-po'

/** English stands in the source itself; every other language is one catalog of sentences that are extracted from there. */
export default {
  sourceLocale: 'en',
  locales: ['de'],
  catalogs: [{ path: '<rootDir>/src/language/{locale}', include: ['<rootDir>/src'] }],
  orderBy: 'message',
  // Without the places where a sentence stands, two people who add one each change different lines.
  format: formatter({ origins: false, lineNumbers: false, printPlaceholdersInComments: false }),
}
