import { formatsFor } from '../formats.ts'
import type { Messages } from '../zh.ts'

const format = formatsFor('en')

export const counting: Messages['counting'] = {
  title: 'Begun, and not yet in the hours',
  how: 'The time of a unit goes to the hours once all of its questions are answered.',
  none: 'Nothing is half done just now.',
  place: (passage, passages) => `At part ${passage} of ${passages}`,
  opened: (minutes, counted) => `Open for ${format.span(minutes)} so far; ${format.span(counted)} can count.`,
  rest: 'What is less than a whole minute does not count.',
  withdrawn: {
    title: 'This unit has been taken out',
    what: 'The lessons have changed and this unit is no longer studied. That is not your fault.',
    minutes: (minutes) =>
      `The ${format.span(minutes)} that you have studied are still here; one tap puts them in your hours.`,
    nothing: 'There is not yet a whole minute of this unit to count.',
    keep: (minutes) => `Put ${format.span(minutes)} in my hours`,
    close: 'Close this unit',
    left: 'Your learning has ended; nothing more of this unit is counted.',
    gone: (count) =>
      count === 1
        ? 'A unit you had begun has been taken out; the time you studied is still here: '
        : `${count} units you had begun have been taken out; the time you studied is still here: `,
    toStudy: 'See other courses',
  },
}
