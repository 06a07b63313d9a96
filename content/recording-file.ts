import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import type { Recording, Unit } from './lesson.ts'
import { readShape, readYaml } from './module-file.ts'

/** A thin line has to carry it: four minutes of a voice at 64 kbit/s are about 2 MB. */
const MOST_BYTES = 4_000_000
const KINDS: Readonly<Record<string, { type: string; begins: (bytes: Buffer) => boolean }>> = {
  mp3: {
    type: 'audio/mpeg',
    begins: (bytes) => bytes.toString('latin1', 0, 3) === 'ID3' || (bytes[0] === 0xff && (bytes[1]! & 0xe0) === 0xe0),
  },
  ogg: { type: 'audio/ogg', begins: (bytes) => bytes.toString('latin1', 0, 4) === 'OggS' },
}
const startsShape = z.strictObject({ starts: z.array(z.number().min(0)) })

/**
 * `audio/<unit>-<passage>.mp3` and `.ogg`, both or either, and `.yaml` beside them with `starts`, the second at which each
 * sentence begins: what somebody has recorded of a module, by `<unit>-<passage>`. None of it has to be there. Throws with
 * the file's name when a recording belongs to no passage, is not what its name says, is too big, or its sentences are not
 * the passage's.
 */
export function readRecordings(folder: string, units: readonly Unit[]): Map<string, Recording> {
  const code = path.basename(folder)
  const place = path.join(folder, 'audio')
  const found = new Map<string, Recording>()
  if (!fs.existsSync(place)) return found
  const names = fs.readdirSync(place).filter((name) => !name.startsWith('.'))
  for (const name of names.sort()) {
    const refuse = (why: string): never => {
      throw new Error(`content/modules/${code}/audio/${name}: ${why}`)
    }
    const [, unit, number, ending] = /^(\d+)-(\d+)\.(mp3|ogg|yaml)$/.exec(name) ?? refuse('is named like 1-2.mp3')
    const key = `${unit}-${number}`
    const passage = units.find((one) => one.code === unit)?.passages.find((one) => String(one.number) === number)
    if (!passage) return refuse('there is no such passage')
    const recording = found.get(key) ?? { sources: [], starts: [] }
    const bytes = fs.readFileSync(path.join(place, name))
    if (ending === 'yaml') {
      const { starts } = readShape(startsShape, readYaml(bytes.toString('utf8')), name)
      if (starts.length !== passage.speech.length)
        refuse(`has ${starts.length} starts, the passage ${passage.speech.length} sentences`)
      if (starts.some((second, index) => index > 0 && second <= starts[index - 1]!))
        refuse('each sentence begins later than the one before')
      found.set(key, { ...recording, starts })
    } else {
      const { type, begins } = KINDS[ending!]!
      if (bytes.length > MOST_BYTES) refuse(`is ${bytes.length} bytes, at most ${MOST_BYTES}`)
      if (!begins(bytes)) refuse(`is not ${type}`)
      const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 8)
      const url = `/assets/lessons/${code}-${key}-${hash}.${ending}`
      const source = { url, type, file: `content/modules/${code}/audio/${name}` }
      found.set(key, { ...recording, sources: [...recording.sources, source] })
    }
  }
  for (const [key, { sources }] of found)
    if (sources.length === 0) throw new Error(`content/modules/${code}/audio/${key}.yaml: there is no recording beside it`)
  return found
}
