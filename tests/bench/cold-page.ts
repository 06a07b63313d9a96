import { request, type IncomingMessage } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'

export type ColdPage = {
  /** Bytes on the wire, heads of the answers included. */
  bytes: number
  scriptBytes: number
  requests: number
  files: { path: string; bytes: number }[]
}

type Answer = { status: number; type: string; bytes: number; text: string }

async function get(url: string, cookie: string): Promise<Answer> {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    request(url, { agent: false, headers: { 'accept-encoding': 'br, gzip', cookie } }, resolve)
      .on('error', reject)
      .end()
  })
  const parts: Buffer[] = []
  for await (const part of response as AsyncIterable<Buffer>) parts.push(part)
  const body = Buffer.concat(parts)
  const head =
    `HTTP/1.1 ${response.statusCode} ${response.statusMessage}\r\n\r\n`.length +
    response.rawHeaders.reduce((sum, text) => sum + text.length + 2, 0)
  const encoding = response.headers['content-encoding']
  const plain = encoding === 'br' ? brotliDecompressSync(body) : encoding === 'gzip' ? gunzipSync(body) : body
  const type = String(response.headers['content-type'] ?? '')
  return { status: response.statusCode ?? 0, type, bytes: head + body.length, text: plain.toString('utf8') }
}

/** Files a page or stylesheet names: scripts, stylesheets, preloads, pictures, icons, and what inline modules import. */
function named(text: string, type: string): string[] {
  const patterns = type.includes('html')
    ? [
        /<(?:script|img)\b[^>]*?\ssrc="([^"]+)"/g,
        /<link\b(?=[^>]*\srel="(?:stylesheet|modulepreload|preload|icon|manifest)")[^>]*?\shref="([^"]+)"/g,
        /["'](\/assets\/[^"'\\]+\.js)["']/g,
      ]
    : type.includes('css')
      ? [/url\(["']?([^"')]+)["']?\)/g]
      : []
  return patterns.flatMap((pattern) => [...text.matchAll(pattern)].map((match) => match[1]!))
}

/** What a browser with nothing in its cache is sent for a page, over brotli. */
export async function coldPage(origin: string, path: string, cookie = ''): Promise<ColdPage> {
  const files: ColdPage['files'] = []
  let scriptBytes = 0
  const seen = new Set<string>([path])
  for (const wanted of seen) {
    const answer = await get(origin + wanted, cookie)
    if (answer.status !== 200) throw new Error(`${wanted} answered ${answer.status}`)
    files.push({ path: wanted, bytes: answer.bytes })
    if (answer.type.includes('javascript')) scriptBytes += answer.bytes
    for (const name of named(answer.text, answer.type)) {
      const url = new URL(name.replaceAll('&amp;', '&'), origin + wanted)
      if (url.origin === origin) seen.add(url.pathname + url.search)
    }
    await pause(0)
  }
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0)
  return { bytes, scriptBytes, requests: files.length, files }
}
