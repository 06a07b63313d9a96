import { formatsFor } from '../formats.ts'
import type { calendarLink as zh } from '../zh/calendar-link.ts'

const format = formatsFor('en')

export const calendarLink: typeof zh = {
  title: 'Calendar link',
  sentence: 'Your classes in your own calendar',
  lede: 'The calendar of a phone or computer subscribes to this link: new classes, changed times and cancellations arrive by themselves, every few hours.',
  what: 'It holds times, titles and places alone: no names and no numbers of people.',
  whoHas:
    'Whoever has the link can read it without signing in. Please do not pass it on. It ends by itself with your appointment.',
  none: 'There is no link now.',
  since: (day) => `The link made on ${format.day(day)} is in use.`,
  make: 'Make a link',
  makeAgain: 'Make a new link',
  makeAgainNote: 'The one before stops working at once.',
  made: 'The link is ready. It is shown this once',
  label: 'Calendar link',
  labelHint:
    'Copy it, choose "subscribe to calendar" or "add calendar from URL" in your calendar, and paste it.',
  subscribe: "Subscribe with this device's calendar",
  revoke: 'Take the link back',
  revoked: 'The link is taken back. It opens nothing.',
  lost: 'If the link is lost or somebody else may have it, take it back or make a new one.',
  fromAccount: 'Calendar link',
  event: 'Add to calendar',
}
