import { randomOf } from './random.ts'

const SURNAMES = [
  ...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕',
  ...'苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史',
]
const HIGHEST_INDEX = 40

/** Surname + 某 + index, as on every drawn screen: nobody can be recognised, everybody can be told apart. */
export function inventedNames(count: number, taken: ReadonlySet<string>): string[] {
  const every = SURNAMES.flatMap((surname) =>
    Array.from({ length: HIGHEST_INDEX }, (_, index) => `${surname}某${String(index + 1).padStart(2, '0')}`),
  )
  const free = randomOf('names')
    .shuffled(every)
    .filter((name) => !taken.has(name))
  if (free.length < count) throw new RangeError(`only ${free.length} names for ${count} people`)
  return free.slice(0, count)
}
