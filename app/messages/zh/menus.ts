import type { DayReason } from '#app/domains/calendar/county-day.policy.ts'
import type { CalendarDay, CalendarMonth } from '#app/shared/calendar-day.ts'
import type { Minutes } from '#app/shared/minutes.ts'
import { formatsFor } from '../formats.ts'

const format = formatsFor('zh')

/** The bureau's side of the menu: versions and topics, lecturers, holidays, what was reached and what is still wanted. */
export const menus = {
  title: '课程菜单',
  sentence: (topics: number) => `课程菜单上有 ${format.number(topics)} 个课题`,
  lede: '新菜单先起草、看过，再定从哪天起用。已经点了的课，还按点课时的那一版。',
  problemsTitle: '还没有办成',
  days: '节假日和调休',
  inForce: '现在用的',
  since: (number: number, from: CalendarDay, topics: number) =>
    `第 ${format.number(number)} 版，${format.fullDay(from)}起，${format.number(topics)} 个课题`,
  coming: (number: number, from: CalendarDay) =>
    `第 ${format.number(number)} 版，${format.fullDay(from)}起用`,
  draft: (number: number) => `第 ${format.number(number)} 版，还在起草`,
  older: '以前的版本',
  discarded: (number: number) => `第 ${format.number(number)} 版，没有用就放弃了`,
  none: '这份菜单还没有发布过。',
  open: '看这一版',
  edit: '接着改',
  begin: '起草新的一版',
  beginWhich: (menu: string) => `：${menu}`,
  back: '全部菜单',

  version: {
    sentence: {
      draft: (menu: string, number: number) => `${menu}：第\u00a0${format.number(number)}\u00a0版，还在起草`,
      published: (menu: string, number: number) => `${menu}：第 ${format.number(number)} 版`,
      discarded: (menu: string, number: number) => `${menu}：第 ${format.number(number)} 版，已放弃`,
    },
    lede: {
      draft: '改好以后先预览，再定从哪天起用。发布以后不能再改，只能再起草一版。',
      published: (from: CalendarDay) => `${format.fullDay(from)}起用。发布过的不再改。`,
      discarded: '这一版没有用过。',
    },
    topics: '课题',
    columns: {
      topic: '课题',
      audience: '给谁听',
      length: '时长',
      stage: '阶段',
      room: '设备',
      lessons: '自学课',
    },
    length: (minutes: Minutes, sittings: number) =>
      sittings > 1 ? `${format.number(minutes)} × ${format.number(sittings)} 分钟` : format.span(minutes),
    withdrawn: '从这一版起不再讲',
    noLessons: '没有',
    change: '改',
    add: '加一个课题',
    preview: '看首页会怎样显示',
    publish: '发布',
    publishMore: '从这天起，司法所和首页看到的就是这一版。已经点了的课不变。',
    from: '从哪天起用',
    publishGo: '发布这一版',
    discard: '放弃这一版',
    discardMore: '草稿会收起来，编号不再用。现在用的菜单不受影响。',
    discardGo: '放弃，不发布',
  },
  stages: { any: '都可以', intake: '刚入矫', regular: '常规阶段', 'pre-discharge': '快解矫' },
  equipment: {
    projector: '投影',
    sound: '音响',
    'induction-loop': '助听回路',
    'step-free': '没有台阶',
    'movable-chairs': '能搬动的椅子',
  },

  topic: {
    stands: '现在存着的是',
    newTitle: '加一个课题',
    editTitle: (code: string, title: string) => `${code.toUpperCase()} ${title}`,
    lede: '首页上只显示公开的名称。全名只给工作人员看。',
    code: '编号',
    codeHint: (letter: string) => `${letter} 加数字，比如 ${letter}9。定了不改。`,
    fullZh: '全名（中文）',
    fullEn: '全名（英文）',
    publicZh: '公开的名称（中文）',
    publicEn: '公开的名称（英文）',
    publicHint: '别人可能看到屏幕，不要写身份和案情。',
    audienceZh: '给谁听（中文）',
    audienceEn: '给谁听（英文）',
    minutes: '一次讲多少分钟',
    sittings: '分几次讲',
    stage: '适合哪个阶段',
    roomNeeds: '要用的设备',
    module: '手机上的自学课',
    noModule: '没有',
    moduleComing: (code: string) => `${code.toUpperCase()}（还没有写好）`,
    withdrawn: '停讲',
    withdrawnYes: '从这一版起不再讲，也不能再点',
    save: '保存这个课题',
    addGo: '加进这一版',
    cancel: '不改，回去',
  },

  preview: {
    notice: (menu: string, number: number) =>
      `预览：${menu}换成第 ${format.number(number)} 版以后，首页是这样。`,
    back: '回到这一版',
  },

  did: {
    drafted: '起草好了，内容和上一版一样，可以改了。',
    changed: '课题改好了。',
    added: '课题加好了。',
    published: '发布了。',
    discarded: '放弃了，现在用的菜单没有变。',
  } as Record<string, string>,
  problems: {
    'not-found': '没有找到，可能刚刚有人发布或放弃了它。请看现在的样子。',
    stale:
      '同事刚刚改过这个课题，您的还没有存。下面是您填的，和现在存着的不一样的地方列在前面；看过再存，就按您填的。',
    'draft-stands': '这份菜单已经有一版在起草。请接着改那一版，或者先放弃它。',
    'no-topic': '这一版里一个课题也没有，不能发布。先加一个，或者取消停讲。',
    'day-past': '这天已经过去了。请选今天或以后。',
    'day-taken': '那天已经有一版起用。请选另一天。',
    'from-missing': '请选从哪天起用。',
    'public-missing': '请写公开的名称，两种文字都要。',
    'full-missing': '请写全名，两种文字都要。',
    'audience-missing': '请写给谁听。',
    'too-long': '太长了，请写短一点。',
    'minutes-number': '请写 15 到 180 之间的分钟数。',
    'sittings-number': '请写 1 到 4 之间的次数。',
    'stage-missing': '请选一个阶段。',
    'equipment-unknown': '没有认出这种设备，请重新勾选。',
    'module-unknown': '没有这门自学课，请重新选。',
    'code-missing': '编号是一个小写字母加数字，比如 a9。',
    'code-taken': '这一版里已经有这个编号。请换一个。',
    'other-menu': '编号的字母要和这份菜单一样。',
    'menu-missing': '没有认出是哪份菜单，请再按一次按钮。',
    'act-missing': '没有认出要办什么，请再按一次按钮。',
  },

  lecturers: {
    title: '讲师名册',
    sentence: (count: number) => `名册上有 ${format.number(count)} 位讲师`,
    lede: '司法所点课时看到的讲师就是这些。可约的时间由讲师自己定。',
    add: '登记讲师',
    columns: { name: '姓名', group: '讲师团', languages: '语言', limits: '上限', topics: '能讲' },
    limits: (day: number, month: number, travel: Minutes) =>
      `一天 ${format.number(day)} 堂，一月 ${format.number(month)} 堂，路程 ${format.span(travel)}`,
    ended: (day: CalendarDay) => `${format.fullDay(day)}起不再讲`,
    noTopics: '还没有课题',
    groups: { A: '公益律师讲师团', B: '社区讲师团', C: '心理讲师团' },
    languages: { mandarin: '普通话', dialect: '本地方言', sign: '手语' },
    newTitle: '登记讲师',
    newLede: '先在“账号”里给他一个讲师的任职，再到这里登记。',
    nobody: '有讲师任职的人都已经登记。要登记别人，先在“账号”里添加任职。',
    toAccounts: '去账号',
    who: '谁',
    group: '讲师团',
    credentialsZh: '资质（中文）',
    credentialsEn: '资质（英文）',
    credentialsHint: '司法所选讲师时看得到，比如“执业律师”。',
    language: '用什么讲',
    travel: '单程最多走多少分钟',
    dayLimit: '一天最多讲几堂',
    monthLimit: '一个月最多讲几堂',
    toOn: '从哪天起不再讲',
    toOnHint: '不知道就空着。已经定下的课不变。',
    choose: '请选',
    register: '登记',
    save: '保存',
    since: (day: CalendarDay) => `${format.fullDay(day)}登记`,
    topics: '能讲的课题',
    topicPeriod: (from: CalendarDay, to: CalendarDay | null) =>
      to ? `${format.fullDay(from)}到 ${format.fullDay(to)}前` : `${format.fullDay(from)}起`,
    over: '已结束',
    ahead: '还没开始',
    end: '定结束日',
    endDay: '从哪天起不再讲',
    endGo: '定下结束日',
    addTopic: '添一个课题',
    topic: '课题',
    from: '从哪天起',
    addTopicGo: '添上这个课题',
    about: '登记的情况',
    back: '全部讲师',
    did: {
      registered: '登记好了。接下来添上能讲的课题。',
      changed: '保存了。',
      qualified: '课题添上了。',
      ended: '结束日定下了。',
    } as Record<string, string>,
    problems: {
      'account-missing': '请选一个人。',
      'not-lecturer': '这个人今天没有讲师的任职。先在“账号”里添加。',
      already: '已经登记过了。',
      'already-topic': '这段时间里已经能讲这个课题。',
      'menu-missing': '请选讲师团。',
      'credentials-missing': '请写资质。',
      'too-long': '太长了，请写短一点。',
      'language-missing': '至少选一种语言。',
      'language-unknown': '没有认出这种语言，请重新勾选。',
      'travel-number': '请写 0 到 180 之间的分钟数。',
      'day-limit-number': '请写 1 到 6 之间的堂数。',
      'month-limit-number': '请写 1 到 60 之间的堂数。',
      'to-unreadable': '日期看不懂，请照 2026-07-22 这样写。',
      'ends-before-start': '要在登记那天之后。',
      'topic-not-begun': '要在开始讲的那天之后。',
      'topic-missing': '请选一个课题。',
      'topic-gone': '这个课题现在不在菜单上。',
      'from-day-missing': '请选从哪天起。',
      'to-day-missing': '请选从哪天起不再讲。',
      'day-past': '最早从明天起。',
      'not-found': '没有找到，可能刚刚有人改过。请看现在的样子。',
      'act-missing': '没有认出要办什么，请再按一次按钮。',
    } as Record<string, string>,
  },

  county: {
    title: '节假日和调休',
    sentence: (year: number, holidays: number, workdays: number) =>
      holidays > 0
        ? `${year} 年放假 ${format.number(holidays)} 天，调休上班 ${format.number(workdays)} 天`
        : `${year} 年的放假安排还没有登记`,
    lede: '放假的日子不约课，调休上班的周末只约晚上。照国务院办公厅的通知登记，写上出处。已经定下的课不变。',
    previous: (year: number) => `${year} 年`,
    next: (year: number) => `${year} 年`,
    yearsLabel: '换一年',
    columns: { day: '日期', kind: '怎样', name: '名称', source: '出处' },
    kinds: { holiday: '放假', workday: '调休上班' },
    none: '这一年还没有登记。',
    withdraw: '撤回',
    withdrawWhat: (day: CalendarDay) => ` ${format.fullDay(day)}`,
    withdrawMore: '撤回以后，这天又按星期几算。要改成别的，撤回再登记一次。',
    reason: '为什么',
    chooseReason: '请选',
    reasons: {
      'new-notice': '通知有变',
      'typed-wrong': '登记错了',
      'county-decided': '县里另有安排',
    } satisfies Record<DayReason, string>,
    withdrawGo: '撤回这一天',
    add: '登记一天',
    day: '日期',
    kind: '怎样',
    nameZh: '名称（中文）',
    nameEn: '名称（英文）',
    source: '出处',
    sourceHint: '通知的名称和文号。',
    addGo: '登记这一天',
    did: { set: '登记好了。', withdrawn: '撤回了，这天按星期几算。' } as Record<string, string>,
    problems: {
      'day-missing': '请选日期。',
      'day-kind-missing': '请选放假还是上班。',
      'day-name-missing': '请写名称，两种文字都要。',
      'source-missing': '请写出处。',
      'too-long': '太长了，请写短一点。',
      'already-set': '这天已经登记过。先撤回，再登记。',
      'reason-missing': '请选为什么撤回。',
      'not-found': '没有找到，可能刚刚有人撤回了。',
      'act-missing': '没有认出要办什么，请再按一次按钮。',
    } as Record<string, string>,
  },

  reach: {
    rail: '讲座',
    title: '讲座',
    sentence: (sessions: number, people: number) =>
      sessions > 0
        ? people > 0
          ? `讲了 ${format.number(sessions)} 堂，${format.number(people)} 人次来听`
          : `讲了 ${format.number(sessions)} 堂，名单还没有核对`
        : '这段时间还没有上过的讲座',
    lede: (from: CalendarMonth, to: CalendarMonth, unmet: number) =>
      `${format.fullMonth(from)}到 ${format.fullMonth(to)}。${
        unmet > 0 ? `现在还有 ${format.number(unmet)} 个点课没有人接。` : '现在的点课都有人接。'
      }`,
    from: '从哪个月',
    to: '到哪个月',
    go: '看这些月份',
    demand: {
      finding: (title: string, offices: number) => `${title}：${format.number(offices)} 个所在等，还没有人讲`,
      several: (topics: number, offices: number) =>
        `${format.number(topics)} 个课题都有 ${format.number(offices)} 个所在等`,
      none: '想听的课都有人讲',
      caption: '每个课题有几个所在等',
      definition: '在等：点了课、还没有讲师和时间，想要的日子还没有过去的。后面是这些所报的人数。',
      row: (people: number) => `${format.number(people)} 人`,
      said: (rows: readonly { name: string; value: number }[]) =>
        rows.length > 0
          ? `在等的所：${rows.map(({ name, value }) => `${name} ${format.number(value)} 个`).join('，')}。`
          : '没有所在等。',
      columns: {
        topic: '课题',
        wanted: '想要（次）',
        unmet: '没人接（次）',
        offices: '在等的所',
        people: '人数',
      },
    },
    topics: {
      finding: (title: string, people: number) =>
        people > 0 ? `${title}\u200b来听的人最多，${format.number(people)} 人次` : '名单还没有核对',
      none: '这段时间还没有上过的讲座',
      caption: '每个课题有多少人次来听',
      definition: '到课人次：司法所核对过的名单上到了的人。名额：点课时报的人数。后面是堂数。',
      row: (sessions: number) => `${format.number(sessions)} 堂`,
      said: (rows: readonly { name: string; value: number }[]) =>
        rows.length > 0
          ? `来听的人次：${rows.map(({ name, value }) => `${name} ${format.number(value)}`).join('，')}。`
          : '还没有。',
      columns: { topic: '课题', sessions: '堂数', minutes: '时长', seats: '名额', came: '到课人次' },
    },
    offices: {
      title: '各司法所',
      columns: { office: '司法所', hosted: '自己点的', joined: '一起上的', seats: '名额', came: '到课人次' },
      open: (sessions: number) =>
        `${format.number(sessions)} 堂的名单还没有核对完，到课人次里没有算它们。核对名单是各司法所的事。`,
      none: '还没有',
    },
  },
}
