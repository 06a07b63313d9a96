import { z } from 'zod'
import { isCalendarDay, type CalendarDay } from '#app/shared/calendar-day.ts'
import { accessNeeds } from './access-needs.policy.ts'
import {
  categories,
  grades,
  intakeProblems,
  offences,
  phases,
  schoolings,
  sexes,
  works,
} from './intake.policy.ts'

const day = (code: string) =>
  z
    .string(code)
    .trim()
    .refine((text): text is CalendarDay => isCalendarDay(text), code)

const fields = z
  .object({
    officeId: z.uuid('office-unknown'),
    number: z
      .string('number-shape')
      .transform((text) => text.normalize('NFKC').replaceAll(/[\s-]/g, ''))
      .refine((text) => /^\d{8}$/.test(text), 'number-shape'),
    name: z.string('name-missing').trim().min(1, 'name-missing').max(40, 'name-long'),
    sex: z.enum(sexes, 'sex-unknown'),
    birthDay: day('birth-unreadable'),
    category: z.enum(categories, 'category-unknown'),
    phase: z.enum(phases, 'phase-unknown'),
    grade: z.enum(grades, 'grade-unknown'),
    offenceClass: z.enum(offences, 'offence-unknown'),
    schooling: z.enum(schoolings, 'schooling-unknown'),
    work: z.enum(works, 'work-unknown'),
    local: z.enum(['yes', 'no'], 'local-unknown').transform((answer) => answer === 'yes'),
    needs: z.array(z.enum(accessNeeds, 'needs-unknown')),
    enteredOn: day('entered-unreadable'),
    dueOn: day('due-unreadable'),
  })
  .superRefine((typed, context) => {
    for (const { field, code } of intakeProblems(typed)) {
      context.addIssue({ code: 'custom', path: [field], message: code })
    }
  })

/**
 * One person as the bureau types them; what they need comes as a box of its own for each (`needs-hearing`). Checks between
 * the fields are the intake's own rule, the same for a file.
 */
export const intakeSchema = z.preprocess(
  (typed) =>
    typeof typed === 'object' && typed !== null
      ? { ...typed, needs: accessNeeds.filter((need) => `needs-${need}` in typed) }
      : typed,
  fields,
)
