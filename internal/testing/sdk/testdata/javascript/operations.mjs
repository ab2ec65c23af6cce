// Prints the operations that the JavaScript SDK in the directory SDK can call, one a line: the method, the path with {}
// for each argument, and the method of the SDK. It calls every method with an answer from this program instead of an API.
import { createRequire } from 'node:module'

// Parameters with every id.
const ids = new Proxy({}, { get: (_, name) => (typeof name === 'string' ? '{}' : undefined), ownKeys: () => [] })

for (const level of ['log', 'info', 'warn', 'error']) console[level] = () => {} // the SDK prints deprecations

let current
const found = new Map() // method of the SDK and of HTTP -> paths
globalThis.fetch = async (input, init) => {
  const { pathname } = new URL(typeof input === 'string' ? input : input.url)
  const path = decodeURIComponent(pathname).replaceAll(/\/+/g, '/').replaceAll(/[^/]*\{\}[^/]*/g, '{}')
  const key = `${current} ${init?.method ?? 'GET'}`
  found.set(key, (found.get(key) ?? new Set()).add(path))
  return new Response('{}', { headers: { 'content-type': 'application/json' } })
}

// The SDK takes its fetch when it is loaded.
const { createClerkClient } = createRequire(`${process.env.SDK}/`)('@clerk/backend')

const api = createClerkClient({ secretKey: 'sk_test_x', apiUrl: 'http://127.0.0.1', telemetry: { disabled: true } })
// Methods take ids as text, in parameters, or both; a few take a list, or nothing.
const variants = [['{}', ids, ids], [ids, ids], ['{}', '{}', '{}'], [{ to: {} }], [[{ to: {} }]], []]
// The client has the areas of the API, and a few helpers.
const helpers = ['authenticateRequest', 'debugRequestState', 'telemetry']
const lines = []
for (const area of Object.keys(api).filter((name) => !helpers.includes(name))) {
  for (const name of Object.getOwnPropertyNames(Object.getPrototypeOf(api[area]))) {
    if (name === 'constructor') continue
    current = `${area}.${name}`
    for (const args of variants) await Promise.resolve().then(() => api[area][name](...args)).catch(() => {})
    const calls = [...found].filter(([key]) => key.startsWith(`${current} `))
    if (calls.length === 0) lines.push(`? ? ${current}`)
    for (const [key, paths] of calls) {
      // A path with fewer arguments is from a call without an id.
      const count = (path) => path.split('{}').length
      const most = Math.max(...[...paths].map(count))
      for (const path of paths) if (count(path) === most) lines.push(`${key.split(' ')[1]} ${path} ${current}`)
    }
  }
}
process.stdout.write(`${lines.sort().join('\n')}\n`)
