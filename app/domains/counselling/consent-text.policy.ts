import { calendarDay, type CalendarDay } from '#app/shared/calendar-day.ts'

/**
 * The words that somebody says yes to. A version is never changed once somebody may have seen it: another one is added
 * (its digest is held by a test). `asksAnew`: what it says is so different that an earlier yes no longer stands.
 */
export type ConsentText = {
  version: number
  from: CalendarDay
  asksAnew: boolean
  zh: ConsentWords
  en: ConsentWords
}
export type ConsentWords = {
  title: string
  opening: string
  parts: readonly { heading: string; lines: readonly string[] }[]
  /** What is said with the button, or over the signature. */
  yes: string
  /** The same for a guardian. */
  guardianYes: string
}

export const CONSENT_TEXTS: readonly ConsentText[] = [
  {
    version: 1,
    from: calendarDay('2026-01-01'),
    asksAnew: true,
    zh: {
      title: '心理辅导知情同意书',
      opening: '谈不谈，由您自己定。不签，不影响您的学时、考核和办别的事。看不懂的地方，请老师念、请老师讲。',
      parts: [
        {
          heading: '谈什么',
          lines: [
            '心理老师听您说，帮您理一理，教几样办法。不审问，不打分，不是看病。',
            '老师看出来可能要看医生，会请您去医院看看。那不是结论。',
            '不想说的，可以说“先放一放”。想换一位老师，随时可以提。',
          ],
        },
        {
          heading: '谁看得到',
          lines: [
            '谈的内容锁起来，平常只有您的心理老师能打开。每打开一次，都记下来。',
            '指导老师的督导要看，得写明为什么，老师当场就会知道，您也查得到。',
            '司法所看得到四样：哪天、哪一种、多少分钟，还有一句跟您说好的话。别的看不到。',
            '您来谈的时间算学时，学时账上写“心理辅导”四个字和分钟数，不写谈了什么。',
            '约好了没来，不扣学时，司法所也看不到。',
          ],
        },
        {
          heading: '哪几种时候要说出去',
          lines: [
            '眼看有人要受伤：您有伤害自己的打算，或者要去伤害别人。会找能护住人的人，比如家里人、医院、公安。',
            '不满十八岁的孩子受了伤害、像是受了伤害，或者碰上别的危险。会报给公安、民政、教育等有关部门。',
            '法院、检察院、公安机关依法来调取，或者法律另外写着要报告。',
            '就是这几种。只说用得着的那几句；来得及、又不会添危险的，先告诉您一声；对谁说的、为什么说，都记下来。',
          ],
        },
        {
          heading: '不愿意了怎么办',
          lines: [
            '随时可以撤回，不用说为什么，当天就停：谁也不能再打开，老师也不能。',
            '撤回满 30 天，锁着的内容就销毁，谁也恢复不了。要早一点，您说一声，马上销毁。',
            '哪天来过、多少分钟、那一句话，还有依法说出去的记录，照规定留着。撤回以前已经做了的，还算数。',
          ],
        },
        {
          heading: '您的信息',
          lines: [
            '这些是敏感的个人信息，只用来给您做心理辅导，存在本县的系统里，不给别的单位用。',
            '觉得话被传出去了，可以问老师、问司法所，也可以向检察院申诉、控告和检举。',
          ],
        },
      ],
      yes: '我看懂了，愿意谈，也同意为这件事使用我的敏感个人信息。',
      guardianYes: '我是监护人。我看懂了，同意孩子参加心理辅导，也同意为这件事使用他的敏感个人信息。',
    },
    en: {
      title: 'Consent to counselling',
      opening:
        'Whether to talk is for you to decide. Not signing changes nothing about your hours, your assessment or anything else. Ask the counsellor to read out or explain whatever is unclear.',
      parts: [
        {
          heading: 'What it is',
          lines: [
            'A counsellor listens, helps you sort things out and shows you a few ways to cope. It is no interrogation, no test and no treatment.',
            'If a doctor might help, the counsellor will suggest that you see one. That is not a finding.',
            'You can always say "let\'s leave that for now", or ask for another counsellor.',
          ],
        },
        {
          heading: 'Who sees it',
          lines: [
            'What is said is locked away. Ordinarily only your counsellor can open it, and every opening is recorded.',
            'A supervisor who guides the counsellor has to write down why; the counsellor knows at once, and you can look it up.',
            'The judicial office sees four things: the day, the kind, the minutes, and one line that is agreed with you. Nothing else.',
            'The time counts as hours. The record of hours says "psychological support" and the minutes, never what was said.',
            'Missing an appointment costs no hours, and the office does not see it.',
          ],
        },
        {
          heading: 'When something has to be told',
          lines: [
            'Somebody is about to be hurt: you mean to harm yourself or somebody else. People who can protect will be told, such as family, a hospital or the police.',
            'A child under eighteen is harmed, seems to be, or is in another danger. The police, civil affairs, education or another department in charge will be told.',
            'A court, the procuratorate or the police lawfully demand it, or the law otherwise requires a report.',
            'These and no others. Only what is needed is said; you are told first where there is time and it adds no danger; to whom and why is recorded.',
          ],
        },
        {
          heading: 'If you change your mind',
          lines: [
            'You can withdraw at any time without saying why. It stops at once: nobody can open anything any more, the counsellor included.',
            'Thirty days after that, what is locked is destroyed for good. If you want it sooner, say so and it is destroyed at once.',
            'The days, the minutes, the agreed lines and the record of what was lawfully told stay, as the rules require. What was done before stays valid.',
          ],
        },
        {
          heading: 'Your information',
          lines: [
            "This is sensitive personal information. It is used for your counselling alone, kept in this county's system and given to nobody else.",
            'If you think that something was passed on, ask the counsellor or the judicial office, or complain to the procuratorate.',
          ],
        },
      ],
      yes: 'I have understood this, I want to talk, and I agree to the use of my sensitive personal information for it.',
      guardianYes:
        "I am the guardian. I have understood this, I agree to the counselling, and I agree to the use of the minor's sensitive personal information for it.",
    },
  },
]

/** The text that is shown on a day: the latest that is in force. */
export function consentTextOn(day: CalendarDay, texts: readonly ConsentText[] = CONSENT_TEXTS): ConsentText {
  const inForce = texts.filter(({ from }) => from <= day).at(-1)
  if (!inForce) throw new RangeError(`no consent text on ${day}`)
  return inForce
}
