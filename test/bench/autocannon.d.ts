/** What the benches use of it; the package has no types of its own. */
declare module 'autocannon' {
  interface Options {
    url: string
    connections: number
    duration: number
    requests: { path: string; headers?: Record<string, string> }[]
  }
  interface Result {
    non2xx: number
    errors: number
    '3xx': number
    duration: number
    requests: { total: number }
    latency: { p97_5: number }
  }
  export default function autocannon(options: Options): Promise<Result>
}
