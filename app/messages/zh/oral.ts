import type { OralRefusal, OralStartRefusal } from '#app/domains/learning/oral-exam.policy.ts'
import type { CalendarDay } from '#app/shared/calendar-day.ts'
import { formatsFor } from '../formats.ts'

const format = formatsFor('zh')

/** 口头考试: staff ask the questions of a quiz aloud and write down what is said. */
export const oral = {
  title: '口头考试',
  open: '口头考试',
  of: (name: string) => `${name}：口头考试`,
  lede: '题目和手机上的小测验一样：工作人员念，学员说，当场记下。通过了同样算学完这一课；学时按学习的时间算，分数高低不影响。',
  fromPhone:
    '学员在手机上做到一半的，在这里接着问：题不换，答过的都在。问的时候手机上不能答；不问了可以交还。',
  reading: '登记了看字有困难，适合口头考试。',
  columns: { module: '课程', standing: '考到哪儿', action: '接下来' },
  none: '现在没有可以口头考试的课。',
  standing: {
    new: '还没有考过',
    open: (answered: number, questions: number) => `学员在手机上答了 ${answered} 题，共 ${questions} 题`,
    mine: (answered: number, questions: number) => `您问到一半，记下 ${answered} 题，共 ${questions} 题`,
    other: (asker: string, answered: number, questions: number) =>
      `${asker}在问，记下 ${answered} 题，共 ${questions} 题`,
    passed: (day: CalendarDay, right: number, questions: number) =>
      `${format.fullDay(day)}通过，${questions} 题答对 ${right} 题`,
    missed: (right: number, questions: number) => `上次 ${questions} 题答对 ${right} 题，还没通过`,
    wait: (right: number, questions: number, day: CalendarDay, time: string) =>
      `上次 ${questions} 题答对 ${right} 题，${format.day(day)} ${time} 以后可以再考`,
  },
  start: (code: string) => `开始问 ${code}`,
  goOn: (code: string) => `接着问 ${code}`,
  takeOver: (code: string) => `改由我来问 ${code}`,
  again: (code: string) => `再问一次 ${code}`,
  see: '看结果',
  problem: '口头考试没有开始',
  problems: {
    left: '这个人已经不在册，不能再考。以前的结果还能看。',
    'own-exam': '不能自己考自己。请同事来问。',
    'not-equivalent': '按现行的学时规则，口头考试不能代替手机上的小测验。',
    'not-found': '找不到这一课或这次考试，可能刚刚有变化。请看下面现在的样子。',
    'no-quiz': '这一课没有适合这个人的题。请换一课。',
    wait: '上次没通过，还没到可以再考的时间。时间写在这一课后面。',
    'asked-by-other': '同事正在问这一课。要换您来问，请按“改由我来问”。',
    'not-mine': '这次考试现在不由您问：同事接了过去，或者交还给了学员。您刚写的没有存上。',
    'module-missing': '请选一课再开始。',
  } satisfies Record<OralStartRefusal | OralRefusal, string> & Record<string, string>,
  exam: {
    title: (name: string, module: string) => `${name}：${module}`,
    lede: (questions: number, passRight: number) =>
      `一题一题念，学员怎么说就怎么记，不提示。${questions} 题答对 ${passRight} 题算通过；答案交了以后才出现。`,
    how: '先说的话和问法',
    several: '念完几个选项再问：“哪几个对？可能不止一个。”',
    single: '念完几个选项再问：“选哪一个？”',
    order: '“这几步，先做哪一步，后做哪一步？”先做的记 1。',
    trueFalse: '“这句话对，还是不对？”',
    number: '学员说多少就记多少，只写数字。',
    saved: (count: number) => `记下了 ${count} 题，都存好了。`,
    kept: '刚才记的存好了。',
    saving: '正在存',
    unsaved: '还没存上：网断了，或者有一题没填好。按“存下”再试一次。',
    save: '存下，先问到这里',
    hand: '交卷，看结果',
    handHint: '不会的题可以空着，空着算没有答。交了以后就不能改，会看到每一题的讲解，念给学员听。',
    giveBack: '不问了',
    giveBackHow: '记下的答案都留着，学员可以在手机上接着答，也可以改天再问。',
    giveBackDo: '交还给学员自己答',
    problems: '有几处要改一下，别的都还在',
  },
  result: {
    passed: (right: number) => `答对 ${right} 题，通过了`,
    missed: (right: number, short: number) => `答对 ${right} 题，还差 ${short} 题`,
    oral: (asker: string, day: CalendarDay) => `口头考试，${asker}念题，${format.fullDay(day)}。`,
    written: (day: CalendarDay) => `学员自己在手机上答的，${format.fullDay(day)}。`,
    readOut: '把下面的讲解念给学员听。没答对的在前面。',
    said: '学员答',
    nothing: '没有答',
    right: '答对了',
    answer: '正确答案',
    missedTitle: (count: number) => `没答对的 ${count} 题`,
    allRight: '每一题都答对了。',
    rest: (count: number) => `答对的 ${count} 题`,
    closing: '最后说',
    back: '回到口头考试',
    toFile: '回到档案',
    law: (version: CalendarDay, reviewed: CalendarDay) =>
      `条文版本 ${version}，${format.fullDay(reviewed)}核对`,
  },
  /** On the person's own pages. */
  my: {
    running: '口头考试：工作人员正在念题，还没有问完。',
    runningBy: (asker: string, answered: number, questions: number) =>
      `口头考试：${asker}在念题，记下了 ${answered} 题，共 ${questions} 题。问完以后在这里看结果；想自己答，请跟工作人员说一声，他会交还给您。`,
    wasAloud: (asker: string) => `口头考试，${asker}念题。`,
    result: (asker: string, day: CalendarDay) =>
      `口头考试：${format.day(day)}，${asker}念题，您来答。和自己做小测验一样算。`,
  },
}
