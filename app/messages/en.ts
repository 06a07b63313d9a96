import { password, preferences, signIn, signOut } from './en/account.ts'
import { auditLog } from './en/audit-log.ts'
import { assign } from './en/assign.ts'
import { accounts } from './en/accounts.ts'
import { audit, board, bureau } from './en/board.ts'
import { calendarLink } from './en/calendar-link.ts'
import { check } from './en/check.ts'
import { common } from './en/common.ts'
import { counting } from './en/counting.ts'
import { counselling } from './en/counselling.ts'
import { counsellor } from './en/counsellor.ts'
import { county, grants } from './en/county.ts'
import { errors } from './en/errors.ts'
import { display, front, specimen } from './en/face.ts'
import { hours } from './en/hours.ts'
import { items } from './en/items.ts'
import { listen } from './en/listen.ts'
import { late } from './en/late.ts'
import { lecturer } from './en/lecturer.ts'
import { menus } from './en/menus.ts'
import { my } from './en/my.ts'
import { minors, office, people } from './en/office.ts'
import { myCounselling } from './en/my-counselling.ts'
import { myLectures } from './en/my-lectures.ts'
import { notices } from './en/notices.ts'
import { occasions } from './en/occasions.ts'
import { oral } from './en/oral.ts'
import { orders } from './en/orders.ts'
import { recommended } from './en/recommended.ts'
import { questions } from './en/questions.ts'
import { quiz } from './en/quiz.ts'
import { referral } from './en/referral.ts'
import { study } from './en/study.ts'
import { teaching } from './en/teaching.ts'
import { words } from './en/words.ts'
import { formatsFor } from './formats.ts'
import type { Messages } from './zh.ts'

/** Quotation marks and apostrophes are straight: the Chinese fonts set curly ones a whole square wide. */
export const en: Messages = {
  locale: 'en',
  format: formatsFor('en'),
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
