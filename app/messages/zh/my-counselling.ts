import type { CalendarDay } from '#app/shared/calendar-day.ts'
import { formatsFor } from '../formats.ts'

const format = formatsFor('zh')

/** A person's own counselling. May be read over a shoulder: what was talked about is in none of it. */
export const myCounselling = {
  title: '找人聊聊',
  /** From the other pages of a person. */
  link: '心里有事，找人说说',
  today: {
    next: (day: CalendarDay, time: string) =>
      `${format.day(day)} ${format.weekday(day)} ${time}，约好了和老师谈。`,
    now: (time: string) => `今天 ${time}，约好了和老师谈。`,
    see: '看一看',
  },
  back: '找人聊聊',

  standing: {
    never: {
      sentence: '心里有事，可以找人说说',
      more: '县里有心理老师。谈不谈，由您自己定。谈了什么，司法所看不到。来谈的时间也算学时。',
    },
    ready: {
      sentence: '想谈，随时可以说',
      more: '同意书您看过，也同意了。说一声，就有老师来跟您约时间。',
    },
    waiting: {
      sentence: '说好了，在等一位老师',
      more: '有老师接下，会给您发消息，再跟您约时间。',
    },
    unsigned: {
      sentence: '还差一步：看看同意书',
      more: '您同意以后，老师才能接下。',
    },
    unsignedByGuardian: {
      sentence: '还差一步：监护人也要同意',
      more: '您自己同意过了。监护人签一张纸，由心理老师登记，登记好了会给您发消息。',
    },
    referred: {
      sentence: '所里想请一位老师，跟您谈谈',
      more: '谈不谈，您自己定。不谈，不影响学时、考核和别的事。',
    },
    incomplete: {
      sentence: '还差监护人同意',
      more: '您自己同意过了。监护人签一张纸，由心理老师登记，登记好了会给您发消息。',
    },
    newText: {
      sentence: '同意书换了一版',
      more: '请再看一看。愿意，就再同意一次。',
    },
    halted: {
      sentence: '先停在这里',
      more: '监护人的同意现在没有了。没有人能打开锁着的内容，老师也不能。监护人再同意，就接着谈。',
    },
    withdrawn: {
      sentence: '您撤回了，都停下了',
      more: (until: CalendarDay) =>
        `锁着的内容，谁也打不开，老师也不能。最晚到 ${format.day(until)}销毁，谁也恢复不了。`,
      gone: (until: CalendarDay) => `锁着的内容，${format.day(until)}已经销毁，谁也恢复不了。`,
    },
    left: {
      sentence: '这里的谈话结束了',
      more: '以前留下的，您还能看。',
      withdraw: '以前留下的，您还能看，也还能撤回同意。',
    },
    inCase: {
      today: (time: string) => `今天 ${time} 约好了`,
      next: (day: CalendarDay, time: string) => `${format.day(day)}${format.weekday(day)} ${time} 约好了`,
      none: '有老师接下了',
      with: (counsellor: string, place: string) => `和${counsellor}老师，${place}。`,
      will: (counsellor: string) => `${counsellor}老师会跟您约时间，约好了发消息。`,
      unnamed: '老师会跟您约时间，约好了发消息。',
    },
  },
  asked: (day: CalendarDay) => `${format.day(day)}说的。`,

  go: {
    ask: '我想谈谈',
    consent: '看看同意书',
    consentFirst: '先看看同意书',
    notNow: '这次不谈',
    again: '还是愿意谈，看看同意书',
    erase: '现在就销毁',
  },

  appointments: {
    title: '约好的时间',
    when: (day: CalendarDay, times: string) => `${format.day(day)} ${format.weekday(day)} ${times}`,
    calendar: '加到手机日历',
    cannot: '来不了？',
    cannotMore: '不用说为什么。不扣学时，司法所看不到，也不影响以后再约。',
    cancel: '取消这一次',
    /** In somebody's own calendar, where others may look. */
    event: '约好的时间',
  },
  request: {
    title: '在等老师接的',
    asked: (day: CalendarDay, wish: string) => `${format.day(day)}说想谈谈。想找的老师：${wish}。`,
    referred: (day: CalendarDay) => `${format.day(day)}，所里想请一位老师跟您谈谈。`,
    words: '看看自己写的话',
    wordsMore: '锁着的。除了您自己，只有接下的老师能打开。',
    gone: '您写的话已经销毁了。',
    unreadable: '您写的话在这里，可是现在打不开。请跟老师说一声。',
    none: '没有写话。',
    takeBack: '不谈了，撤回这一次',
  },
  seen: {
    title: '谁看得到',
    office: (lines: number) =>
      lines === 0
        ? '司法所只看得到谈过的日子、哪一种、多少分钟和一句话。现在什么也没有。'
        : `司法所只看得到谈过的日子、哪一种、多少分钟和一句话，现在有 ${format.number(lines)} 次。`,
    readings: (count: number) =>
      count === 0
        ? '锁着的内容，还没有人打开过。'
        : `锁着的内容，打开过 ${format.number(count)} 次，每一次都记着。`,
    link: '一样一样看',
  },
  consent: {
    title: '同意书',
    stands: (day: CalendarDay) => `${format.day(day)}起算数。`,
    none: '还没有同意。',
    notYetValid: (day: CalendarDay) => `您 ${format.day(day)}同意了。还差一样，现在还不算数。`,
    withdrawnOn: (day: CalendarDay) => `${format.day(day)}撤回了。`,
    read: '看同意书',
    withdraw: '撤回同意',
    /** Each word on it, the newest first. */
    words: '谁在哪天说了什么',
    word: {
      person: { given: '您同意了', withdrawn: '您撤回了' },
      guardian: { given: '监护人同意了', withdrawn: '监护人撤回了' },
    },
    manner: { screen: '在这里点的', paper: '签在纸上，由老师登记' },
    said: (day: CalendarDay, what: string, version: number, how: string) =>
      `${format.fullDay(day)}，${what}：第 ${format.number(version)} 版，${how}。`,
    /** Under the text. */
    yours: '您自己的话',
    saying: '点下面，就是说：',
    yes: '我同意',
    notYet: '先不定，回去',
    given: (day: CalendarDay) => `${format.day(day)}您同意了这一版。`,
    guardian: '监护人的话',
    guardianMore: '您按未成年人办理，还要监护人同意。监护人在纸上签下面这句话，由心理老师登记：',
    guardianGiven: (day: CalendarDay) => `监护人 ${format.day(day)}签了字，已经登记。`,
    guardianMissing: '现在还没有登记。',
    left: '您已经不在这里学习，不用再签。',
  },
  withdrawing: {
    title: '撤回同意',
    lede: '不用说为什么。撤回以后是这样：',
    now: '从撤回的时候起，锁着的内容谁也打不开，老师也不能。老师会知道您撤回了。',
    booked: '约好的时间不会自己取消。不想去，请在前一页取消。',
    until: (day: CalendarDay) =>
      `到 ${format.day(day)}，锁着的内容就销毁，谁也恢复不了。想早一点，撤回以后就能马上销毁。`,
    stays: '哪天来过、多少分钟、那一句话，还有依法说出去的记录，照规定留着。学时不变。',
    back: (day: CalendarDay) => `${format.day(day)}以前又愿意了，再同意一次就能接着谈。`,
    go: '撤回，现在就停',
    notNow: '不撤了，回去',
    nothing: '没有可以撤回的',
    nothingMore: '您现在没有同意过，或者已经撤回了。',
  },
  erasing: {
    title: '现在就销毁',
    lede: '销毁以后谁也恢复不了：您、老师、管系统的人都不能。',
    goes: '销毁的：您写的话，老师的记录，还没写完的草稿。',
    stays: '留着的：哪天来过、多少分钟、那一句话，还有依法说出去的记录。',
    go: '销毁，我知道恢复不了',
    notNow: '先不销毁，回去',
    first: '先撤回，才能销毁',
    firstMore: '锁着的内容是凭您的同意留着的。撤回以后，就能马上销毁。',
  },
  asking: {
    sentence: '想谈谈，说一声就行',
    lede: '不用说理由。有老师接下，会给您发消息。这里不是急救。',
    wish: '想找哪位老师',
    words: '想先说一句（可以不写）',
    wordsHint: '写了就锁起来，除了您自己，只有接下的老师能打开。最多 1000 个字。',
    sealingOff: '这里现在不能锁住您写的话，所以不请您写。直接说一声就行，话当面再说。',
    go: '跟老师说我想谈谈',
    unsigned: '说了以后，还要看一看同意书，老师才能接下。',
    back: '先不说，回去',
    inCase: '已经有老师了',
    inCaseMore: '有话可以在约好的时间跟老师说。要换时间、换老师，也跟老师说。',
    waiting: '已经说过了，在等老师',
    waitingMore: '说一次就行。',
    left: '您已经不在这里学习',
    leftMore: '想接着谈，可以打电话问司法所，哪里有人能帮您。',
  },
  record: {
    title: '谁看得到什么',
    lede: '锁着的内容，平常只有您的心理老师能打开。别人看得到什么、谁打开过，都写在这里。',
    office: '司法所看到的，就是这些',
    officeMore: '日期、方式、分钟和一句跟您说好的话。别的看不到，约了没来也看不到。',
    officeNone: '还没有谈过，司法所什么也看不到。',
    columns: { day: '日期', kind: '方式', minutes: '分钟', line: '一句话' },
    hours: '学时里的每一笔',
    readings: '谁打开过锁着的内容',
    readingsNone: '还没有人打开过。',
    capacities: { counsellor: '您的心理老师', supervisor: '督导' },
    reason: (reason: string) => `原因：${reason}。`,
    told: '说到外面去的',
    toldNone: '没有。',
    toldLine: (day: CalendarDay, recipient: string) => `${format.day(day)}，告诉了${recipient}。`,
    toldYou: (day: CalendarDay) => `${format.day(day)}告诉了您。`,
    own: '只有您和老师看得到的',
    ownNone: '没有。',
    ownMore: '约过的时间、您说过的话。没来的，哪里也不记账。',
    case: {
      open: (day: CalendarDay, counsellor: string) => `${format.day(day)}起，${counsellor}老师和您谈。`,
      openUnnamed: (day: CalendarDay) => `${format.day(day)}起，有老师和您谈。`,
      closed: (from: CalendarDay, to: CalendarDay, outcome: string) =>
        `${format.fullDay(from)}到 ${format.fullDay(to)}谈过一段：${outcome}。`,
    },
  },
  urgent: { words: '现在就很难受，或者有危险，别等老师。', link: '找人帮忙' },

  done: {
    asked: '跟老师们说了。',
    agreed: '记下了，您同意了。',
    withdrawn: '撤回了，从现在起谁也打不开。',
    off: '取消了。老师会知道，那段时间空出来了。',
    takenback: '撤回了这一次。以后想谈，随时再说。',
  },
  erased: (count: number) =>
    count === 0 ? '没有锁着的内容了，早就销毁了。' : `销毁了 ${format.number(count)} 份，谁也恢复不了。`,
  refused: {
    title: '没有办成',
    consent: {
      'other-text': '同意书刚换了一版。下面是新的，请再看一看。',
      given: '您已经同意过了，不用再点。',
      'version-missing': '没看清您同意的是哪一版。请看过下面的同意书，再点一次。',
    },
    withdraw: { 'not-given': '您已经撤回了，或者没有同意过。' },
    erase: { 'not-withdrawn': '同意还在，没有销毁。要销毁，请先撤回。' },
    ask: {
      left: '您已经不在这里学习，老师接不了了。',
      'case-open': '已经有老师和您谈了，不用再说。有话当面跟老师说。',
      'already-waiting': '您已经说过了，在等老师，不用再说。',
      'sealing-off': '这里现在锁不住您写的话，所以没有送出去。您可以删掉写的话，直接说一声；话当面再说。',
      'words-long': '写得太长了，请写短一点，最多 1000 个字。您写的都还在下面。',
    },
    cancel: {
      settled: '这个时间已经改了或者取消了。下面是现在的样子。',
      stale: '老师刚刚改了这个时间。请看看现在的，再决定。',
      begun: '时间已经到了，这里取消不了。来不了也没关系，不扣学时。',
      'not-yet': '现在还改不了。请看看下面现在的样子。',
    },
    request: {
      settled: '已经有老师接下了，或者已经撤回了。不想谈，直接跟老师说。',
      stale: '刚刚有变化。请看看下面现在的样子。',
    },
  },
}
