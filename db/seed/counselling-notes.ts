import type { NoteBody } from '#app/domains/counselling/note.schema.ts'

/** Notes of a demo county, invented. They are sealed when they are written, like any other. */

export const AGREED_LINES = ['按时来，愿意接着谈。', '按时来，两周后再谈。', '来过了，下次另约。'] as const

export const NOTES: readonly NoteBody[] = [
  {
    brought: '换了工作以后睡得浅，夜里容易醒。怕同事知道自己的事，中午一个人吃饭。',
    did: '一起看了一周的作息，找出两个能歇一歇的钟点。练了慢呼吸，三分钟。',
    plan: '睡前半小时不看手机；中午跟一位同事一起吃一次饭。两周后再看。',
    risk: '问过，没有伤害自己的念头。',
  },
  {
    brought: '这两周有五个晚上睡得整。跟母亲在电话里吵了一回，挂了以后很后悔。',
    did: '把那通电话从头说了一遍，分开“她说了什么”和“我听成了什么”。试着写了一句想说的话。',
    plan: '周末打一个短电话，只说近况。慢呼吸接着练。',
    risk: '问过，没有。',
  },
  {
    brought: '收入不稳，家里催得紧，火气上来管不住嘴。',
    did: '画了火气从一分到十分的样子，找到三分的时候能做的一件事：出门走一圈。',
    plan: '记三次火气上来的钟点和当时的事，下次带来。',
    risk: '没有伤人的打算，家里没有危险的东西。',
  },
]

/** What stands in the fields of a note that is not signed yet. */
export const HALF_WRITTEN = {
  ...{ start: '08:30', end: '09:20', kind: 'alone', agreedLine: '', appointment: '' },
  ...NOTES[2]!,
  risk: '',
}

export const OWN_WORDS = '孩子小，白天黑夜都是我一个人。有时候坐着坐着就掉眼泪，想找个人说说。'
export const TAKEN_BACK_WORDS = '跑车的时候总走神，想问问有没有办法。'
