import { build as esbuild } from 'esbuild'
import fs from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Plugin, UserConfig, ViteDevServer } from 'vite'

type EmbeddedPlace = { makeDataDir: (dataDir: string) => string }
type Embedded = {
  startEmbedded: (options: {
    dataDir: string
    log: (line: string) => void
  }) => Promise<{ socketDir: string; stop: () => Promise<void> }>
}
type Prepare = {
  prepareDatabase: (target: {
    superuserSocketDir: string | undefined
    report: (line: string) => void
  }) => Promise<unknown>
}
type AnswerPage = (request: IncomingMessage, response: ServerResponse) => Promise<void>

const MANIFEST = 'build/client/.vite/manifest.json'

/** Builds our own server entries in the same SSR build as the pages, and puts the same page handler behind Vite in dev. */
export function ownServer(entries: Record<string, string>): Plugin[] {
  return [
    {
      name: 'own-server:dev',
      configureServer(vite) {
        // Not before it listens: a build opens a server too, to read the routes, and needs no database.
        let prepared: Promise<void> | undefined
        const prepare = () => (prepared ??= prepareForDevelopment(vite))
        vite.httpServer?.once('listening', () => void prepare().catch(() => {}))
        return () => {
          vite.middlewares.use((request, response, next) => {
            request.url = request.originalUrl ?? request.url
            prepare()
              .then(() => vite.ssrLoadModule('/app/server/pages.ts'))
              .then(async (loaded) => {
                const { answerPage } = loaded as { answerPage: AnswerPage }
                await answerPage(request, response)
              })
              .catch((error: unknown) => {
                if (error instanceof Error) vite.ssrFixStacktrace(error)
                next(error)
              })
          })
        }
      },
    },
    {
      name: 'own-server:build',
      apply: 'build',
      enforce: 'post',
      // The Remix plugin sets the input; the config it is given must be changed in place.
      config(config: UserConfig, { isSsrBuild }) {
        if (!isSsrBuild) return
        const rollup = (config.build ??= {}).rollupOptions ?? {}
        config.build.rollupOptions = rollup
        rollup.input = entries
        const output = Array.isArray(rollup.output) ? rollup.output[0] : (rollup.output ??= {})
        if (output)
          Object.assign(output, { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' })
      },
    },
  ]
}

/** The embedded database and its tables, unless DATABASE_URL names another one. */
async function prepareForDevelopment(vite: ViteDevServer): Promise<void> {
  const report = (line: string) => vite.config.logger.info(line)
  let socketDir: string | undefined
  if (!process.env.DATABASE_URL) {
    const { makeDataDir } = (await vite.ssrLoadModule('/db/embedded-place.server.ts')) as EmbeddedPlace
    const { startEmbedded } = (await vite.ssrLoadModule('/db/embedded.server.ts')) as Embedded
    const database = await startEmbedded({
      dataDir: makeDataDir(process.env.DATA_DIR ?? '.data'),
      log: report,
    })
    socketDir = database.socketDir
    // Before anything reads the settings.
    process.env.DATABASE_SOCKET_DIR = socketDir
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.once(signal, () => void database.stop().finally(() => process.exit(0)))
    }
  }
  const { prepareDatabase } = (await vite.ssrLoadModule('/db/prepare.server.ts')) as Prepare
  await prepareDatabase({ superuserSocketDir: socketDir, report })
}

/** `/sw.js`: one file at the root, because a worker may only mind what lies below its own address. Not in development. */
export function serviceWorker(file: string): Plugin {
  return {
    name: 'service-worker',
    apply: 'build',
    async generateBundle(options) {
      // The pages' scripts go to the browser, the server's elsewhere.
      if (this.environment.name !== 'client' || !options.dir?.endsWith('client')) return
      const built = await esbuild({
        ...{ entryPoints: [file], bundle: true, write: false, minify: true },
        ...{ format: 'iife', target: ['chrome70', 'safari13'], legalComments: 'none' },
      })
      this.emitFile({ type: 'asset', fileName: 'sw.js', source: built.outputFiles[0]!.text })
    },
  }
}

/** Scripts and stylesheets outside the framework: client entries of their own; `virtual:page-assets` names their URLs. */
export function pageAssets(files: Record<string, string>): Plugin {
  let serving = false
  return {
    name: 'page-assets',
    enforce: 'post',
    config(config: UserConfig, { command, isSsrBuild }) {
      if (command !== 'build' || isSsrBuild) return
      const input = config.build?.rollupOptions?.input
      if (Array.isArray(input)) input.push(...Object.values(files))
      else throw new Error('page-assets: the Remix plugin no longer gives its client input as a list')
    },
    configResolved(config) {
      serving = config.command === 'serve'
    },
    resolveId(id) {
      return id === 'virtual:page-assets' ? `\0${id}` : undefined
    },
    load(id) {
      if (id !== '\0virtual:page-assets') return undefined
      const urls = serving ? sourceUrls(files) : builtUrls(files)
      return `export default ${JSON.stringify(urls)}`
    },
  }
}

const sourceUrls = (files: Record<string, string>) =>
  Object.fromEntries(Object.entries(files).map(([name, file]) => [name, `/${file}`]))

function builtUrls(files: Record<string, string>): Record<string, string> {
  const manifest = JSON.parse(fs.readFileSync(MANIFEST, 'utf8')) as Record<
    string,
    { file: string } | undefined
  >
  return Object.fromEntries(
    Object.entries(files).map(([name, file]) => {
      const built = manifest[file]
      if (!built) throw new Error(`page-assets: ${file} was not built`)
      return [name, `/${built.file}`]
    }),
  )
}
