/** Where the content comes from. Without a token, what everyone may read. */
export const verso = {
  url: process.env.VERSO_URL ?? 'http://127.0.0.1:4000',
  token: process.env.VERSO_TOKEN,
}
