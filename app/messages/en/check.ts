import type { Messages } from '../zh.ts'

export const check: Messages['check'] = {
  statement: 'Is this right? ',
  how: {
    single: '',
    several: 'More than one may be right: choose all that are.',
    'true-false': '',
    order: 'Give each step a number; what comes first is 1.',
    number: 'Write a whole number, such as 10.',
  },
  problemTitle: 'This question is not answered yet',
  problems: {
    missing: 'Choose an answer first, or fill in the box',
    'unknown-option': 'Choose from what is offered',
    'place-twice': 'Two steps have the same number; give each a number of its own',
    'place-missing': 'One step has no number yet; give each step one',
    'not-a-number': 'Write a whole number, such as 10',
  },
}
