import { formatsFor } from '../formats.ts'
import type {
  password as passwordZh,
  preferences as preferencesZh,
  signIn as signInZh,
  signOut as signOutZh,
} from '../zh/account.ts'

const format = formatsFor('en')

export const signIn: typeof signInZh = {
  title: 'Sign in',
  name: 'Number, phone or staff name',
  nameHint: 'Your number is the 8 digits your judicial office gave you. Staff use their sign-in name.',
  password: 'Password',
  go: 'Sign in',
  notIn: 'Not signed in yet',
  wrong: 'The number or the password is not right. Please check for a digit too many.',
  wrongShort: 'Number or password not right: please type them again',
  nameMissing: 'Enter your number, phone or staff name',
  passwordMissing: 'Enter your password',
  slowDown: (seconds) =>
    `Please wait ${format.seconds(seconds)} and try again. Nothing is locked; your number and password stay valid.`,
  slowDownShort: (seconds) => `Try again in ${format.seconds(seconds)}`,
  forgotten: (phone) => ({
    before: 'Forgot your password, or typing is hard? Call your judicial office on ',
    phone,
    after: ' and someone will sign you in.',
  }),
  forgottenNoPhone:
    'Forgot your password, or typing is hard? Come to the nearest judicial office; someone will sign you in.',
  expired:
    'You were away for a while and have been signed out. Sign in again: your hours and answers are kept.',
  signedOut: 'You are signed out.',
  demoHint: {
    before: 'Demo accounts: the names are in the README, the password is ',
    password: 'qicheng-demo',
    after: '.',
  },
  welcome: 'One step, then the next.',
  welcomeMore: "Sign in to see this month's hours, to study on your phone, or to ask someone for help.",
  appointmentTitle: 'Which appointment are you working under?',
  appointmentGo: 'Work under this one',
}

export const signOut: typeof signOutZh = {
  title: 'Sign out',
  question: 'Sign out?',
  explained: 'Time and answers already recorded are kept. You can carry on next time.',
  here: 'Sign out on this device',
  everywhere: 'Sign out on every device',
  everywhereExplained: "Choose this if you lost your phone or signed in on someone else's device.",
  short: 'Sign out',
  stay: 'Stay signed in',
}

export const password: typeof passwordZh = {
  title: 'Change your password',
  current: 'Current password',
  fresh: 'New password',
  freshHint: (least) =>
    `At least ${least} characters. A few words you can remember are fine; no birthdays or phone numbers.`,
  again: 'New password once more',
  go: 'Use the new password',
  changed: 'The password is changed. Other devices are signed out; this one stays signed in.',
  problems: {
    wait: 'That was a few tries too many: try again in some minutes',
    'current-wrong': 'The current password is not right: type it again',
    'current-missing': 'Enter your current password',
    'too-short': (least) => `The new password needs at least ${least} characters`,
    'too-long': (most) => `The new password may have at most ${most} characters`,
    'too-common': 'This password is very common and easy to guess: choose another',
    'contains-name': 'Leave your number, phone or name out of the password',
    same: 'The new password is the same as the current one: choose another',
    'not-equal': 'The two new passwords differ: type it once more',
  },
  problemsTitle: 'The password is not changed yet',
}

export const preferences: typeof preferencesZh = {
  title: 'Display',
  explained: 'This changes how things look on this device only. You can change it back at any time.',
  text: 'Text size',
  textOptions: { normal: 'Normal', large: 'Large' },
  theme: 'Colours',
  themeOptions: { system: 'As on this device', light: 'Light', dark: 'Dark' },
  language: 'Language',
  languageOptions: { zh: '中文', en: 'English' },
  saved: 'Changed.',
  password: 'Change your password',
}
