import { formatsFor } from '../formats.ts'
import type { errors as zh } from '../zh/errors.ts'

const format = formatsFor('en')

export const errors: typeof zh = {
  400: {
    title: 'This step did not work',
    more: 'Part of the page was missing; perhaps it was open too long. Go back and do it once more. What was recorded is kept.',
  },
  403: {
    title: 'This account cannot open this page',
    more: 'If it should, ask your office or the county. Your hours and answers are kept.',
  },
  404: {
    title: 'This page cannot be found',
    more: 'The link may be old, or a few letters are missing. Your hours and answers are kept; nothing is lost.',
  },
  405: {
    title: 'This address cannot be opened like this',
    more: 'Please use the button on the page. What was recorded is kept; nothing is lost.',
  },
  413: {
    title: 'That was too long to send',
    more: 'Please make it shorter, or send it in two parts. What was recorded is kept; nothing is lost.',
  },
  429: {
    title: 'A little too fast: take a short break',
    more: 'Many people are on this network just now. Your account is not locked; hours and answers are kept.',
  },
  500: {
    title: 'Something went wrong on our side',
    more: 'It was nothing you did. Try again in a while; what was recorded is kept.',
  },
  503: {
    title: 'Being looked after: back in a few minutes',
    more: 'Your hours and answers are kept; nothing is lost. You can carry on where you were.',
  },
  waitSeconds: (seconds) => `Please try again in ${format.seconds(seconds)}.`,
  home: 'Back to today',
  reference: (id) => `When you report it, give this number: ${id}`,
}
