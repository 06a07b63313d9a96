import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import type { LessonReferences } from '#app/components/lesson/lesson-components.tsx'
import { quoteFault } from './check-quotes.ts'
import { compileLesson } from './compile-lesson.ts'
import { compileQuiz } from './compile-quiz.ts'
import type { CheckParts } from './check-shape.ts'
import { readDiagram, readPicture } from './diagram-file.ts'
import { articleLabel, type Law } from './law-text.ts'
import { answerId, type Citation, type Module, type QuizKey, type Recording, type Unit } from './lesson.ts'
import { readModuleFile, readUnitFile, type ModuleFile } from './module-file.ts'
import { readQuizFile } from './quiz-file.ts'
import { readRecordings } from './recording-file.ts'
import { readLectureFile, readOralFile, type Lecture } from './teaching-file.ts'

export interface CompiledModule {
  module: Module
  answers: Record<string, readonly string[]>
  quizKeys: Record<string, QuizKey>
}

/** `content/modules/<code>/` → a module. Throws with the file's name when anything in it does not hold. */
export async function compileModule(folder: string, laws: ReadonlyMap<string, Law>): Promise<CompiledModule> {
  const code = path.basename(folder)
  if (!/^[a-z]\d{1,2}$/.test(code)) throw new Error(`${folder}: a module's folder is named like a1`)
  const { glossary, ...file } = readModuleFile(fs.readFileSync(path.join(folder, 'module.yaml'), 'utf8'))
  const citations = file.citations.map((citation) => resolved(citation, laws, code))
  const unitFolder = path.join(folder, 'units')
  const names = fs.readdirSync(unitFolder).filter((name) => name.endsWith('.mdx'))
  const units: Unit[] = []
  const answers: Record<string, readonly string[]> = {}
  for (const name of names.sort((a, b) => parseInt(a, 10) - parseInt(b, 10))) {
    const unitCode = name.slice(0, -'.mdx'.length)
    const id = `${code}/${unitCode}`
    if (!/^[1-9]\d?$/.test(unitCode)) throw new Error(`${id}: a unit's file is named like 1.mdx`)
    try {
      const { head, body } = readUnitFile(fs.readFileSync(path.join(unitFolder, name), 'utf8'), name)
      const references = referencesOf(unitFolder, citations, glossary)
      const { passages, right } = await compileLesson(body, unitFolder, references)
      if (passages.length < 2 || passages.length > 4) throw new Error('a unit has two to four passages')
      const sum = passages.reduce((total, passage) => total + passage.minutes, 0)
      if (sum !== head.minutes)
        throw new Error(`its passages are ${sum} minutes, its head says ${head.minutes}`)
      units.push({ code: unitCode, id, ...head, passages })
      for (const [number, keys] of right) answers[answerId(id, number)] = keys
    } catch (error) {
      throw new Error(
        `content/modules/${code}/units/${name}: ${error instanceof Error ? error.message : String(error)}`,
      )
    }
  }
  const recordings = readRecordings(folder, units)
  if (units.length === 0) throw new Error(`${folder}: no units`)
  const { bank, keys } = compileQuiz(code, readIfThere(folder, 'quiz.yaml', readQuizFile) ?? [], {
    units,
    citations,
  })
  const lecture = readIfThere(folder, 'lecture.yaml', readLectureFile)
  if (lecture) checkSources(lecture, citations, code)
  const oral = readIfThere(folder, 'oral.yaml', readOralFile)
  return {
    module: { code, version: versionOf(folder), ...file, units: withRecordings(units, recordings), citations, bank, lecture, oral },
    answers,
    quizKeys: keys,
  }
}

function withRecordings(units: readonly Unit[], recordings: ReadonlyMap<string, Recording>): Unit[] {
  return units.map((unit) => ({
    ...unit,
    passages: unit.passages.map((passage) => {
      const recording = recordings.get(`${unit.code}-${passage.number}`)
      return recording ? { ...passage, recording } : passage
    }),
  }))
}

/** A module may have its units first and its quiz, lecture and oral exam later. */
function readIfThere<Read>(
  folder: string,
  name: string,
  read: (text: string, name: string) => Read,
): Read | null {
  const file = path.join(folder, name)
  if (!fs.existsSync(file)) return null
  return read(fs.readFileSync(file, 'utf8'), `content/modules/${path.basename(folder)}/${name}`)
}

function checkSources({ steps }: Lecture, citations: readonly Citation[], code: string): void {
  for (const id of steps.flatMap(({ cite }) => cite))
    if (!citations.some((citation) => citation.id === id))
      throw new Error(`content/modules/${code}/lecture.yaml: no citation "${id}" in module.yaml`)
}

/** 12 hex characters over every file of a folder, by name and bytes. */
export function versionOf(folder: string): string {
  const hash = createHash('sha256')
  for (const file of filesUnder(folder)) {
    hash.update(path.relative(folder, file).split(path.sep).join('/')).update('\0')
    hash.update(fs.readFileSync(file)).update('\0')
  }
  return hash.digest('hex').slice(0, 12)
}

/** Every file under a folder, in one order on every machine. */
export function filesUnder(folder: string): string[] {
  return fs
    .readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort()
}

function resolved(
  citation: ModuleFile['citations'][number],
  laws: ReadonlyMap<string, Law>,
  code: string,
): Citation {
  const fault = quoteFault(citation, laws)
  const law = laws.get(citation.law)
  if (fault || !law) throw new Error(`content/modules/${code}/module.yaml: citation ${citation.id}: ${fault}`)
  return { ...citation, label: articleLabel(citation.law, citation.article), inForce: law.inForce }
}

function referencesOf(
  unitFolder: string,
  citations: readonly Citation[],
  glossary: ModuleFile['glossary'],
): LessonReferences & CheckParts {
  const find = <Item extends { id: string }>(items: readonly Item[], id: string, kind: string): Item => {
    const found = items.find((item) => item.id === id)
    if (!found) throw new Error(`no ${kind} "${id}" in module.yaml`)
    return found
  }
  const drawing = (src: string) => {
    if (!/^[a-z0-9-]+\.svg$/.test(src))
      throw new Error(`a drawing is an .svg file beside its unit, not "${src}"`)
    return fs.readFileSync(path.join(unitFolder, src), 'utf8')
  }
  return {
    law: (id) => find(citations, id, 'citation'),
    word: (id) => find(glossary, id, 'glossary word'),
    diagram: (src) => readDiagram(drawing(src), src),
    picture: (src) => readPicture(drawing(src), src),
  }
}
