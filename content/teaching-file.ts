import { z } from 'zod'
import { readShape, readYaml } from './module-file.ts'

const words = z.string().min(2)

/** `lecture.yaml`: the module as a class that a lecturer holds. */
const lectureShape = z
  .strictObject({
    /** Of the whole class; the steps add up to it. */
    minutes: z.number().int().min(30).max(180),
    /** What people can do afterwards that they could not before. */
    goal: words,
    /** To bring and to prepare. */
    prepare: z.array(words).min(1),
    steps: z
      .array(
        z.strictObject({
          minutes: z.number().int().min(3).max(45),
          title: words,
          /** What is said, point by point. */
          points: z.array(words).min(1),
          /** What people do; a lecture of talk alone is none. */
          activity: words.optional(),
          /** Citations of `module.yaml` that this step rests on. */
          cite: z.array(z.string()).default([]),
        }),
      )
      .min(3)
      .refine((steps) => steps.some(({ activity }) => activity), 'has no activity'),
    /** What a lecturer must not say or do here. */
    avoid: z.array(words).min(1),
    /** For those who hear, see or read badly, and for minors' classes. */
    needs: z.array(words).min(1),
  })
  .refine(
    ({ minutes, steps }) => steps.reduce((sum, step) => sum + step.minutes, 0) === minutes,
    'the steps do not add up to its minutes',
  )

/** `oral.yaml`: how staff take somebody who cannot read through the bank's questions, aloud. */
const oralShape = z.strictObject({
  /** Said first, word for word. */
  opening: words,
  /** How to ask, wait, repeat, and record. */
  rules: z.array(words).min(3),
  /** Said at the end, whatever the result. */
  closing: words,
})

export type Lecture = z.infer<typeof lectureShape>
export type OralSheet = z.infer<typeof oralShape>

export function readLectureFile(text: string, name = 'lecture.yaml'): Lecture {
  return readShape(lectureShape, readYaml(text), name)
}

export function readOralFile(text: string, name = 'oral.yaml'): OralSheet {
  return readShape(oralShape, readYaml(text), name)
}
