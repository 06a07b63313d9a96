import { dayAt } from '#app/shared/calendar-day.ts'
import type { NoteWords } from '../note.ts'
import { formatsFor } from '../formats.ts'

const format = formatsFor('zh')

const spanOf = (seconds: number) => format.span(Math.max(1, Math.round(seconds / 60)))
const momentOf = (iso: string) => {
  const instant = new Date(iso)
  return `${format.day(dayAt(instant))} ${format.time(instant)}`
}

/** Why a line that arrived late has the minutes it has. */
export const lateNote: NoteWords['arrived-late'] = (note) =>
  `晚到：按手机的钟，学在 ${momentOf(note.from)}到 ${momentOf(note.until)}，当时没有网；${momentOf(note.arrived)}送到，其中 ${spanOf(note.countedSeconds)}算进这一笔。` +
  (note.seenSeconds >= 60 ? `另有 ${spanOf(note.seenSeconds)}服务器已经见到过，同一段时间只计一次。` : '') +
  (note.closedSeconds >= 60 ? `另有 ${spanOf(note.closedSeconds)}送到时那个月已经截止，没有计入。` : '')

export const late = {
  label: '没有网络时的学习',
  /** For the small script, which fills in what stands in braces: `{n}` is a number. */
  strip: {
    offline: '没有网络：您的学习先记在手机上，有网后补记。',
    /** `{what}`: minutes and answers, where there are any. */
    waits: '手机上先记着 {what}。',
    minutes: '{n} 分钟学习',
    answers: '{n} 个答案',
    list: '、',
    gap: '',
    unitDone: '这一节答完了，先记在手机上。有网后自动补记，您不用再做什么。',
    nextUnit: '接着学第 {n} 节',
    toQuiz: '接着答小测验',
  },
  /** What was made of what had waited, said when it arrives. */
  arrived: {
    counted: (minutes: number) => `已补记 ${minutes} 分钟，学时里会写明“晚到”。`,
    received: '手机上先记着的都送到了。',
    seen: '其余的服务器已经见到过，同一段时间只计一次。',
    again: (unit: string, passage: number) =>
      `第 ${unit} 节第 ${passage} 段的小问题没有答对。再看一眼，重新答就行，时间都在。`,
    goThere: (unit: string, passage: number) => `回到第 ${unit} 节第 ${passage} 段`,
    closed: (minutes: number) =>
      `有 ${minutes} 分钟送到时那个月已经截止，留有记录，没有计入。觉得不对，可以问司法所。`,
    finished: '有一节已经在别处学完，这里记着的不再计。',
    withdrawn: '有一节已经不再教，这里记着的没有计入。可以问司法所。',
    left: '您的学习已经结束，这里记着的没有计入。',
    refused: '手机上记着的有一部分没有计入。可以问司法所。',
  },
  quiz: {
    handedIn: '没有网络：答卷先记在手机上，有网后自动交，只交一次。',
  },
  signOut:
    '这台手机上还有没送到的学习。最好先连上网，打开一节课等它送到，再退出。现在退出也不会丢：您下次在这台手机上登录，会接着送。',
  offlinePage: {
    title: '现在没有网络',
    words: '这一页要有网才能打开。正在学的这一课和正在答的题已经在手机上，没有网也可以接着学。',
    back: '回到正在学的',
    again: '再试一次',
  },
  closed: {
    title: '截止以后才送到的学习',
    lede: '这些学习是没有网时记在手机上的，送到时那个月已经截止，所以没有计入。觉得不对，可以问司法所。',
    ledeOffice:
      '没有网络时记在手机上，送到时那个月已经截止，按规定不计入。需要更正的，可以在查明后另记一笔。',
    line: (unit: string, from: Date, arrived: Date, closedSeconds: number) =>
      `${unit}：按手机的钟学在 ${format.stamp(from)}，${format.stamp(arrived)}送到，有 ${spanOf(closedSeconds)}没有计入。`,
  },
}
