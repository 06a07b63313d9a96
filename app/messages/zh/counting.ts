import type { Minutes } from '#app/shared/minutes.ts'
import { formatsFor } from '../formats.ts'

const format = formatsFor('zh')

/** A unit that is begun and not finished: what was counted so far, what not and why. The office reads the same. */
export const counting = {
  title: '正在学，还没记进学时的',
  how: '一节的小问题都答对了，这一节的时间才记进学时。',
  none: '现在没有学到一半的。',
  place: (passage: number, passages: number) => `学到第 ${passage} 段，共 ${passages} 段`,
  opened: (minutes: Minutes, counted: Minutes) =>
    `到现在打开了 ${format.span(minutes)}，能计 ${format.span(counted)}。`,
  rest: '不满一分钟的零头不计。',
  withdrawn: {
    title: '这一节撤下了',
    what: '课文换过，这一节不再学了，不是您的错。',
    minutes: (minutes: Minutes) => `您已经学的 ${format.span(minutes)}还在，按一下就记进学时。`,
    nothing: '这一节还没有满一分钟的时间可以记。',
    keep: (minutes: Minutes) => `记下这 ${format.span(minutes)}`,
    close: '收起这一节',
    left: '您的学习已经结束，这一节不再记学时。',
    gone: (count: number) => `有 ${count} 节学到一半的课撤下了，学过的时间还在：`,
    toStudy: '看别的课',
  },
}
