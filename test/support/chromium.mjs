import { existsSync } from 'node:fs'

/** The browser that journeys drive, or null where there is none. */
export function findChromium() {
  const candidates = [process.env.CHROMIUM_PATH, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
  return candidates.find((file) => file !== undefined && existsSync(file)) ?? null
}
