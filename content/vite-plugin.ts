import fs from 'node:fs'
import path from 'node:path'
import type { Plugin } from 'vite'
import { compileContent, type CompiledContent } from './compile-content.ts'
import { filesUnder } from './compile-module.ts'
import { readCourseMenu } from './menu-file.ts'

const MODULES = 'virtual:lessons'
const ANSWERS = 'virtual:lesson-answers'
const QUIZ_ANSWERS = 'virtual:quiz-answers'
const MENU = 'virtual:course-menu'
const OURS = [MODULES, ANSWERS, QUIZ_ANSWERS, MENU]

/**
 * `virtual:lessons`, `virtual:lesson-answers` and `virtual:quiz-answers`: all lessons as finished data, compiled once a
 * build. For the server only: a browser build that imports one of them fails, so that no answer ever reaches a page's scripts.
 * `virtual:course-menu`: `content/menu.yaml`, read and checked; needs no lesson compiled.
 */
export function lessons(): Plugin {
  let root = process.cwd()
  let content: Promise<CompiledContent> | undefined
  const folders = () => [path.join(root, 'content/modules'), path.join(root, 'content/laws')]
  const menuFile = () => path.join(root, 'content/menu.yaml')
  const isContent = (file: string) =>
    file === menuFile() || folders().some((folder) => file.startsWith(folder + path.sep))

  return {
    name: 'lessons',
    configResolved(config) {
      root = config.root
    },
    configureServer(server) {
      server.watcher.add([...folders(), menuFile()])
      server.middlewares.use('/assets/lessons', (request, response, next) => {
        content ??= compileContent(root)
        content.then((compiled) => {
          const asked = recordingsOf(compiled).find(({ url }) => url === request.originalUrl)
          if (!asked) return next()
          response.setHeader('content-type', asked.type)
          fs.createReadStream(path.join(root, asked.file)).pipe(response)
        }, next)
      })
    },
    resolveId(id) {
      return OURS.includes(id) ? `\0${id}` : undefined
    },
    async load(id) {
      if (!OURS.some((one) => id === `\0${one}`)) return undefined
      if (this.environment.config.consumer !== 'server')
        this.error(`${id.slice(1)} is for the server only and was imported by a browser build`)
      if (id === `\0${MENU}`) {
        this.addWatchFile(menuFile())
        const { menus, topics } = readCourseMenu(fs.readFileSync(menuFile(), 'utf8'))
        return `export const menus = ${JSON.stringify(menus)}\nexport const topics = ${JSON.stringify(topics)}`
      }
      folders()
        .flatMap(filesUnder)
        .forEach((file) => this.addWatchFile(file))
      content ??= compileContent(root)
      const { modules, answers, quizKeys } = await content
      if (id === `\0${MODULES}`) return `export const modules = ${JSON.stringify(modules)}`
      return id === `\0${ANSWERS}`
        ? `export const answers = ${JSON.stringify(answers)}`
        : `export const quizKeys = ${JSON.stringify(quizKeys)}`
    },
    // The browser's build carries the recordings along, under the names that the lessons give.
    async generateBundle() {
      if (this.environment.config.consumer !== 'client') return
      content ??= compileContent(root)
      for (const { url, file } of recordingsOf(await content))
        this.emitFile({
          type: 'asset',
          fileName: url.slice(1),
          source: fs.readFileSync(path.join(root, file)),
        })
    },
    hotUpdate({ file }) {
      if (!isContent(file)) return undefined
      content = undefined
      const graph = this.environment.moduleGraph
      const stale = OURS.flatMap((id) => graph.getModuleById(`\0${id}`) ?? [])
      stale.forEach((module) => graph.invalidateModule(module))
      if (this.environment.name === 'client') this.environment.hot.send({ type: 'full-reload' })
      return stale
    },
    buildEnd() {
      content = undefined
    },
  }
}

function recordingsOf({ modules }: CompiledContent) {
  return modules.flatMap(({ units }) =>
    units.flatMap(({ passages }) => passages.flatMap(({ recording }) => recording?.sources ?? [])),
  )
}
