import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { compileModule, filesUnder, versionOf, type CompiledModule } from './compile-module.ts'
import { readLaws } from './law-text.ts'
import type { Module, QuizKey } from './lesson.ts'

export interface CompiledContent {
  modules: Module[]
  answers: Record<string, readonly string[]>
  quizKeys: Record<string, QuizKey>
}

/**
 * All modules under `content/modules/`, by code. A module is compiled again only when its files, the laws or the
 * compiler changed; otherwise it is read from `.cache/lessons/`.
 */
export async function compileContent(root: string): Promise<CompiledContent> {
  const modulesFolder = path.join(root, 'content/modules')
  const lawsFolder = path.join(root, 'content/laws')
  const cacheFolder = path.join(root, '.cache/lessons')
  const laws = readLaws(lawsFolder)
  const around = [compilerVersion(root), versionOf(lawsFolder)].join()
  const compiled: CompiledModule[] = []
  for (const entry of fs.readdirSync(modulesFolder, { withFileTypes: true })) {
    if (!entry.isDirectory()) continue
    const folder = path.join(modulesFolder, entry.name)
    const key = createHash('sha256')
      .update([around, versionOf(folder)].join())
      .digest('hex')
      .slice(0, 20)
    const cacheFile = path.join(cacheFolder, `${entry.name}-${key}.json`)
    if (fs.existsSync(cacheFile)) {
      compiled.push(JSON.parse(fs.readFileSync(cacheFile, 'utf8')) as CompiledModule)
      continue
    }
    const fresh = await compileModule(folder, laws)
    keep(cacheFile, JSON.stringify(fresh))
    compiled.push(fresh)
  }
  compiled.sort((a, b) => a.module.code.localeCompare(b.module.code, 'en', { numeric: true }))
  return {
    modules: compiled.map(({ module }) => module),
    answers: Object.assign({}, ...compiled.map(({ answers }) => answers)) as Record<string, readonly string[]>,
    quizKeys: Object.assign({}, ...compiled.map(({ quizKeys }) => quizKeys)) as Record<string, QuizKey>,
  }
}

/** Under its name only once complete: two processes may build at the same time. */
function keep(file: string, text: string): void {
  fs.mkdirSync(path.dirname(file), { recursive: true })
  const draft = `${file}.${process.pid}`
  fs.writeFileSync(draft, text)
  fs.renameSync(draft, file)
}

function compilerVersion(root: string): string {
  const hash = createHash('sha256')
  const sources = [
    ...fs.readdirSync(path.join(root, 'content')).map((name) => path.join(root, 'content', name)),
    ...filesUnder(path.join(root, 'app/components/lesson')),
  ].filter((file) => /(?<!\.test)\.tsx?$/.test(file))
  for (const file of [...sources.sort(), path.join(root, 'package-lock.json')])
    if (fs.existsSync(file)) hash.update(fs.readFileSync(file))
  return hash.digest('hex')
}
