import { formatsFor } from './formats.ts'
import type { Locale } from './locale.ts'
import { password, preferences, signIn, signOut } from './zh/account.ts'
import { accounts } from './zh/accounts.ts'
import { audit, board, bureau } from './zh/board.ts'
import { common } from './zh/common.ts'
import { errors } from './zh/errors.ts'
import { hours } from './zh/hours.ts'
import { my } from './zh/my.ts'
import { minors, office, people } from './zh/office.ts'
import { study } from './zh/study.ts'
import { words } from './zh/words.ts'

/** Chinese is the shape; every other language is checked against it. */
export const zh = {
  locale: 'zh' as Locale,
  format: formatsFor('zh'),
  common,
  signIn,
  signOut,
  password,
  preferences,
  my,
  study,
  hours,
  errors,
  words,
  office,
  people,
  minors,
  board,
  bureau,
  audit,
  accounts,
}

export type Messages = typeof zh
