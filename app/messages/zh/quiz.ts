import type { CalendarDay } from '#app/shared/calendar-day.ts'
import type { Minutes } from '#app/shared/minutes.ts'
import { formatsFor } from '../formats.ts'

const format = formatsFor('zh')

export const quiz = {
  title: '小测验',
  of: (module: string) => `小测验：${module}`,
  /** On the overview, while a quiz is begun and not handed in. */
  openOnToday: (module: string, answered: number, questions: number) =>
    answered === 0
      ? `“${module}”的小测验开始了，还没有答题。`
      : `“${module}”的小测验存好了 ${answered} 题，共 ${questions} 题，答案都存着。`,
  /** On the module's page. */
  onModule: {
    title: '小测验',
    words: (questions: number, passRight: number) => `${questions} 道题，答对 ${passRight} 道就算通过。`,
    suggest: '各节看完再做，会更顺手；想先做也可以。',
    open: (answered: number, questions: number) =>
      answered === 0
        ? `已经开始了，共 ${questions} 题，还没有答。`
        : `做到一半，存好 ${answered} 题，共 ${questions} 题。`,
    passed: (day: CalendarDay) => `${format.day(day)}通过了，这一课已经完成。`,
    missed: (right: number, passRight: number) => `上次答对 ${right} 题，还差 ${passRight - right} 题。`,
    go: '去小测验',
    carryOn: '接着答',
    look: '看结果',
  },
  before: {
    title: '做个小测验',
    what: (questions: number) => `一共 ${questions} 道题，都在这一课里讲过。`,
    passMark: (passRight: number, questions: number) => `共 ${questions} 题，答对 ${passRight} 题就算通过。`,
    hours: '学时按学习的时间算，分数高低不影响。',
    saved: '不限时间。能自动保存的手机上，选一题存一题，随时可以走。',
    empty: '不会的题可以空着，空着算没有答。',
    again: (minutes: Minutes) => `没通过也没关系，过 ${format.span(minutes)}就能再做，次数不限。`,
    start: '开始答题',
    startAgain: '再做一次',
    carryOn: '接着答',
    carryOnWords: (answered: number, questions: number) =>
      answered === 0
        ? `上次已经开始了，共 ${questions} 题，还没有答。`
        : `上次做到一半，存好了 ${answered} 题，共 ${questions} 题。`,
    wait: (day: CalendarDay, time: string) =>
      `${format.day(day)} ${time} 以后可以再做。先回去看看没答对的地方。`,
    left: '您的学习已经结束，小测验只能看，不能再做。',
    nothingChosen: '请按下面的按钮开始。',
    lastPassed: (right: number, questions: number) => `上次答对 ${right} 题，共 ${questions} 题，通过了。`,
    lastMissed: (right: number, questions: number) => `上次答对 ${right} 题，共 ${questions} 题，还没通过。`,
    look: '看上次的结果',
    toModule: '回到这一课',
  },
  ask: {
    stopHere: '先到这里',
    where: (number: number, questions: number) => `第 ${number} 题，共 ${questions} 题`,
    several: '可能不止一个，把对的都选上。',
    order: '给每一步选一个号，第 1 步写 1。',
    place: '排第几',
    notPlaced: '还没排',
    number: '写一个整数',
    isTrue: '对',
    isFalse: '不对',
    next: '存好，下一题',
    toEnd: '存好，看一遍',
    previous: '上一题',
    skip: '先跳过',
    endTitle: '都看过了，可以交了',
    endTitleAll: '答完了就交',
    endHint: '空着的题算没有答，也可以交。交了以后就不能改，会看到每一题的讲解。',
    hand: '交卷，看结果',
    allAnswered: '每一题都答了。',
    leftOpen: '还空着：',
    goTo: (number: number) => `第 ${number} 题`,
    saved: '存好了，随时可以走',
    savedCount: (count: string) => `存好了 ${count} 题，随时可以走`,
    saving: '正在存',
    unsaved: '网断了，这几题还没存上，连上就接着存：',
    unfinished: '这一题还没填好，先不存',
    over: '这里不能再存了。请重新打开这一页。',
    list: '、',
  },
  problems: {
    title: '有几处要改一下，别的都还在',
    unknownOption: (number: number) => `第 ${number} 题：从给出的几个里选一个`,
    placeTwice: (number: number) => `第 ${number} 题：两步用了同一个号，每一步换一个不同的号`,
    placeMissing: (number: number) => `第 ${number} 题：还有一步没有号。每一步都选一个号，或者全都不选`,
    notANumber: (number: number) => `第 ${number} 题：写一个整数，例如 10；不会就空着`,
  },
  result: {
    passed: (right: number) => `答对 ${right} 题，通过了`,
    missed: (right: number, short: number) => `答对 ${right} 题，再对 ${short} 题就通过`,
    mark: (questions: number, passRight: number) => `共 ${questions} 题，答对 ${passRight} 题就算通过。`,
    completed: '这一课完成了。',
    notYet: '没关系，看看下面几题，再做一次就好。次数不限。',
    hours: '学时按学习的时间算，分数高低不影响。',
    bar: (right: number, questions: number) => `${questions} 题里答对 ${right} 题`,
    lookAgain: (count: number) => `再看一眼这 ${count} 题`,
    allRight: '每一题都答对了。',
    number: (number: number) => `第 ${number} 题`,
    /** Stands before `nothing`: “您 没有答”. */
    left: '您',
    chose: '您选了',
    wrote: '您写了',
    nothing: '没有答',
    safer: '更稳妥',
    inLaw: '法律上',
    yourAnswerRight: '答对了',
    version: (version: CalendarDay, reviewed: CalendarDay) =>
      `条文版本 ${version}，${format.fullDay(reviewed)}核对`,
    backToUnit: (number: number) => `回到第 ${number} 节看看`,
    all: (questions: number) => `看全部 ${questions} 题`,
    toToday: '好，回到今天',
    again: '再做一次',
    againFrom: (day: CalendarDay, time: string) => `${format.day(day)} ${time} 以后可以再做。`,
    toModule: '回到这一课',
    arrow: ' → ',
    semicolon: '；',
  },
}
