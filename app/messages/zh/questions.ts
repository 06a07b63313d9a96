import type { CorrectionProblem, Verdict } from '#app/domains/hours/question.policy.ts'
import type { CalendarDay } from '#app/shared/calendar-day.ts'
import type { Minutes } from '#app/shared/minutes.ts'
import { formatsFor } from '../formats.ts'

const format = formatsFor('zh')

/** Questions on lines of the statement: asking, answering, and what both sides see afterwards. */
export const questions = {
  ask: {
    open: '这条不对？',
    openAgain: '还是不对？',
    label: '哪里不对',
    hint: (days: number) => `写一句就行，也可以请工作人员代写。${days} 天内回复您。`,
    go: '问一问',
    problemTitle: '还差一点',
    problems: {
      'words-missing': '请写一句哪里不对。',
      'words-too-long': '请写短一点，最多 500 个字。',
      'entry-missing': '请在要问的那一条下面写。',
      'already-asked': '这条已经问过了，还在等答复。答复来了以后可以再问。',
    },
  },
  /** Staff write it down for the person. */
  behalf: {
    open: '学员说这条不对',
    label: '学员说的话',
    hint: (days: number) => `照学员的原话写。从今天起 ${days} 天内要答复。`,
    go: '替学员记下',
  },
  state: {
    asked: (day: CalendarDay) => `您 ${format.day(day)}问的：`,
    askedOnBehalf: (day: CalendarDay) => `${format.day(day)}请工作人员代写的：`,
    waiting: (due: CalendarDay) => `${format.day(due)}前答复您。`,
    overdue: (due: CalendarDay) =>
      `说好 ${format.day(due)}前答复，已经晚了。可以打给司法所，也可以向检察院反映。`,
    quoted: (words: string) => `“${words}”`,
    verdicts: {
      upheld: '看过了，这条没有记错。',
      reversed: '核对属实，这条已经冲掉。',
      recredited: '核对属实，这条已经冲掉，重新记了一条。',
    } satisfies Record<Verdict, string>,
    answered: (day: CalendarDay, who: string) => `${format.day(day)} ${who} 答复`,
  },
  /** The same on staff's pages. */
  staffState: {
    asked: (day: CalendarDay) => `学员 ${format.day(day)}问的：`,
    askedOnBehalf: (day: CalendarDay) => `学员 ${format.day(day)}说的，工作人员代写：`,
    waiting: (due: CalendarDay) => `${format.day(due)}前要答复`,
    overdue: (due: CalendarDay) => `${format.day(due)}前就该答复，已经过期`,
    open: '去答复',
    see: '看这条疑问',
  },
  today: {
    title: '今天',
    answered: (asked: CalendarDay) => `您 ${format.dayOfMonth(asked)}问的那条已答复。`,
    see: '去看答复',
  },
  list: {
    title: '学时疑问',
    sentence: (waiting: number, overdue: number) =>
      waiting === 0
        ? '没有等着答复的学时疑问'
        : overdue > 0
          ? `${waiting} 条学时疑问等着答复，其中 ${overdue} 条已经过期`
          : `${waiting} 条学时疑问等着答复`,
    lede: (days: number) => `学员提出后 ${days} 天内要答复。最急的在前。答复由司法所工作人员或者县里作出。`,
    waiting: '等着答复',
    answered: '最近 30 天答复过的',
    none: '现在没有等着答复的',
    noneMore: '学员在学时页上点“这条不对？”，就会列在这里。',
    columns: {
      person: '学员',
      office: '司法所',
      line: '哪一条',
      asked: '提出',
      due: '最晚答复',
      words: '学员说',
      verdict: '答复',
    },
    overdue: '已过期',
    daysLeft: (days: number) => (days === 0 ? '今天' : `还有 ${days} 天`),
    verdicts: { upheld: '没有记错', reversed: '冲掉', recredited: '重新记' } satisfies Record<
      Verdict,
      string
    >,
    line: (day: CalendarDay, source: string, minutes: Minutes) =>
      `${format.day(day)} ${source}，${format.plainMinutes(minutes)}`,
    closed: (count: number, due: CalendarDay) =>
      `未成年社区矫正对象另有 ${count} 条等着答复，最早一条要在 ${format.day(due)}前答复。打开档案要县里批准。`,
  },
  one: {
    title: '学时疑问',
    sentence: (name: string, day: CalendarDay) => `${name}：${format.day(day)}那条不对？`,
    question: '疑问',
    line: '这一条',
    month: '这个月',
    seeFile: '看这个人的档案',
    answer: '怎么答复',
    answerLede: '学员会看到答复、理由和是谁答复的。答复以后不能改，账目只增不改。',
    recorderOnly: '答复由司法所工作人员或者县里作出。您可以把了解到的情况告诉他们。',
    verdict: '核对的结果',
    verdicts: {
      upheld: '没有记错，这条留着',
      reversed: '不该记，冲掉这条',
      recredited: '记得不对，冲掉重新记',
    } satisfies Record<Verdict, string>,
    onlyUpheld: '这条已经冲掉，或者本身就是一笔更正，只能说明。要改现在算数的那条，请学员在那条下面问。',
    reason: '为什么冲掉',
    reasonHint: '冲掉的时候要选。',
    noReason: '不用冲掉',
    times: '重新记的起止时间',
    timesHint: (day: CalendarDay) => `${format.day(day)}当天的时间，比如 19:00。重新记的时候要填。`,
    from: '从',
    to: '到',
    minutes: '重新记多少分',
    minutesHint: '整分钟，1 到 1440。重新记的时候要填。',
    words: '对学员说的话',
    wordsHint: '说清楚核对了什么。没有记错的时候一定要写。',
    check: '先看看会怎么改',
    checkTitle: '这样答复',
    change: (before: Minutes, after: Minutes) =>
      `这样改：${format.number(before)} → ${format.number(after)} 分`,
    takesBack: (before: Minutes) => `这样改：冲掉 ${format.plainMinutes(before)}，不再重新记`,
    stays: (before: Minutes) => `不改：${format.plainMinutes(before)}留着`,
    interval: (from: string, to: string) => `起止：${from}–${to}`,
    reasonIs: (reason: string) => `理由：${reason}`,
    wordsAre: (words: string) => `对学员说：“${words}”`,
    go: '就这样答复',
    back: '回去改',
    cannotUndo: '答复以后不能改。',
    answered: '已经答复，学员看得到了。',
    problemTitle: '还差一点',
    problems: {
      'verdict-missing': '请选核对的结果。',
      'reason-missing': '请选为什么冲掉。',
      'answer-words-missing': '没有记错的时候，请对学员说一句为什么。',
      'words-too-long': '请写短一点，最多 500 个字。',
      'words-missing': '请写一句。',
      'times-missing': '请填起止时间。',
      'time-unreadable': '时间请写成 19:00 这样。',
      'times-order': '结束要晚于开始。过了零点的，分两天记。',
      'times-ahead': '这个时间还没有到，请核对。',
      'minutes-missing': '请填重新记多少分。',
      'minutes-out-of-range': '请填 1 到 1440 的整分钟。',
      'same-as-before': '和原来一样，没有改动。没有记错就选“没有记错”。',
      'beyond-interval': '分钟数超过了起止时间，请核对。',
      'not-a-credit': '这条本身是一笔更正，只能说明。',
      'already-reversed': '这条刚刚已经被冲掉了，只能说明。',
      'already-answered': '这条刚刚已经有人答复了，您写的没有记下。答复在下面。',
    } satisfies Record<CorrectionProblem, string> & Record<string, string>,
  },
}
