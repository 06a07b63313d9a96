import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import path from 'node:path'
import sirv from 'sirv'
import { closeDatabase } from '#db/client.server.ts'
import { env } from '../env.server.ts'
import { setFileHeaders } from './gate.ts'
import { log } from './log.ts'
import { answerPage } from './pages.ts'

const YEAR_SECONDS = 31_536_000
const STOP_WITHIN_MS = 10_000

const ASSETS = '/assets/'

/** Built files, precompressed at build time. Hashed names never change; the rest may be asked for again after an hour. */
const filesOf = (folder: { etag: boolean }) =>
  sirv(path.resolve('build/client'), {
    ...{ brotli: true, gzip: true, etag: folder.etag },
    setHeaders(response, pathname) {
      const seconds = pathname.startsWith(ASSETS) ? `${YEAR_SECONDS}, immutable` : '3600'
      response.setHeader('cache-control', `public, max-age=${seconds}`)
      setFileHeaders(response, pathname)
    },
  })
const files = filesOf({ etag: true })
/** Never asked for again, so that nothing has to say whether they have changed. */
const assets = filesOf({ etag: false })

function answer(request: IncomingMessage, response: ServerResponse): void {
  const url = request.url ?? '/'
  const isFile = (request.method === 'GET' || request.method === 'HEAD') && /\.\w+(\?|$)/.test(url)
  if (isFile)
    return (url.startsWith(ASSETS) ? assets : files)(
      request,
      response,
      () => void answerPage(request, response),
    )
  void answerPage(request, response)
}

/** One worker's server. `stop()` refuses new connections, finishes what is in flight and closes the pool. */
export async function startWorker(): Promise<{ stop(): Promise<void> }> {
  const server = createServer(
    { requestTimeout: 30_000, headersTimeout: 15_000, keepAliveTimeout: 65_000, maxHeaderSize: 16 * 1024 },
    answer,
  )
  server.on('clientError', (_error, socket) => {
    if (socket.writable)
      socket.end('HTTP/1.1 400 Bad Request\r\nconnection: close\r\ncontent-length: 0\r\n\r\n')
  })
  await new Promise<void>((listening, failed) => {
    server.once('error', failed)
    server.listen(env.port, env.host, () => {
      server.off('error', failed)
      listening()
    })
  })
  return { stop: () => stop(server) }
}

async function stop(server: Server): Promise<void> {
  const closed = new Promise<void>((done) => server.close(() => done()))
  server.closeIdleConnections()
  const idle = setInterval(() => server.closeIdleConnections(), 100)
  const late = new Promise<void>((done) => setTimeout(done, STOP_WITHIN_MS).unref())
  await Promise.race([closed, late])
  clearInterval(idle)
  server.closeAllConnections()
  await closeDatabase()
  log.debug('worker stopped')
}
