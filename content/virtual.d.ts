declare module 'virtual:lessons' {
  import type { Module } from '#content/lesson.ts'
  /** By code. Server only. */
  export const modules: readonly Module[]
}

declare module 'virtual:lesson-answers' {
  import type { Answers } from '#content/lesson.ts'
  /** What is right by `answerId` (`a1/1#2`). Server only. */
  export const answers: Answers
}

declare module 'virtual:course-menu' {
  import type { CourseMenu } from '#content/menu-file.ts'
  /** In the order in which they are shown. Server only. */
  export const menus: CourseMenu['menus']
  export const topics: CourseMenu['topics']
}

declare module 'virtual:quiz-answers' {
  import type { QuizKeys } from '#content/lesson.ts'
  /** What is right and why by `quizKeyId` (`a1#q01`). Server only. */
  export const quizKeys: QuizKeys
}
