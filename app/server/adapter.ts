import type { IncomingMessage, ServerResponse } from 'node:http'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { finishedBodies } from './bodies.ts'

/** More than any form of ours. */
export const BODY_LIMIT_BYTES = 256 * 1024
/** A list of ten thousand people is half of it. */
export const UPLOAD_LIMIT_BYTES = 4 * 1024 * 1024
const UPLOADS = new Set(['/bureau/accounts/import'])

/** How much a body may hold: more for a form with a file, and only where one is taken. */
function limitOf({ url = '', headers }: IncomingMessage): number {
  const takesFiles =
    UPLOADS.has(url.split('?')[0]!) && /^multipart\/form-data\b/i.test(headers['content-type'] ?? '')
  return takesFiles ? UPLOAD_LIMIT_BYTES : BODY_LIMIT_BYTES
}

export class BodyTooLarge extends Error {}
export class BadRequest extends Error {}

/** Reads the whole body, at most what its path may take; throws BodyTooLarge, and BadRequest when the client breaks off. */
export async function readBody(request: IncomingMessage): Promise<Buffer<ArrayBuffer>> {
  const limit = limitOf(request)
  if (Number(request.headers['content-length'] ?? 0) > limit) throw new BodyTooLarge()
  const parts: Buffer[] = []
  let size = 0
  try {
    for await (const part of request as AsyncIterable<Buffer>) {
      size += part.length
      if (size > limit) throw new BodyTooLarge()
      parts.push(part)
    }
  } catch (error) {
    if (error instanceof BodyTooLarge) throw error
    throw new BadRequest()
  }
  return Buffer.concat(parts)
}

/** The web Request of a node request. Throws BadRequest for a URL or header that is none. */
export function toWebRequest(
  request: IncomingMessage,
  origin: string,
  body: Buffer<ArrayBuffer> | null,
): Request {
  const headers: [string, string][] = []
  try {
    const url = new URL(`${origin}${request.url ?? '/'}`)
    decodeURIComponent(url.pathname)
    // The framework's former way to ask for data; ours never do, and it would log each as a fault.
    if (url.searchParams.has('_data')) throw new BadRequest()
    // The gate has judged where a post comes from. The framework would judge again, by X-Forwarded-Host and of HEAD too,
    // and answer 500.
    for (let i = 0; i < request.rawHeaders.length; i += 2) {
      const name = request.rawHeaders[i]!
      if (name.toLowerCase() !== 'origin') headers.push([name, request.rawHeaders[i + 1]!])
    }
    return new Request(url, { method: request.method ?? 'GET', headers, body })
  } catch {
    throw new BadRequest()
  }
}

const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }

/** Sends a web Response. A finished page is compressed in one go (0.05 ms); a stream goes out as it comes. */
export async function send(
  request: IncomingMessage,
  response: ServerResponse,
  from: Response,
): Promise<void> {
  response.statusCode = from.status
  for (const [name, value] of from.headers) {
    if (name !== 'set-cookie') response.setHeader(name, value)
  }
  const cookies = from.headers.getSetCookie()
  if (cookies.length > 0) response.appendHeader('set-cookie', cookies)
  if (!response.hasHeader('cache-control')) response.setHeader('cache-control', 'private, no-store')

  const finished = finishedBodies.get(from)
  if (finished !== undefined) return sendFinished(request, response, finished)
  if (!from.body || request.method === 'HEAD') {
    response.end()
    return
  }
  for await (const chunk of from.body as unknown as AsyncIterable<Uint8Array>) {
    if (!response.write(chunk)) {
      await new Promise<void>((go) => {
        response.once('drain', go)
        response.once('close', go)
      })
    }
    if (response.destroyed) return
  }
  response.end()
}

export function sendFinished(request: IncomingMessage, response: ServerResponse, text: string): void {
  const takes = (coding: string) => accepts(request.headers['accept-encoding'], coding)
  let body: Buffer = Buffer.from(text)
  response.setHeader('vary', 'accept-encoding')
  if (body.length > 1024 && takes('br')) {
    response.setHeader('content-encoding', 'br')
    body = brotliCompressSync(body, BROTLI)
  } else if (body.length > 1024 && takes('gzip')) {
    response.setHeader('content-encoding', 'gzip')
    body = gzipSync(body, { level: 5 })
  }
  response.setHeader('content-length', body.length)
  response.end(request.method === 'HEAD' ? undefined : body)
}

/** Whether an Accept-Encoding header names a coding, and does not refuse it with `q=0` (RFC 9110, 12.5.3). */
function accepts(header: string | string[] | undefined, coding: string): boolean {
  for (const part of String(header ?? '').split(',')) {
    const [name, ...parameters] = part.split(';').map((piece) => piece.trim().toLowerCase())
    if (name === coding) return !parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter))
  }
  return false
}
