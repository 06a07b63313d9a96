import fs from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Plugin, UserConfig } from 'vite'

type AnswerPage = (request: IncomingMessage, response: ServerResponse) => Promise<void>

const MANIFEST = 'build/client/.vite/manifest.json'

/** Builds our own server entries in the same SSR build as the pages, and puts the same page handler behind Vite in dev. */
export function ownServer(entries: Record<string, string>): Plugin[] {
  return [
    {
      name: 'own-server:dev',
      configureServer(vite) {
        return () => {
          vite.middlewares.use((request, response, next) => {
            request.url = request.originalUrl ?? request.url
            vite
              .ssrLoadModule('/app/server/pages.ts')
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
