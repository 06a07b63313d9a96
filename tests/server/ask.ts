import http from 'node:http'
import net from 'node:net'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'

/** Requests as no browser and no fetch() would send them: any method, any header, any body, broken off or not. */

export type Answer = {
  status: number
  headers: http.IncomingHttpHeaders
  text: string
}

export type Question = {
  method?: string
  path: string
  headers?: Record<string, string | string[]>
  body?: string | Buffer
  /** How long the answer may take; longer than the server's own deadlines when not said. */
  patienceMs?: number
}

const agent = new http.Agent({ keepAlive: true, maxSockets: 8 })

/** Rejects when the connection breaks before the answer is whole. */
export function ask(
  url: string,
  { method = 'GET', path, headers = {}, body, patienceMs = 20_000 }: Question,
): Promise<Answer> {
  const { hostname, port } = new URL(url)
  return new Promise((resolve, reject) => {
    const request = http.request({ hostname, port, method, path, headers, agent }, (response) => {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part))
      response.on('error', reject)
      response.on('end', () => {
        const { statusCode = 0, headers: got } = response
        resolve({ status: statusCode, headers: got, text: unpack(Buffer.concat(parts), got) })
      })
    })
    request.setTimeout(patienceMs, () => request.destroy(new Error('no answer in time')))
    request.on('error', reject)
    request.end(body)
  })
}

/** A form as our own pages post it. */
export function post(
  url: string,
  path: string,
  fields: Record<string, string> | string,
  headers: Record<string, string> = {},
  patienceMs?: number,
): Promise<Answer> {
  const body = typeof fields === 'string' ? fields : new URLSearchParams(fields).toString()
  return ask(url, {
    method: 'POST',
    path,
    body,
    ...(patienceMs === undefined ? {} : { patienceMs }),
    headers: {
      origin: url,
      'content-type': 'application/x-www-form-urlencoded',
      'content-length': String(Buffer.byteLength(body)),
      ...headers,
    },
  })
}

function unpack(body: Buffer, headers: http.IncomingHttpHeaders): string {
  if (body.length === 0) return ''
  switch (headers['content-encoding']) {
    case 'br':
      return brotliDecompressSync(body).toString()
    case 'gzip':
      return gunzipSync(body).toString()
    default:
      return body.toString()
  }
}

/**
 * Sends bytes as they are and closes our side; answers the first answer, or null when the server closed without one
 * (an unfinished request is owed none).
 */
export function askRaw(url: string, bytes: string | Buffer): Promise<Answer | null> {
  const { hostname, port } = new URL(url)
  return new Promise((resolve, reject) => {
    const socket = net.connect({ host: hostname, port: Number(port), timeout: 20_000 })
    const parts: Buffer[] = []
    socket.on('data', (part) => parts.push(part))
    socket.on('timeout', () => {
      socket.destroy()
      reject(new Error('no answer and no end within 20 s'))
    })
    // A server that does not want the rest closes while we are still sending.
    socket.on('error', () => {})
    socket.on('close', () => resolve(parseRaw(Buffer.concat(parts))))
    socket.end(bytes)
  })
}

function parseRaw(bytes: Buffer): Answer | null {
  const sent = bytes.toString('latin1').replace('HTTP/1.1 100 Continue\r\n\r\n', '')
  const [head = '', ...rest] = sent.split('\r\n\r\n')
  const found = /^HTTP\/1\.1 (\d{3})/.exec(head)
  if (!found) return null
  const headers = Object.fromEntries(
    head
      .split('\r\n')
      .slice(1)
      .map((line) => [
        line.slice(0, line.indexOf(':')).toLowerCase(),
        line.slice(line.indexOf(':') + 1).trim(),
      ]),
  )
  const body = Buffer.from(rest.join('\r\n\r\n'), 'latin1').toString()
  return { status: Number(found[1]), headers, text: body }
}
