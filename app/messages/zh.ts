import { formatsFor } from './formats.ts'
import type { Locale } from './locale.ts'
import { password, preferences, signIn, signOut } from './zh/account.ts'
import { auditLog } from './zh/audit-log.ts'
import { assign } from './zh/assign.ts'
import { accounts } from './zh/accounts.ts'
import { audit, board, bureau } from './zh/board.ts'
import { calendarLink } from './zh/calendar-link.ts'
import { check } from './zh/check.ts'
import { common } from './zh/common.ts'
import { counting } from './zh/counting.ts'
import { counselling } from './zh/counselling.ts'
import { counsellor } from './zh/counsellor.ts'
import { county, grants } from './zh/county.ts'
import { errors } from './zh/errors.ts'
import { display, front, specimen } from './zh/face.ts'
import { hours } from './zh/hours.ts'
import { items } from './zh/items.ts'
import { listen } from './zh/listen.ts'
import { late } from './zh/late.ts'
import { lecturer } from './zh/lecturer.ts'
import { menus } from './zh/menus.ts'
import { my } from './zh/my.ts'
import { minors, office, people } from './zh/office.ts'
import { myCounselling } from './zh/my-counselling.ts'
import { myLectures } from './zh/my-lectures.ts'
import { notices } from './zh/notices.ts'
import { occasions } from './zh/occasions.ts'
import { oral } from './zh/oral.ts'
import { orders } from './zh/orders.ts'
import { recommended } from './zh/recommended.ts'
import { questions } from './zh/questions.ts'
import { quiz } from './zh/quiz.ts'
import { referral } from './zh/referral.ts'
import { study } from './zh/study.ts'
import { teaching } from './zh/teaching.ts'
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
  check,
  counselling,
  counsellor,
  counting,
  late,
  quiz,
  listen,
  teaching,
  hours,
  questions,
  occasions,
  oral,
  recommended,
  errors,
  words,
  office,
  people,
  minors,
  board,
  bureau,
  audit,
  auditLog,
  front,
  display,
  specimen,
  assign,
  county,
  grants,
  accounts,
  items,
  notices,
  calendarLink,
  myCounselling,
  myLectures,
  referral,
  orders,
  lecturer,
  menus,
}

export type Messages = typeof zh
