import path from 'node:path'
import type { Plugin } from 'vite'
import { compileContent, type CompiledContent } from './compile-content.ts'
import { filesUnder } from './compile-module.ts'

const MODULES = 'virtual:lessons'
const ANSWERS = 'virtual:lesson-answers'

/**
 * `virtual:lessons` and `virtual:lesson-answers`: all lessons as finished data, compiled once a build. For the server
 * only: a browser build that imports either fails, so that no answer ever reaches a page's scripts.
 */
export function lessons(): Plugin {
  let root = process.cwd()
  let content: Promise<CompiledContent> | undefined
  const folders = () => [path.join(root, 'content/modules'), path.join(root, 'content/laws')]
  const isContent = (file: string) => folders().some((folder) => file.startsWith(folder + path.sep))

  return {
    name: 'lessons',
    configResolved(config) {
      root = config.root
    },
    configureServer(server) {
      server.watcher.add(folders())
    },
    resolveId(id) {
      return id === MODULES || id === ANSWERS ? `\0${id}` : undefined
    },
    async load(id) {
      if (id !== `\0${MODULES}` && id !== `\0${ANSWERS}`) return undefined
      if (this.environment.config.consumer !== 'server')
        this.error(`${id.slice(1)} is for the server only and was imported by a browser build`)
      folders()
        .flatMap(filesUnder)
        .forEach((file) => this.addWatchFile(file))
      content ??= compileContent(root)
      const { modules, answers } = await content
      return id === `\0${MODULES}`
        ? `export const modules = ${JSON.stringify(modules)}`
        : `export const answers = ${JSON.stringify(answers)}`
    },
    hotUpdate({ file }) {
      if (!isContent(file)) return undefined
      content = undefined
      const graph = this.environment.moduleGraph
      const stale = [MODULES, ANSWERS].flatMap((id) => graph.getModuleById(`\0${id}`) ?? [])
      stale.forEach((module) => graph.invalidateModule(module))
      if (this.environment.name === 'client') this.environment.hot.send({ type: 'full-reload' })
      return stale
    },
    buildEnd() {
      content = undefined
    },
  }
}
